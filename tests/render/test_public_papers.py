"""A paper for the public says nothing of a closed sak but that there is one, and why it is closed."""

import html
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest

from model.moete import Blokk, FramleggRoeyst, Roeysting, Seksjon
from render import next_meeting, to_pdf, write_paper
from render.gather import Gathered
from render.public import for_the_public, quotes
from tests.render.samples import COUNCIL, Folder, council_meeting, meeting, part, sak, section, text_of

SECRETS = (
    "Permisjon", "Torvald", "sjukdom", "familieforhold", "Søknad", "lækjarattest", "tolv månader", "Gudveig", "26/981",
    "Bergljot", "omplassering",
)  # fmt: skip
"""Words that stand nowhere but in the closed sak."""


def closed(nummer="7/26", **parts):
    """A closed sak with something in every field that a paper shows."""
    full = {
        "arkivsak": "26/981",
        "saksbehandlar": "Gudveig Stølen",
        "unntatt_offentlegheit": "offl. § 13, jf. fvl. § 13 første ledd nr. 1",
        "framlegg": ["Torvald Nes får permisjon i tolv månader frå 1. mars 2026.", "Leiaren svarar på søknaden."],
        "vedlegg": ["Søknad frå Torvald Nes", "lækjarattest"],
        "seksjonar": [section("Saksframstilling", "Torvald Nes søkjer permisjon på grunn av sjukdom i familien.")],
        "behandling": [Blokk(type="avsnitt", tekst="Bergljot Lie gjorde framlegg om omplassering.")],
        "roeysting": Roeysting(mot=1, framlegg=[FramleggRoeyst(av="Bergljot Lie", tekst="omplassering")]),
        "vedtak": ["Torvald Nes får permisjon i tolv månader frå 1. mars 2026."],
    }
    return sak("Permisjon på grunn av sjukdom og familieforhold", nummer, **{**full, **parts})


def with_closed(maalform="nn", *others, **parts):
    """The council's meeting with a closed sak in it, and other saker behind that."""
    whole = council_meeting(maalform)
    people = [
        each.model_copy(update={"ugild_i": ["7/26"]}) if each.namn == "Solveig Aarskog" else each
        for each in whole.moetedeltakarar
    ]
    extra = meeting("2026-02-23", closed(**parts), *others).saker
    return whole.model_copy(update={"saker": [*whole.saker, *extra], "moetedeltakarar": people})


def written(kind, moete, tmp_path, archive=()):
    return write_paper(kind, for_the_public(moete, archive).moete, tmp_path / f"{kind}-{moete.maalform}.docx")


def everything(paper) -> str:
    """All text in all parts of a Word file, properties and settings too."""
    with zipfile.ZipFile(paper) as file:
        return html.unescape("\n".join(file.read(name).decode("utf-8") for name in file.namelist()))


def leaks(text: str) -> list[str]:
    return [word for word in SECRETS if word.casefold() in text.casefold()]


@pytest.mark.parametrize("maalform", ["nn", "nb"])
@pytest.mark.parametrize("kind", ["innkalling", "protokoll"])
def test_no_part_of_the_word_file_has_a_word_of_a_closed_sak(kind, maalform, tmp_path):
    moete = with_closed(maalform)
    whole = write_paper(kind, moete, tmp_path / "heile.docx")
    assert leaks(everything(whole)), "the paper for the organ itself has it"
    assert leaks(everything(written(kind, moete, tmp_path))) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("kind", ["innkalling", "protokoll"])
def test_neither_has_the_pdf_nor_its_outline(kind, tmp_path):
    pdf = to_pdf(written(kind, with_closed(), tmp_path))
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True).stdout
    assert "Unnateke offentlegheit (offl. § 13, jf. fvl. § 13 første ledd nr. 1)" in re.sub(r"\s+", " ", text)
    assert leaks(text) == []
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(pdf) as file, file.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]
        assert any("Unnateke offentlegheit" in title for title in titles)
        assert leaks(" ".join([*titles, str(file.docinfo), str(dict(file.open_metadata()))])) == []


