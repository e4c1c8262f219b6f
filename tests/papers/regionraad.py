"""House style 2, the regional-council form (roughly 2005–2020): archive numbers, a box on top of each sak."""

from __future__ import annotations

from tests.papers.paper import Paper, Sak
from tests.papers.word import WordFile

WORDS = {
    "nn": {
        "innkalling": "Møteinnkalling", "protokoll": "Møteprotokoll",
        "utval": "Utval:", "stad": "Møtestad:", "dato": "Møtedato:", "tid": "Tid:",
        "ring": "Eventuelt forfall skal meldast til sekretariatet. Varamedlemer møter berre etter nærare innkalling.",
        "moett": "Desse møtte:", "forfall": "Forfall:", "andre": "Andre som møtte:",
        "sakliste": "Sakliste", "nummer": "Saksnr.", "arkivnummer": "Arkivsaksnr.", "tittel": "Tittel",
        "saksbehandlar": "Saksh.:", "arkiv": "Arkiv:", "arkivsak": "Arkivsak:",
        "utval_kolonne": "Utval", "dato_kolonne": "Møtedato", "sak": "Sak",
        "framlegg": "Tilråding:", "vedlegg": "Vedlegg:", "tekst": "Saksutgreiing:",
        "behandling": "Handsaming:", "vedtak": "Vedtak:", "side": "Side {page} av {pages}",
    },
    "nb": {
        "innkalling": "Møteinnkalling", "protokoll": "Møteprotokoll",
        "utval": "Utvalg:", "stad": "Møtested:", "dato": "Møtedato:", "tid": "Tid:",
        "ring": "Eventuelt forfall meldes til sekretariatet. Varamedlemmer møter bare etter nærmere innkalling.",
        "moett": "Disse møtte:", "forfall": "Forfall:", "andre": "Andre som møtte:",
        "sakliste": "Saksliste", "nummer": "Saksnr.", "arkivnummer": "Arkivsaksnr.", "tittel": "Tittel",
        "saksbehandlar": "Saksbeh.:", "arkiv": "Arkiv:", "arkivsak": "Arkivsak:",
        "utval_kolonne": "Utvalg", "dato_kolonne": "Møtedato", "sak": "Sak",
        "framlegg": "Innstilling:", "vedlegg": "Vedlegg:", "tekst": "Saksutredning:",
        "behandling": "Behandling:", "vedtak": "Vedtak:", "side": "Side {page} av {pages}",
    },
}  # fmt: skip


def build(paper: Paper) -> bytes:
    """The paper as a Word file; every sak needs a number of its own."""
    words = WORDS[paper.maalform]
    dato = f"{paper.dato:%d.%m.%Y}"
    word = WordFile(paper.maalform, f"{words[paper.slag]} {paper.organ} {dato}", font="Times New Roman", size=11.5)
    word.running("", f"{paper.organ} {dato} – {words['side']}")
    word.line(paper.organ, bold=True, size=14)
    word.title(words[paper.slag])
    front = (("utval", paper.organ.upper()), ("stad", paper.stad), ("dato", dato), ("tid", paper.tid))
    for label, value in front:
        word.columns(words[label], value, bold=True)
    word.line("")
    if paper.slag == "protokoll":
        _met(word, paper, words)
        _signed(word, paper)
        word.new_page()
    else:
        word.line(words["ring"])
        _signed(word, paper)
    word.line(words["sakliste"], bold=True, size=14)
    head = (words["nummer"], words["arkivnummer"], words["tittel"])
    word.table([head, *((each.nummer or "", each.arkivsak, each.tittel) for each in paper.saker)], (2.3, 3.2, 10.5))
    for each in paper.saker:
        # The papers of an innkalling were written one by one; in the protokoll they follow each other.
        if paper.slag == "innkalling":
            word.new_page()
        else:
            word.line("")
        _sak(word, paper, each, words, dato)
    return word.save()


def _met(word: WordFile, paper: Paper, words: dict[str, str]) -> None:
    word.columns("A.", words["moett"], at=1)
    for name, kommune in paper.moett:
        word.columns(name, kommune, at=10, indent=1)
    if paper.forfall:
        word.columns("", words["forfall"], at=1)
    for name, kommune in paper.forfall:
        word.columns(name, kommune, at=10, indent=1)
    if paper.andre:
        word.columns("", words["andre"], at=1)
        word.columns("", ", ".join(paper.andre), at=1)
    for letter, sentence in zip("BCDEFGH", paper.merknader, strict=False):
        word.columns(f"{letter}.", sentence, at=1)


def _signed(word: WordFile, paper: Paper) -> None:
    word.line("")
    if paper.underskrift:
        names = [f"{name} (s)" for name, _ in paper.underskrift]
        word.table([names, [office for _, office in paper.underskrift]], [16 / len(names)] * len(names), ruled=False)


def _sak(word: WordFile, paper: Paper, sak: Sak, words: dict[str, str], dato: str) -> None:
    for line in (paper.organ, f"{words['sak']} {sak.nummer}"):
        paragraph = word.line(line)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.keep_with_next = 0, True
    box = (
        (words["saksbehandlar"], sak.saksbehandlar, words["arkiv"], sak.arkiv),
        ("", "", words["arkivsak"], sak.arkivsak),
    )
    word.table(box, (2.6, 6.4, 2.6, 4.4), ruled=False)
    steps = (
        (f"{words['nummer']}:", words["utval_kolonne"], words["dato_kolonne"]),
        (sak.nummer or "", paper.organ, dato),
    )
    word.table(steps, (2.6, 9, 4.4), ruled=False)
    word.columns(f"{words['sak']} {sak.nummer}", sak.tittel, bold=True)
    _points(word, words["framlegg"], sak.framlegg)
    if sak.vedlegg:
        word.line(words["vedlegg"], bold=True)
        for name in sak.vedlegg:
            word.line(name)
    if sak.tekst:
        word.line(words["tekst"], bold=True)
        word.text(sak.tekst, 3)
    if sak.behandling:
        word.line(words["behandling"], bold=True)
        for sentence in sak.behandling:
            word.line(sentence)
    _points(word, words["vedtak"], sak.vedtak)


def _points(word: WordFile, label: str, texts: tuple[str, ...]) -> None:
    if not texts:
        return
    word.line(label, bold=True).paragraph_format.keep_with_next = True
    if len(texts) == 1:
        word.line(texts[0])
    else:
        word.points(texts)
