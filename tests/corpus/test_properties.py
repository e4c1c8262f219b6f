"""What holds for every small set of papers, in whatever order and however often they come in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus import Archive, check
from model.errors import UsageError
from model.moete import Dokumenttype, Moete, Tilvising
from tests.corpus.made import reading, sak
from tests.corpus.test_kill import records

DAYS = [date(2025, 1, 7), date(2025, 1, 21), date(2025, 2, 4)]
TITLES = ["Opning", "Ny ferjekai", "Felles barnevern", "Budsjett 2026", "Val av leiar", "Val av nestleiar"]
KINDS: list[Dokumenttype] = ["innkalling", "saksframlegg", "protokoll", "saerutskrift"]
FIELDS = [
    ("tittel", "Kraftverk"),
    ("saksbehandlar", "Ola Vik"),
    ("arkivsak", "25/17"),
    ("unntatt_offentlegheit", "§ 13"),
]
# Each example fills several archives, so what fails is shown as found: making it smaller would take minutes.
MANY = settings(max_examples=15, deadline=None, phases=[Phase.generate], derandomize=True)


@st.composite
def _saker(draw: st.DrawFn) -> list[dict[str, object]]:
    numbers = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True))
    return [
        {
            "nummer": draw(st.sampled_from([f"{number}/25", f"PS {number}/25", None])),
            "tittel": draw(st.sampled_from(TITLES)),
            "framlegg": draw(st.none() | st.just(["Rådet går inn for saka."])),
            "vedtak": draw(st.none() | st.sampled_from([["Saka vert utsett."], ["Ja.", "Rådet løyver kr 1000."]])),
            "tilvisingar": draw(
                st.lists(
                    st.builds(
                        Tilvising,
                        tekst=st.just("jf. tidlegare sak"),
                        dato=st.none() | st.sampled_from([*(day.isoformat() for day in DAYS), "2025-01"]),
                        sak=st.none() | st.sampled_from(["1/25", "2/25", "3"]),
                    ),
                    max_size=2,
                )
            ),
        }
        for number in numbers
    ]


@st.composite
def paper_sets(draw: st.DrawFn) -> list[Moete]:
    """Up to five papers of up to three meetings of two organs, that refer to each other."""
    return [
        reading(
            f"{name}.pdf",
            [sak(**one) for one in draw(_saker())],  # type: ignore[arg-type]
            kind=draw(st.sampled_from(KINDS)),
            dato=draw(st.sampled_from(DAYS)),
            utvalg=draw(st.sampled_from(["Styret", "Rådet"])),
            moetested=draw(st.sampled_from([None, "Nordvik", "Solnes"])),
        )
        for name in range(draw(st.integers(1, 5)))
    ]


@contextmanager
def archive_of(*papers: Moete) -> Iterator[Archive]:
    with TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for paper in papers:
            archive.add(paper)
        yield archive


def answers(archive: Archive) -> object:
    return [
        archive.search("ferjekai barnevern budsjett"), archive.search("val"), archive.search("saka", utfall=None),
        [moete.id for moete in archive.meetings()],
    ]  # fmt: skip


def correct(archive: Archive, sak: int, felt: int) -> None:
    """Correct a field of one of all saker, where it can be."""
    ids = [one.id for moete in archive.meetings() for one in moete.saker]
    archive.correct(ids[sak % len(ids)], *FIELDS[felt])


@given(paper_sets(), st.data())
@MANY
def test_in_any_order_and_twice_and_made_anew_the_bytes_are_the_same(papers: list[Moete], data: st.DataObject) -> None:
    with archive_of(*papers) as archive, archive_of(*data.draw(st.permutations(papers + papers[:2]))) as other:
        expected = records(archive.folder)
        assert records(other.folder) == expected
        for paper in papers:
            archive.add(paper)
        assert records(archive.folder) == expected
        archive.rebuild()
        assert records(archive.folder) == expected
        assert answers(archive) == answers(other)
        assert check(archive) == check(other) == []


@given(paper_sets())
@MANY
def test_an_index_thrown_away_changes_no_answer_and_no_byte(papers: list[Moete]) -> None:
    with archive_of(*papers) as archive:
        before = answers(archive), records(archive.folder)
        (archive.folder / "indeks.sqlite").unlink()
        assert (answers(archive), records(archive.folder)) == before
        shutil.rmtree(archive.folder / "indeks")
        assert (answers(Archive(archive.folder)), records(archive.folder)) == before
        assert check(archive) == []


@given(paper_sets(), st.data())
@MANY
def test_a_reading_or_meeting_taken_away_and_put_back_leaves_no_trace(papers: list[Moete], data: st.DataObject) -> None:
    with archive_of(*papers) as archive:
        expected = records(archive.folder)
        gone = data.draw(st.sampled_from(papers))
        (archive.folder / "lesingar" / f"{gone.kjelder[0].sha256}.json").unlink()
        if data.draw(st.booleans()):
            (archive.folder / "moete" / f"{gone.id}.json").unlink()
        if data.draw(st.booleans()):
            archive.search("ferjekai")
        archive.add(gone)
        archive.bring_in_step()
        assert records(archive.folder) == expected
        assert check(archive) == []


@given(paper_sets(), st.data())
@MANY
def test_a_paper_read_as_another_meeting_leaves_the_first_as_if_it_had_never_been_there(
    papers: list[Moete], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(papers) - 1))
    before = papers[place]
    other = data.draw(st.sampled_from(DAYS))
    again = reading(
        before.kjelder[0].fil, [one.model_copy(update={"id": ""}) for one in before.saker],
        kind=before.dokumenttypar[0], dato=other, utvalg=before.utvalg, moetested=before.moetested,
    )  # fmt: skip
    with archive_of(*papers) as archive, archive_of(*papers[:place], again, *papers[place + 1 :]) as expected:
        archive.add(again)
        assert records(archive.folder) == records(expected.folder)
        assert check(archive) == []


@given(paper_sets(), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=3), st.data())
@MANY
def test_corrections_survive_all_that_comes_after(
    papers: list[Moete], corrected: list[tuple[int, int]], data: st.DataObject
) -> None:
    with archive_of(*papers) as archive:
        for one in corrected:
            correct(archive, *one)
        expected, listed = records(archive.folder), archive.corrections()
        for what in data.draw(st.permutations(["add", "rebuild", "index", "meeting"])):
            if what == "add":
                for paper in data.draw(st.permutations(papers)):
                    archive.add(paper)
            elif what == "rebuild":
                archive.rebuild()
            elif what == "index":
                (archive.folder / "indeks.sqlite").unlink()
            else:
                (archive.folder / "moete" / f"{papers[0].id}.json").unlink()
            archive.search("ferjekai")
            assert records(archive.folder) == expected
        assert archive.corrections() == listed
        with TemporaryDirectory() as folder:
            # The same corrections, with the papers that are not needed for them coming in afterwards.
            shutil.copytree(archive.folder / "rettingar", Path(folder, "rettingar"))
            other = Archive(Path(folder))
            for paper in data.draw(st.permutations(papers)):
                other.add(paper)
            assert records(Path(folder)) == expected
        for retting in listed:
            try:
                archive.uncorrect(retting.id, retting.felt or "-")
            except UsageError as error:
                raise AssertionError(retting) from error
        with archive_of(*papers) as plain:
            assert records(archive.folder) == records(plain.folder)