class TestTheClosedSak:
    @pytest.mark.parametrize(("maalform", "label"), [("nn", "Unnateke offentlegheit"), ("nb", "Unntatt offentlighet")])
    def test_keeps_its_row_its_number_and_the_legal_basis(self, maalform, label, tmp_path):
        text = text_of(part(written("innkalling", with_closed(maalform), tmp_path)))
        assert f"7/26\n\n{label} (offl. § 13, jf. fvl. § 13 første ledd nr. 1)" in text
        assert f"Sak 7/26 {label}\n{label}:offl. § 13, jf. fvl. § 13 første ledd nr. 1" in text
        text = text_of(part(written("protokoll", with_closed(maalform), tmp_path)))
        assert f"Sak 7/26 {label} (offl. § 13, jf. fvl. § 13 første ledd nr. 1)" in text

    def test_has_no_room_to_write_in(self, tmp_path):
        only = meeting("2026-02-23", closed(), kind="innkalling")
        text = text_of(part(written("innkalling", only, tmp_path)))
        assert "Framlegg til vedtak" not in text
        text = text_of(part(written("protokoll", only, tmp_path)))
        assert "Røysting" not in text and "Handsaming" not in text

    def test_shows_of_the_basis_the_paragraphs_alone(self, tmp_path):
        told = "Møtet vart lukka etter koml. § 11-5 andre ledd, for saka gjeld sjukdom hjå Torvald Nes"
        paper = written("innkalling", with_closed(unntatt_offentlegheit=told), tmp_path)
        assert leaks(everything(paper)) == []
        assert "Unnateke offentlegheit (koml. § 11-5 andre ledd)" in text_of(part(paper))

    def test_without_a_paragraph_says_only_that_it_is_closed(self, tmp_path):
        paper = written("innkalling", with_closed(unntatt_offentlegheit="U.off. (Torvald Nes)"), tmp_path)
        assert leaks(everything(paper)) == []
        assert "7/26\n\nUnnateke offentlegheit\n" in text_of(part(paper))


