"""House style 1, the free form of small organisations: numbered headings, no archive numbers."""

from __future__ import annotations

from tests.papers.paper import Paper, Sak
from tests.papers.word import WordFile

WORDS = {
    "nn": {
        "innkalling": "Innkalling til møte i {organ}", "protokoll": "Protokoll frå møte i {organ}",
        "dato": "Dato:", "stad": "Stad:", "tid": "Tid:", "sakliste": "Sakliste", "kl": "kl. ",
        "moett": "Til stades:", "forfall": "Forfall:", "andre": "Frå administrasjonen:",
        "framlegg": "Framlegg til vedtak:", "vedlegg": "Vedlegg:", "tekst": "Saksframstilling:",
        "behandling": "Behandling:", "vedtak": "Vedtak:", "side": "Side {page} av {pages}", "sak": "Sak",
        "hovud": "{organ} – møte {dag}",
    },
    "nb": {
        "innkalling": "Innkalling til møte i {organ}", "protokoll": "Protokoll fra møte i {organ}",
        "dato": "Dato:", "stad": "Sted:", "tid": "Tid:", "sakliste": "Saksliste", "kl": "kl. ",
        "moett": "Til stede:", "forfall": "Forfall:", "andre": "Fra administrasjonen:",
        "framlegg": "Forslag til vedtak:", "vedlegg": "Vedlegg:", "tekst": "Saksframstilling:",
        "behandling": "Behandling:", "vedtak": "Vedtak:", "side": "Side {page} av {pages}", "sak": "Sak",
        "hovud": "{organ} – møte {dag}",
    },
}  # fmt: skip


def build(paper: Paper) -> bytes:
    """The paper as a Word file; headings count themselves where the saker have no number of their own."""
    words = WORDS[paper.maalform]
    title = words[paper.slag].format(organ=paper.organ)
    word = WordFile(paper.maalform, f"{title} {paper.dag}")
    word.running(words["hovud"].format(organ=paper.organ, dag=paper.dag), words["side"])
    word.title(title)
    for label, value in (("dato", paper.dag), ("stad", paper.stad), ("tid", words["kl"] + paper.tid)):
        word.columns(words[label], value, at=2)
    _people(word, paper, words)
    for sentence in paper.merknader:
        word.line(sentence)
    if paper.slag == "innkalling":
        word.line(words["sakliste"], bold=True, size=14).paragraph_format.keep_with_next = True
        if any(each.nummer for each in paper.saker):
            for each in paper.saker:
                word.columns(each.nummer or "", each.tittel, at=2)
        else:
            word.points(each.tittel for each in paper.saker)
        word.new_page()
    if not any(each.nummer for each in paper.saker):
        word.number_headings()
    for each in paper.saker:
        _sak(word, each, words)
    if paper.underskrift:
        word.line("")
    for name, office in paper.underskrift:
        word.line(f"{name}, {office}")
    return word.save()


def _people(word: WordFile, paper: Paper, words: dict[str, str]) -> None:
    for label, people in (("moett", paper.moett), ("forfall", paper.forfall)):
        if people:
            word.line(words[label], bold=True)
            word.bullets(f"{name}, {kommune}" for name, kommune in people)
    if paper.andre:
        word.line(words["andre"], bold=True)
        word.bullets(paper.andre)


def _sak(word: WordFile, sak: Sak, words: dict[str, str]) -> None:
    word.heading(f"{words['sak']} {sak.nummer} {sak.tittel}" if sak.nummer else sak.tittel, 1)
    _points(word, words["framlegg"], sak.framlegg)
    if sak.vedlegg:
        word.heading(words["vedlegg"], 2)
        word.bullets(sak.vedlegg)
    if sak.tekst and sak.framlegg:
        word.heading(words["tekst"], 2)
    # A sak for information has no proposal, and its topics stand right under its heading.
    word.text(sak.tekst, 3 if sak.framlegg else 2)
    if sak.behandling:
        word.heading(words["behandling"], 2)
        word.text(sak.behandling, 3)
    _points(word, words["vedtak"], sak.vedtak)


def _points(word: WordFile, label: str, texts: tuple[str, ...]) -> None:
    if not texts:
        return
    word.heading(label, 2)
    if len(texts) == 1:
        word.line(texts[0])
    else:
        word.points(texts)
