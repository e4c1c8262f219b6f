"""What other programs get of the archive."""

import csv
import io
import json
from datetime import date, datetime

import pyarrow as pa
import pytest
from icalendar import Calendar
from pyarrow import parquet

from corpus.calendar import Entry, calendar, entries
from corpus.due import due_day
from corpus.export import COLUMNS, FORMATS, csv_lines, export, rows, target_file, write_file
from corpus.public import public
from model.errors import UsageError
from model.moete import Deltakar, Handling, Moete, Punkt, Varsel, Vedtak
from tests.corpus.made import kjelde, reading, sak

HEMMELEG = "Tilsetjing av Ola Testmann"


def due(frist: str | None, mottakar: str | None = None, beloep: float | None = None) -> Handling:
    return Handling(verb="leggje fram", mottakar=mottakar, frist=frist, beloep=beloep)


def meeting() -> Moete:
    """A meeting with a decided sak, one without a vedtak, and one that is closed."""
    closed = sak(
        "3/25",
        HEMMELEG,
        f"{HEMMELEG} vart drøfta.",
        vedtak=["Ola Testmann vert tilsett."],
        unntatt_offentlegheit="Offl. § 25",
        vedlegg=["CV Ola Testmann"],
        aktoerar=["Ola Testmann"],
        tema=[{"uri": "https://psi.norge.no/los/tema/arbeid", "namn": "Arbeid"}],
        beloep=[{"tekst": "kr 900 000", "nok": 900000}],
        behandling=[{"type": "avsnitt", "tekst": "Ola Testmann vart diskutert."}],
    )
    made = reading(
        "protokoll.pdf",
        [sak("1/25", "Budsjett", vedtak=["Vedteke."], utfall="vedteke"), sak(None, "Ymse"), closed],
        kind="protokoll",
        starttid="10:00",
        sluttid="14:30",
        moetested="Nordvik",
    )
    first, second = (f"{made.saker[0].id}/vedtak/{nr}" for nr in (1, 2))
    points = [
        Punkt(id=first, nr="1", tekst="Rådet løyver.", handlingar=[due("2025-06", "Nordvik", 1200.5)]),
        Punkt(id=second, nr="2", tekst="Legg fram.", handlingar=[due("2025-05-08", "Solnes"), due(None)]),
    ]
    made.saker[0].vedtak = Vedtak(punkt=points, utfall="vedteke")
    return made


def written(format, meetings, **settings) -> bytes:
    out = io.BytesIO()
    export(meetings, format, out, lambda sha256: ["protokoll"], **settings)
    return out.getvalue()