class TestOtherSaker:
    def quoting(self, *blocks, **parts):
        told = Seksjon(
            tittel="Bakgrunn", rolle="bakgrunn", blokker=[Blokk(type="avsnitt", tekst=text) for text in blocks]
        )
        return sak("Bemanning i sekretariatet", "8/26", seksjonar=[told], **parts)

    def mended(self, *args, archive=(), **parts):
        shown = for_the_public(with_closed("nn", self.quoting(*args, **parts)), archive)
        return shown.moete.saker[-1]

    def test_lose_a_passage_that_quotes_the_closed_one_and_keep_the_rest(self):
        quoted = "Rådet vedtok: «Torvald Nes får permisjon i tolv månader frå 1. mars 2026.»"
        found = self.mended("Sekretariatet har tre stillingar.", quoted).seksjonar[0].blokker
        assert [block.tekst for block in found] == [
            "Sekretariatet har tre stillingar.",
            "[Unnateke offentlegheit (offl. § 13, jf. fvl. § 13 første ledd nr. 1)]",
        ]

    def test_lose_a_part_of_it_quoted_too(self):
        found = self.mended("Jf. at Nes får permisjon i tolv månader frå 1. mars, og vikar må inn.").seksjonar[0]
        assert leaks(found.blokker[0].tekst) == []

    def test_lose_its_title_in_text_and_among_attachments(self):
        title = "Sjå sak 7/26 Permisjon på grunn av sjukdom og familieforhold."
        found = self.mended(title, vedlegg=["Søknad frå Torvald Nes", "Bemanningsplan"])
        assert leaks(found.model_dump_json()) == []
        assert found.vedlegg[1] == "Bemanningsplan"

    def test_lose_it_in_a_point_and_in_the_cell_of_a_table(self):
        table = Blokk(type="tabell", tekst="", rader=[["Sak", "Kva"], ["7/26", "Søknad frå Torvald Nes"]])
        point = "Rådet viser til at Torvald Nes får permisjon i tolv månader frå 1. mars 2026."
        whole = with_closed("nn", self.quoting("Kort.", framlegg=[point, "Stillinga vert lyst ut."]))
        whole.saker[-1].seksjonar[0].blokker.append(table)
        found = for_the_public(whole).moete.saker[-1]
        assert leaks(found.model_dump_json()) == []
        assert found.framlegg.punkt[1].tekst == "Stillinga vert lyst ut."
        assert found.seksjonar[0].blokker[-1].rader[1][0] == "7/26"

    def test_lose_what_an_earlier_meeting_decided_behind_closed_doors(self):
        earlier = meeting("2025-12-09", closed("31/25", vedtak=["Gudveig Stølen vert omplassert til arkivet straks."]))
        now = meeting("2026-02-23", self.quoting("«Gudveig Stølen vert omplassert til arkivet straks.»"))
        (only,) = for_the_public(now, [earlier]).moete.saker
        assert "Gudveig" not in only.model_dump_json()

    def test_keep_the_sentences_that_any_sak_may_have(self):
        common = "Regionrådet tek saka til vitande og kjem attende til henne i eit seinare møte."
        secret = closed(vedtak=[common])
        now = meeting(
            "2026-02-23", secret, sak("Legevakt", "8/26", vedtak=[common]), sak("Veg", "9/26", vedtak=[common])
        )
        assert for_the_public(now).moete.saker[1:] == now.saker[1:]
        before = meeting("2025-12-09", sak("Ferje", "1/25", vedtak=[common]))
        now = meeting("2026-02-23", secret, sak("Legevakt", "8/26", vedtak=[common]))
        assert for_the_public(now, [before]).moete.saker[1:] == now.saker[1:]

    def test_keep_a_title_that_open_saker_have_too(self):
        earlier = meeting("2025-12-09", sak("Orientering frå leiaren", "4/25", unntatt_offentlegheit="offl. § 23"))
        now = meeting(
            "2026-02-23", sak("Orientering frå leiaren", "1/26", seksjonar=[section(None, "Orientering frå leiaren.")])
        )
        assert for_the_public(now, [earlier]).moete == now


def test_without_closed_saker_the_paper_is_the_same(tmp_path):
    moete = council_meeting()
    assert for_the_public(moete).moete == moete


def test_a_finished_paper_that_quotes_a_closed_sak_is_found_out_wherever_it_does(tmp_path):
    secrets = for_the_public(with_closed()).secrets
    quoting = sak("Bemanning", "8/26", seksjonar=[section("Bakgrunn", "Etter Søknad frå Torvald Nes må vikar inn.")])
    harmless = sak("Bemanning", "8/26", seksjonar=[section("Bakgrunn", "Sekretariatet har tre stillingar.")])
    for content, expected in ((quoting, True), (harmless, False)):
        moete = meeting("2026-02-23", content)
        path = write_paper("saksframlegg", moete, tmp_path / f"{expected}.docx", sak=moete.saker[0])
        assert quotes(path.read_bytes(), secrets) is expected
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/comments.xml", "<w:p><w:t>Søknad frå</w:t><w:t> Torvald Nes</w:t></w:p>")
    assert quotes(out.getvalue(), secrets)


def test_a_sak_that_was_closed_stays_so_when_its_finished_paper_forgets_to_say_it():
    put_off = closed("31/25", vedtak=["Saka vert utsett til neste møte."], utfall="utsett")
    paper = sak(put_off.tittel, framlegg=["Torvald Nes får permisjon."])
    own = meeting("2026-02-23", paper, kind="saksframlegg")
    found = next_meeting(
        Folder(meeting("2025-12-09", put_off)),
        COUNCIL,
        date(2026, 2, 23),
        papers=[Gathered("p.docx", own, own.saker[0])],
    )
    (same,) = [each for each in found.moete.saker if each.framlegg]
    assert same.unntatt_offentlegheit == put_off.unntatt_offentlegheit
    assert leaks(for_the_public(found.moete).moete.model_dump_json()) == []
