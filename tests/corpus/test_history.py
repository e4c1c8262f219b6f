"""What ties the treatments of a sak, and what does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus import Archive
from corpus.followup import Asked
from model.moete import Behandlingssteg, Framlegg, Handling, Moete, Punkt, Sak, Tilvising, Utfall, Vedtak
from tests.corpus.made import reading, sak

HOME = "fjordlandet-regionraad"


def minutes(day: str, *saker: Sak, utvalg: str = "Styret", organisasjon: str = "Fjordlandet regionråd") -> Moete:
    return reading(
        f"{utvalg}-{day}.pdf", list(saker), kind="protokoll", dato=date.fromisoformat(day), utvalg=utvalg,
        organisasjon=organisasjon,
    )  # fmt: skip


def decided(nummer: str, tittel: str, utfall: Utfall = "vedteke", *points: Punkt, **fields: object) -> Sak:
    vedtak = Vedtak(utfall=utfall, punkt=list(points) or [Punkt(tekst="Ja.")])
    return sak(nummer, tittel, **fields).model_copy(update={"vedtak": vedtak})


def way(folder: Path, asked: str, *papers: Moete) -> list[tuple[str, str]]:
    archive = Archive(folder)
    for paper in papers:
        archive.add(paper)
    history = archive.history(f"{HOME}/{asked}")
    return [(step.sak.removeprefix(f"{HOME}/"), step.tie) for step in history.steg]


def test_the_same_archive_number_is_the_same_sak_in_whatever_organ_and_under_whatever_title(tmp_path: Path) -> None:
    papers = [
        minutes("2018-03-01", decided("3/18", "Næringsfond", arkivsak="18/02567")),
        minutes("2018-06-01", decided("9/18", "Vedtekter", arkivsak="2018/2567-4"), utvalg="Rådet"),
        minutes("2018-06-02", decided("1/18", "Næringsfond", arkivsak="18/2567"), organisasjon="Ein annan kommune"),
        minutes("2018-09-01", decided("11/18", "Næringsfond", arkivsak="18/9999")),
    ]
    assert way(tmp_path, "styret/2018-03-01/sak-3-18", *papers) == [
        ("styret/2018-03-01/sak-3-18", "denne"), ("raadet/2018-06-01/sak-9-18", "arkivsak"),
    ]  # fmt: skip


def test_a_table_of_treatments_ties_the_organs(tmp_path: Path) -> None:
    table = [
        Behandlingssteg(utvalg="Arbeidsutvalet", dato=date(2018, 2, 1), nummer="2/18"),
        Behandlingssteg(utvalg="Styret", dato=date(2018, 3, 1), nummer="3/18"),
    ]
    first = minutes("2018-02-01", decided("2/18", "Kai"), decided("3/18", "Veg"), utvalg="Arbeidsutvalet")
    second = minutes("2018-03-01", decided("3/18", "Hamna", saksgang=table))
    both = [("arbeidsutvalet/2018-02-01/sak-2-18", "saksgang"), ("styret/2018-03-01/sak-3-18", "denne")]
    assert way(tmp_path, "styret/2018-03-01/sak-3-18", first, second) == both
    assert [id for id, _ in way(tmp_path, "arbeidsutvalet/2018-02-01/sak-2-18")] == [id for id, _ in both]


def test_a_title_alone_ties_and_says_so(tmp_path: Path) -> None:
    papers = [
        minutes("2024-03-01", decided("3/24", "Felles legevakt i regionen")),
        minutes("2025-03-01", decided("5/25", "Felles legevakt for regionen")),
        minutes("2025-03-02", decided("6/25", "Felles legevaktbil")),
        minutes("2012-03-01", decided("4/12", "Felles legevakt i regionen")),
    ]
    assert way(tmp_path, "styret/2024-03-01/sak-3-24", *papers) == [
        ("styret/2024-03-01/sak-3-24", "denne"), ("styret/2025-03-01/sak-5-25", "tittel"),
    ]  # fmt: skip


def test_what_a_title_ties_is_no_guess_where_a_reference_ties_it_too(tmp_path: Path) -> None:
    ref = Tilvising(tekst="sak 3 den 1. mars", sak="3", dato="2024-03-01")
    papers = [
        minutes("2024-03-01", decided("3/24", "Felles legevakt")),
        minutes("2024-09-01", decided("5/24", "Legevakt, drift", arkivsak="24/7", tilvisingar=[ref])),
        minutes("2025-03-01", decided("9/25", "Felles legevakt", arkivsak="24/7")),
    ]
    assert way(tmp_path, "styret/2025-03-01/sak-9-25", *papers) == [
        ("styret/2024-03-01/sak-3-24", "tilvising"), ("styret/2024-09-01/sak-5-24", "arkivsak"),
        ("styret/2025-03-01/sak-9-25", "denne"),
    ]  # fmt: skip


def test_what_every_meeting_has_and_what_comes_each_year_is_not_one_sak(tmp_path: Path) -> None:
    papers = [
        minutes(f"{year}-03-01", decided("1", "Godkjenning av innkalling", sakstype="godkjenning"),
                decided("2", f"Budsjett {year}"), decided("3", "Orientering frå dagleg leiar", sakstype="orientering"))
        for year in (2023, 2024, 2025)
    ]  # fmt: skip
    for number in (1, 2, 3):
        assert len(way(tmp_path, f"styret/2024-03-01/sak-{number}", *papers)) == 1


def test_a_sak_named_in_passing_is_told_and_not_followed_further(tmp_path: Path) -> None:
    ref = Tilvising(tekst="sak 3 den 1. mars", sak="3", dato="2024-03-01")
    papers = [
        minutes("2024-02-01", decided("1/24", "Lån til kai")),
        minutes("2024-03-01", decided("3/24", "Økonomiplan", tilvisingar=[
            Tilvising(tekst="sak 1 den 1. februar", sak="1", dato="2024-02-01")])),
        minutes("2025-03-01", decided("5/25", "Felles legevakt", tilvisingar=[ref])),
    ]  # fmt: skip
    assert way(tmp_path, "styret/2025-03-01/sak-5-25", *papers) == [
        ("styret/2024-03-01/sak-3-24", "tilvising"), ("styret/2025-03-01/sak-5-25", "denne"),
    ]  # fmt: skip


def test_a_notice_alone_has_only_proposed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(reading("innkalling.pdf", [sak("3/25", "Felles legevakt", framlegg=["Ja."])]))
    (step,) = archive.history(f"{HOME}/styret/2025-03-12/sak-3-25").steg
    assert step.hendingar == ["starta", "foreslege"] and step.punkt[0].tekst == "Ja."


def test_a_sak_that_waits_without_a_date_is_expected(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(minutes("2025-03-01", decided("3/25", "Kai", "utsett", Punkt(tekst="Saka vert utsett."))))
    (one,) = archive.history(f"{HOME}/styret/2025-03-01/sak-3-25").ventar
    assert (one.dato, one.tekst) == (None, "Saka vert utsett.")


def open_points(folder: Path, *papers: Moete) -> list[str]:
    archive = Archive(folder)
    for paper in papers:
        archive.add(paper)
    return [point.id.removeprefix(f"{HOME}/") for point in archive.followup(Asked(today=date(2025, 12, 1)))]


def asks(nr: str, frist: str | None = None) -> Punkt:
    return Punkt(nr=nr, tekst="Styret ber dagleg leiar greie ut.",
                 handlingar=[Handling(verb="be", mottakar="dagleg leiar", frist=frist)])  # fmt: skip


POINTS = (asks("1"), asks("2", "2025-05-01"), asks("3", "2026-05-01"))
ASKED = minutes("2025-03-01", decided("3/25", "Felles legevakt", "vedteke", *POINTS))
POINT = "styret/2025-03-01/sak-3-25/vedtak/"


def test_nothing_later_leaves_all_open_what_is_overdue_first(tmp_path: Path) -> None:
    assert open_points(tmp_path, ASKED) == [POINT + "2", POINT + "3", POINT + "1"]


def test_the_same_sak_decided_later_answers_all_but_what_is_due_later_still(tmp_path: Path) -> None:
    assert open_points(tmp_path, ASKED, minutes("2025-06-01", decided("7/25", "Felles legevakt"))) == [POINT + "3"]


def test_the_same_sak_put_off_again_answers_nothing(tmp_path: Path) -> None:
    later = minutes("2025-06-01", decided("7/25", "Felles legevakt", "utsett"))
    waits = "styret/2025-06-01/sak-7-25"
    assert set(open_points(tmp_path, ASKED, later)) == {POINT + "1", POINT + "2", POINT + "3", waits}


def test_a_later_sak_that_names_a_point_answers_that_point_alone(tmp_path: Path) -> None:
    ref = Tilvising(tekst="pkt. 1 i sak 3 den 1. mars", sak="3", punkt="1", dato="2025-03-01")
    later = minutes("2025-06-01", decided("7/25", "Utgreiing av legevakt", tilvisingar=[ref]))
    assert open_points(tmp_path, ASKED, later) == [POINT + "2", POINT + "3"]


def test_an_earlier_or_other_sak_answers_nothing(tmp_path: Path) -> None:
    others = [
        minutes("2024-06-01", decided("7/24", "Felles legevakt")),
        minutes("2025-06-01", decided("7/25", "Ny kai")),
        minutes("2025-06-02", decided("1/25", "Felles legevakt"), organisasjon="Ein annan kommune"),
    ]
    assert open_points(tmp_path, ASKED, *others) == [POINT + "2", POINT + "3", POINT + "1"]


def test_approving_taking_note_and_granting_money_leave_nothing_to_do(tmp_path: Path) -> None:
    done = [Punkt(tekst="x", handlingar=[Handling(verb=verb)]) for verb in ("godkjenne", "ta til vitande", "løyve")]
    assert open_points(tmp_path, minutes("2025-03-01", decided("3/25", "Kai", "vedteke", *done))) == []


def test_a_proposal_is_nothing_to_follow_up(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    proposed = sak("3/25", "Legevakt").model_copy(update={"framlegg": Framlegg(punkt=[asks("1")])})
    archive.add(reading("i.pdf", [proposed]))
    assert archive.followup(Asked(today=date(2025, 12, 1))) == []
