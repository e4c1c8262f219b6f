"""References become ids once the archive has what they speak of."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from corpus import Archive, check
from model.moete import Moete, Tilvising
from tests.corpus.made import reading, sak

HOME = "fjordlandet-regionraad/styret"
MARCH = reading(
    "mars.pdf",
    [sak("3/25", "Ny ferjekai", vedtak=["Vi vil ha kai.", "Leiaren svarar."], arkivsak="25/17"),
     sak("4/25", "Budsjett", vedtak=["Ja."])],
    dato=date(2025, 3, 24),
)  # fmt: skip
BOARD = reading("repskap.pdf", [sak("7", "Eigarmelding")], dato=date(2025, 3, 24), utvalg="Representantskapet")


def june(*refs: Tilvising, title: str = "Brannvern", **fields: object) -> Moete:
    return reading("juni.pdf", [sak("9/25", title, tilvisingar=list(refs), **fields)], dato=date(2025, 6, 4))


def targets(folder: Path, *papers: Moete) -> list[str | None]:
    archive = Archive(folder)
    for paper in papers:
        archive.add(paper)
    assert check(archive) == []
    return [ref.maal for ref in archive.meeting(f"{HOME}/2025-06-04").saker[0].tilvisingar]


@pytest.mark.parametrize(
    ("ref", "target"),
    [
        (Tilvising(tekst="sak 3 den 24. mars", sak="3", dato="2025-03-24"), f"{HOME}/2025-03-24/sak-3-25"),
        (Tilvising(tekst="jf. pkt 2 i sak 3 den 24. mars", sak="3", punkt="2", dato="2025-03-24"),
         f"{HOME}/2025-03-24/sak-3-25/vedtak/2"),
        (Tilvising(tekst="sak 003/2025", sak="003/2025"), f"{HOME}/2025-03-24/sak-3-25"),
        (Tilvising(tekst="vedtok i møtet 24. mars", dato="2025-03-24"), f"{HOME}/2025-03-24"),
        (Tilvising(tekst="møtet i mars", dato="2025-03"), f"{HOME}/2025-03-24"),
        (Tilvising(tekst="representantskapet 24. mars", utvalg="Representantskapet", dato="2025-03-24"),
         "fjordlandet-regionraad/representantskapet/2025-03-24"),
        (Tilvising(tekst="styret i Fjordlandet 24. mars", utvalg="Styret i Fjordlandet regionråd", dato="2025-03-24"),
         f"{HOME}/2025-03-24"),
        (Tilvising(tekst="sak 3 pkt. 9", sak="3", punkt="9", dato="2025-03-24"), f"{HOME}/2025-03-24/sak-3-25"),
        (Tilvising(tekst="formannskapet 24. mars", utvalg="Formannskapet", dato="2025-03-24"), None),
        (Tilvising(tekst="sak 88 den 24. mars", sak="88", dato="2025-03-24"), None),
        (Tilvising(tekst="møtet 25. mars", dato="2025-03-25"), None),
        (Tilvising(tekst="i 2025", dato="2025"), None),
        (Tilvising(tekst="sak 3/24", sak="3/24"), None),
    ],
)  # fmt: skip
def test_a_reference_points_to_what_its_words_name_or_to_nothing(
    tmp_path: Path, ref: Tilvising, target: str | None
) -> None:
    assert targets(tmp_path, MARCH, BOARD, june(ref)) == [target]


def test_a_date_alone_means_the_same_sak_where_that_meeting_treated_it(tmp_path: Path) -> None:
    ref = Tilvising(tekst="vedtok i møtet 24. mars", dato="2025-03-24")
    assert targets(tmp_path / "a", MARCH, june(ref, arkivsak="25/17")) == [f"{HOME}/2025-03-24/sak-3-25"]
    assert targets(tmp_path / "b", MARCH, june(ref, title="Ny ferjekai")) == [f"{HOME}/2025-03-24/sak-3-25"]


def test_the_order_in_which_meetings_come_does_not_matter(tmp_path: Path) -> None:
    refs = [
        Tilvising(tekst="sak 3 den 24. mars", sak="3", dato="2025-03-24"),
        Tilvising(tekst="møtet i mars", dato="2025-03"),
    ]
    found = set()
    for at, order in enumerate(permutations([MARCH, BOARD, june(*refs)])):
        folder = tmp_path / str(at)
        targets(folder, *order)
        found.add(tuple(path.read_bytes() for path in sorted((folder / "moete").rglob("*.json"))))
    assert len(found) == 1


def test_a_second_meeting_in_the_month_makes_the_month_mean_neither(tmp_path: Path) -> None:
    again = reading("mars2.pdf", [sak("5/25", "Veg")], dato=date(2025, 3, 28))
    ref = Tilvising(tekst="møtet i mars", dato="2025-03")
    assert targets(tmp_path, june(ref), MARCH, again) == [None]


def test_a_meeting_that_leaves_the_archive_takes_its_links_along(tmp_path: Path) -> None:
    ref = Tilvising(tekst="sak 3 den 24. mars", sak="3", dato="2025-03-24")
    assert targets(tmp_path, MARCH, june(ref)) == [f"{HOME}/2025-03-24/sak-3-25"]
    moved = MARCH.model_copy(update={"id": f"{HOME}/2024-03-24", "moetedato": date(2024, 3, 24)})
    assert targets(tmp_path, moved) == [None]


def test_the_index_gone_the_links_are_the_same(tmp_path: Path) -> None:
    ref = Tilvising(tekst="sak 3 den 24. mars", sak="3", dato="2025-03-24")
    targets(tmp_path, MARCH, june(ref))
    before = [path.read_bytes() for path in sorted((tmp_path / "moete").rglob("*.json"))]
    (tmp_path / "indeks.sqlite").unlink()
    Archive(tmp_path).rebuild()
    assert [path.read_bytes() for path in sorted((tmp_path / "moete").rglob("*.json"))] == before


def test_a_number_that_two_saker_have_means_neither_until_one_of_them_is_gone(tmp_path: Path) -> None:
    other = reading("april.pdf", [sak("3/25", "Ei anna sak")], dato=date(2025, 4, 24))
    ref = Tilvising(tekst="sak 3/25", sak="3/25")
    assert targets(tmp_path, june(ref), MARCH, other) == [None]
    (tmp_path / "lesingar" / f"{other.kjelder[0].sha256}.json").unlink()
    Archive(tmp_path).rebuild()
    (tmp_path / "moete" / f"{HOME}/2025-04-24.json").unlink()
    Archive(tmp_path).search("ferjekai")
    assert targets(tmp_path) == [f"{HOME}/2025-03-24/sak-3-25"]
