"""The round of a meeting as its secretary goes it: saksframlegg, innkalling, protokoll, and back to the archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.cli.conftest import EXAMPLES, Call

COUNCIL = "Fjordlandet regionråd"
WHEN = "2025-12-05"
MEETING = f"fjordlandet-regionraad/fjordlandet-regionraad/{WHEN}"
REGISTER = """
[[organ]]
utvalg = "Fjordlandet regionråd"
slag = "IPR"
[[organ.medlem]]
namn = "Solveig Aarskog"
funksjon = "leiar"
kommune = "Nordvik"
[[organ.medlem]]
namn = "Oddvar Nesheim"
kommune = "Solnes"
[[organ.medlem]]
namn = "Ragnhild Moldestad"
funksjon = "dagleg leiar"
roeysterett = false
[[organ.moete]]
dato = 2025-12-05
starttid = "10:00"
sluttid = "14:00"
stad = "Kommunehuset i Nordvik"
"""


def write_under(document: WordDocument, sak: str | None, heading: str, *texts: str, style: str | None = None) -> None:
    """Type under a heading of a sak, as one does in Word: into the empty paragraph, and new ones behind it."""
    inside = sak is None
    place: Paragraph | None = None
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 1":
            inside = sak is None or sak in paragraph.text
        elif place is not None and inside:
            place = paragraph
            break
        elif inside and paragraph.text == heading:
            place = paragraph
    assert place is not None and place.text != heading, (sak, heading)
    place.text = texts[0]
    for text in reversed(texts[1:]):
        new = docx.oxml.OxmlElement("w:p")
        place._p.addnext(new)
        added = Paragraph(new, place._parent)
        added.text = text
        added.style = document.styles[style or "Body Text"]
    if style:
        place.style = document.styles[style]


def choose(document: WordDocument, person: str, choice: str) -> None:
    """Choose from the list behind a person's name, as one does with the mouse."""
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text == person:
                control = next(row._tr.iter(qn("w:sdt")))
                shown = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
                shown.getparent().remove(shown)
                next(control.iter(qn("w:t"))).text = choice
                return
    raise AssertionError(person)


@pytest.fixture
def edit() -> Callable[[Path], WordDocument]:
    return lambda path: docx.Document(str(path))


def test_the_whole_round(tmp_path: Path, call: Call) -> None:
    corpus, folder = tmp_path / "arkiv", tmp_path / "saksframlegg"
    folder.mkdir()
    for paper in sorted(EXAMPLES.iterdir()):
        assert call("import", paper, "--corpus", corpus).status == 0
    (corpus / "organ.toml").write_text(REGISTER, encoding="utf-8")
    here = ["--corpus", corpus, "--organ", COUNCIL, "--date", WHEN]

    # Two papers to write on: a new sak, and one that was put off and comes with its history.
    for name, title in (("legevakt", "Felles legevakt for kommunane"), ("kulturskule", "Samarbeid om kulturskule")):
        assert call("saksframlegg", title, *here, "--out", folder / f"{name}.docx").status == 0
    paper = docx.Document(str(folder / "kulturskule.docx"))
    assert "12. september 2025, sak 26/25" in "\n".join(each.text for each in paper.paragraphs)
    paper = docx.Document(str(folder / "legevakt.docx"))
    points = ("Regionrådet går inn for felles legevakt frå 1. januar 2027.", "Kommunane får saka til vedtak.")
    write_under(paper, None, "Framlegg til vedtak", *points, style="List Number")
    write_under(paper, None, "Vurdering", "Ei felles legevakt gjev betre bemanning.")
    paper.save(str(folder / "legevakt.docx"))

    # The innkalling gathers them.
    notice = tmp_path / "innkalling.docx"
    made = call("innkalling", *here, "--papers", folder, "--out", notice)
    assert made.status == 0 and "Saksframlegg: legevakt.docx" in made.out
    assert call("import", notice, "--corpus", corpus).status == 0
    called = call("show", MEETING, "--corpus", corpus, "--json").json
    assert (called["starttid"], called["moetested"]) == ("10:00", "Kommunehuset i Nordvik")
    legevakt = next(sak for sak in called["saker"] if "legevakt" in sak["tittel"])
    assert [point["tekst"] for point in legevakt["framlegg"]["punkt"]] == list(points)
    assert legevakt["vedtak"] is None

    # The protokoll is filled in.
    minutes = tmp_path / "protokoll.docx"
    assert call("protokoll", MEETING, "--corpus", corpus, "--out", minutes).status == 0
    form = docx.Document(str(minutes))
    choose(form, "Solveig Aarskog", "Møtte")
    choose(form, "Oddvar Nesheim", "Forfall")
    choose(form, "Ragnhild Moldestad", "Møtte")
    write_under(form, "Felles legevakt", "Handsaming", "Dagleg leiar orienterte.")
    write_under(form, "Felles legevakt", "Røysting", "Samrøystes vedteke.")
    write_under(form, "Felles legevakt", "Vedtak", *points, style="List Number")
    form.save(str(minutes))
    assert call("import", minutes, "--corpus", corpus).status == 0

    # And the archive has the vedtak.
    held = call("show", MEETING, "--corpus", corpus, "--json").json
    assert [(each["namn"], each["frammoete"]) for each in held["moetedeltakarar"]] == [
        ("Solveig Aarskog", "moett"),
        ("Oddvar Nesheim", "forfall"),
        ("Ragnhild Moldestad", "utan roysterett"),
    ]
    legevakt = next(sak for sak in held["saker"] if "legevakt" in sak["tittel"])
    assert [point["tekst"] for point in legevakt["vedtak"]["punkt"]] == list(points)
    assert (legevakt["vedtak"]["utfall"], legevakt["roeysting"]["resultat"]) == ("vedteke", "samroeystes")
    assert [each["vedtak"] for each in held["saker"] if each is not legevakt] == [None] * (len(held["saker"]) - 1)
    found = call("search", "legevakt", "--corpus", corpus, "--json").json
    assert found["hits"][0]["id"].startswith(legevakt["id"])
