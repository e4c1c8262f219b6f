"""What a paper calls itself: a draft, a revised version, the final one."""

from __future__ import annotations

from datetime import date

import pytest

from extract.lines import lines_of
from extract.utgaave import read_utgaave
from model.document import Document, Paragraph


def read(text: str, fil: str = "papir.docx"):
    document = Document(
        fil=fil, sha256="0" * 64, format="docx", blocks=[Paragraph(text=line) for line in text.split("\n")]
    )
    found = read_utgaave(document, lines_of(document))
    return found and (found.slag, found.nr, found.dato)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Utkast til protokoll", ("utkast", None, None)),
        ("Møteprotokoll (utkast)", ("utkast", None, None)),
        ("Foreløpig protokoll", ("utkast", None, None)),
        ("FØREBELS MØTEBOK", ("utkast", None, None)),
        ("Revidert sakliste 5.12.2025", ("revidert", None, date(2025, 12, 5))),
        ("Møteinnkalling – revidert 05.12.2025", ("revidert", None, date(2025, 12, 5))),
        ("Revidert 5. desember 2025", ("revidert", None, date(2025, 12, 5))),
        ("Korrigert protokoll", ("revidert", None, None)),
        ("Versjon 2", ("revidert", 2, None)),
        ("Endelig protokoll", ("endeleg", None, None)),
    ],
)
def test_a_line_beside_the_name_of_the_paper_or_alone_says_the_version(text, expected):
    assert read(f"Fjordlandet regionråd\n{text}\nSak 1 Opning") == expected


@pytest.mark.parametrize(
    "text",
    ["Revidert budsjett 2025", "Godkjenning av protokoll", "Endra vedtekter for selskapet", "Møteprotokoll",
     "Utkast til ny samarbeidsavtale", "Protokollen vart retta."],
)  # fmt: skip
def test_a_sak_about_something_revised_is_no_version_of_the_paper(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("fil", "expected"),
    [
        ("innkalling_v2.docx", ("revidert", 2, None)),
        ("Protokoll - utkast.pdf", ("utkast", None, None)),
        ("protokoll revidert 2025-12-05.pdf", ("revidert", None, date(2025, 12, 5))),
        ("sakliste_rev3.pdf", ("revidert", 3, None)),
        ("innkalling.pdf", None),
        ("reviderte vedtekter.pdf", None),
    ],
)
def test_the_name_of_the_file_says_it_where_the_paper_does_not(fil, expected):
    assert read("Innkalling", fil) == expected