def sheet(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


class TestPublic:
    def test_of_a_closed_sak_only_number_and_legal_basis_are_left(self):
        left = public(meeting()).saker[2]
        assert (left.nummer, left.unntatt_offentlegheit) == ("3/25", "Offl. § 25")
        assert left.tittel == "Unnateke offentlegheit"
        assert "Testmann" not in left.model_dump_json()
        assert left.kjelde is None and left.vedtak is None and left.seksjonar == []

    def test_a_paper_in_bokmaal_says_it_in_bokmaal(self):
        assert public(meeting().model_copy(update={"maalform": "nb"})).saker[2].tittel == "Unntatt offentlighet"

    def test_open_saker_and_a_meeting_without_closed_ones_stay_as_they_are(self):
        whole = meeting()
        assert public(whole).saker[:2] == whole.saker[:2]
        assert public(reading("a.pdf", [sak("1", "Budsjett")])) == reading("a.pdf", [sak("1", "Budsjett")])

    def test_a_file_that_holds_only_the_closed_sak_is_not_named(self):
        whole = meeting()
        whole.saker[2].kjelde = kjelde(f"{HEMMELEG}.pdf")
        whole.kjelder.append(kjelde(f"{HEMMELEG}.pdf"))
        assert [each.fil for each in public(whole).kjelder] == ["protokoll.pdf"]

    def test_who_was_ugild_in_it_and_warnings_that_may_quote_it_are_withheld(self):
        whole = meeting()
        whole.varsel.append(Varsel(kode="tittel-motseiing", melding=f"Saka heiter {HEMMELEG}."))
        whole.moetedeltakarar.append(Deltakar(namn="Kari Nes", frammoete="moett", ugild_i=["1/25", "3/25"]))
        shown = public(whole)
        assert shown.varsel == [] and shown.moetedeltakarar[0].ugild_i == ["1/25"]

    def test_the_meeting_in_the_archive_is_not_touched(self):
        whole = meeting()
        public(whole)
        assert whole == meeting()


@pytest.mark.parametrize("format", FORMATS)
class TestEveryFormat:
    def test_the_same_meetings_give_the_same_bytes(self, format):
        assert written(format, [meeting()]) == written(format, [meeting()])

    def test_what_is_closed_comes_only_when_asked_for(self, format):
        assert b"Testmann" not in uncompressed(format, written(format, [meeting()]))
        assert b"Testmann" in uncompressed(format, written(format, [meeting()], with_closed=True))


def uncompressed(format: str, data: bytes) -> bytes:
    if format != "parquet":
        return data
    return json.dumps(parquet.read_table(io.BytesIO(data)).to_pylist(), default=str).encode()


class TestJsonl:
    def test_each_meeting_is_one_line_with_the_whole_record(self):
        data = written("jsonl", [meeting(), reading("b.pdf", [sak("1", "Linje\nskift")])], with_closed=True)
        lines = data.split(b"\n")
        assert lines.pop() == b""
        assert [Moete.model_validate_json(line).id for line in lines] == [meeting().id] * 2
        assert Moete.model_validate_json(lines[0]) == meeting()


class TestSheet:
    def test_each_point_has_a_row_and_each_sak_without_one(self):
        got = [(row.nummer, row.punkt_nr, row.frist, row.mottakar, row.beloep) for row in rows([public(meeting())])]
        assert got == [
            ("1/25", "1", "2025-06", "Nordvik", 1200.5),
            ("1/25", "2", "2025-05-08", "Solnes", None),
            ("1/25", "2", None, None, None),
            (None, None, None, None, None),
            ("3/25", None, None, None, None),
        ]

    def test_a_norwegian_excel_opens_it(self):
        data = written("csv", [meeting()])
        assert data.startswith(b"\xef\xbb\xbfmoete_id;") and data.endswith(b"\r\n")
        first = sheet(data)[0]
        assert tuple(first) == COLUMNS
        assert (first["beloep"], first["moetedato"], first["kjelde_fil"], first["side"]) == (
            "1200,5", "2025-03-12", "protokoll.pdf", "2",
        )  # fmt: skip

    @pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
    def test_no_cell_is_a_formula(self, mark):
        (row,) = sheet(written("csv", [reading("a.pdf", [sak("1", f"{mark}cmd|' /C calc'!A0")])]))
        assert row["tittel"] == f"'{mark}cmd|' /C calc'!A0"

    def test_separators_quotes_and_line_feeds_stay_in_their_cell(self):
        title = 'Ja; "nei"\n=1+1'
        (row,) = sheet(written("csv", [reading("a.pdf", [sak("1", title)])]))
        assert row["tittel"] == title

    def test_the_cells_of_a_row_are_as_many_as_the_columns(self):
        head, line = csv_lines(COLUMNS, [[None] * len(COLUMNS)])
        assert head.count(b";") == line.count(b";")


class TestParquet:
    def test_dates_are_dates_and_money_is_money(self):
        table = parquet.read_table(io.BytesIO(written("parquet", [meeting()])))
        kinds = {field.name: field.type for field in table.schema}
        assert (kinds["moetedato"], kinds["frist_dato"], kinds["beloep"], kinds["side"]) == (
            pa.date32(), pa.date32(), pa.float64(), pa.int32(),
        )  # fmt: skip
        first = table.to_pylist()[0]
        assert first["moetedato"] == date(2025, 3, 12) and first["beloep"] == 1200.5
        assert (first["frist"], first["frist_dato"]) == ("2025-06", date(2025, 6, 30))

    def test_an_archive_without_meetings_gives_the_columns(self):
        assert parquet.read_table(io.BytesIO(written("parquet", []))).num_rows == 0

    def test_without_pyarrow_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(UsageError, match=r"pip install 'saksgang\[parquet\]'"):
            written("parquet", [meeting()])


class TestCalendar:
    def test_a_meeting_has_its_times_and_place(self):
        first = Calendar.from_ical(written("ics", [meeting()])).events[0]
        assert first.start.isoformat() == "2025-03-12T10:00:00+01:00"
        assert first.end.isoformat() == "2025-03-12T14:30:00+01:00"
        assert (first["summary"], first["location"]) == ("Styret, Fjordlandet regionråd", "Nordvik")
        assert "1/25 Budsjett" in first["description"]

    def test_summer_time_is_kept(self):
        (event,) = Calendar.from_ical(
            calendar([Entry(uid="a", title="Møte", start=datetime(2025, 6, 13, 10), stamp=date(2025, 6, 1))])
        ).events
        assert event.start.isoformat() == "2025-06-13T10:00:00+02:00"
        assert event["dtstamp"].dt.isoformat() == "2025-06-01T00:00:00+00:00"

    def test_a_meeting_without_a_time_takes_the_day(self):
        (entry,) = entries(reading("a.pdf", [sak("1", "Budsjett")]))
        assert (entry.day, entry.start) == (date(2025, 3, 12), None)

    def test_a_meeting_past_midnight_ends_the_next_day(self):
        (entry,) = entries(reading("a.pdf", [], starttid="18:00", sluttid="00:30"))
        assert entry.end == datetime(2025, 3, 13, 0, 30)

    def test_a_due_date_stands_on_its_day_and_a_month_on_its_last_with_a_word_about_it(self):
        month, day = list(entries(meeting()))[1:3]
        assert (day.day, month.day) == (date(2025, 5, 8), date(2025, 6, 30))
        assert "siste dagen i månaden" in month.text and "siste dagen" not in day.text
        assert month.title == "Frist: Budsjett (Nordvik)"

    def test_a_year_is_due_by_its_end_and_a_day_that_is_none_is_not(self):
        assert [due_day(frist) for frist in ("2025", "2024-02", "2025-02-30")] == [
            date(2025, 12, 31), date(2024, 2, 29), None,
        ]  # fmt: skip

    def test_a_meeting_without_a_date_is_told_of(self):
        lost = reading("a.pdf", [sak("1", "Budsjett")], dato=None)
        assert export([lost, meeting()], "ics", io.BytesIO(), lambda sha256: []) == [lost.id]

    def test_no_letter_of_a_paper_breaks_it(self):
        title = "Frå\x00 A;B,C\\D\x1b\nEND:VEVENT"
        (event,) = Calendar.from_ical(calendar([Entry(uid="a", title=title, day=date(2025, 1, 1))])).events
        assert event["summary"] == "Frå A;B,C\\D\nEND:VEVENT"


class TestFile:
    def test_a_file_that_is_there_is_only_replaced_with_force(self, tmp_path):
        there = tmp_path / "a.csv"
        there.write_bytes(b"x")
        with pytest.raises(UsageError, match="--force"):
            target_file(there, "csv", force=False)
        assert target_file(there, "csv", force=True) == there

    def test_a_folder_gets_the_file_that_the_format_is_named_by(self, tmp_path):
        assert target_file(tmp_path, "noark5", force=False) == tmp_path / "arkivstruktur.xml"
        with pytest.raises(UsageError, match="does not exist"):
            target_file(tmp_path / "nei" / "a.csv", "csv", force=False)

    def test_what_fails_halfway_leaves_the_old_file_and_nothing_else(self, tmp_path):
        there = tmp_path / "a.csv"
        there.write_bytes(b"old")

        def fails(stream):
            stream.write(b"half")
            raise UsageError("no")

        with pytest.raises(UsageError):
            write_file(there, fails)
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.csv", b"old")]
