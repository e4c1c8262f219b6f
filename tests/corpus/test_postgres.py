"""An index in PostgreSQL gives the answers of the one beside the archive, and is as hard to break.

A real server is started in a folder of its own; where PostgreSQL is not installed these tests are passed over.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.made_archive import MadeArchive
from cli.main import main
from corpus import Archive, SearchResult, check
from corpus.embedded import EmbeddedIndex
from corpus.followup import Asked
from corpus.index import Index
from corpus.search import Filters, search
from model.errors import ArchiveError, UsageError
from model.moete import Moete
from tests.corpus import test_search
from tests.corpus.made import reading, sak
from tests.postgres_server import PostgresServer

_FORK = multiprocessing.get_context("fork")
SAKER = 400


@pytest.fixture(scope="module")
def database(postgres: PostgresServer) -> str:
    postgres.sql("CREATE DATABASE ein_test TEMPLATE template0 ENCODING 'UTF8'")
    return "ein_test"


@pytest.fixture
def address(postgres: PostgresServer, database: str) -> Iterator[str]:
    """The address of a database without an index."""
    yield postgres.address(database)
    postgres.sql("DROP SCHEMA IF EXISTS saksgang, anna, regnskap CASCADE", database)


def paper(day: int, title: str = "Ferje", **fields: Any) -> Moete:
    return reading(f"{day}.pdf", [sak("1", title, **fields)], dato=date(2025, 1, 1 + day))


def papers() -> list[Moete]:
    """Notices and minutes of some meetings, which refer to each other, in no order."""
    found = [paper(day, f"Ferje {day}", framlegg=["Kaien vert bygd innan 1. mai 2026."]) for day in range(8)]
    found += [
        reading(f"p{day}.pdf", [sak("1", f"Ferje {day}", vedtak=["Kaien vert ikkje bygd."], utfall="avslag")],
                kind="protokoll", dato=date(2025, 1, 1 + day))
        for day in range(0, 8, 2)
    ]  # fmt: skip
    random.Random(1).shuffle(found)
    return found


def records(folder: Path) -> dict[str, bytes]:
    parts = ("moete", "lesingar", "rettingar", "andre")
    return {
        str(path.relative_to(folder)): path.read_bytes() for part in parts for path in folder.glob(f"{part}/**/*.json")
    }


# ---------------------------------------------------------------- the same answers


class Twins:
    """The same meetings in an index beside an archive and in one in PostgreSQL."""

    def __init__(self, embedded: Index, shared: Index, made: MadeArchive) -> None:
        self.embedded, self.shared, self.made = embedded, shared, made

    def ask(self, words: str, filters: Filters = Filters(), limit: int = 10) -> SearchResult:  # noqa: B008
        expected = search(self.embedded, words, filters, limit)
        with self.shared.reading():
            assert search(self.shared, words, filters, limit) == expected
        return expected


@pytest.fixture(scope="module")
def twins(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    from corpus.postgres import PostgresPlace

    folder = tmp_path_factory.mktemp("arkiv")
    made = MadeArchive(SAKER)
    embedded = EmbeddedIndex(folder / "indeks.sqlite", new=True)
    embedded.create()
    shared = PostgresPlace(postgres.address(rest="&schema=tvillingar"), folder).open()
    for index in (embedded, shared):
        index.begin()
        for moete in made:
            index.put_meeting(moete, "made")
        index.commit()
        index.flush()
    yield Twins(embedded, shared, made)
    shared.close()


def test_the_index_holds_together(twins: Twins) -> None:
    assert twins.shared.is_whole() and twins.embedded.is_whole()


def test_it_ranks_as_tantivy_does_to_the_last_figure_that_counts(twins: Twins) -> None:
    from corpus.query import parse
    from corpus.text import Conditions

    for words in (twins.made.common, "skule", "skulebruk tilskot kommune", '"av kommunen"', "skuleplan"):
        expression = parse(words, twins.embedded).strict()
        ranks = [dict(map(reversed, index.text.best(expression, Conditions(), 1000)))  # type: ignore[call-overload]
                 for index in (twins.embedded, twins.shared)]  # fmt: skip
        assert ranks[0].keys() == ranks[1].keys()
        assert ranks[1] == pytest.approx(ranks[0], rel=1e-6)


_DRAW = MadeArchive(SAKER)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, Filters, int]:
    """Words of some sak, as people ask for them: some in quotation marks, without, mistyped, cut short, narrowed."""
    moete = _DRAW.meeting(draw(st.integers(0, _DRAW.meetings - 1)))
    one = draw(st.sampled_from(moete.saker))
    text = [one.tittel, *(block.tekst for part in one.seksjonar for block in part.blokker)]
    running = " ".join(text).split()
    asked: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(running) - 3))
        word = running[at]
        kind = draw(st.sampled_from(["word", "word", "word", "phrase", "without", "slip", "cut", "longer"]))
        place = draw(st.integers(0, max(0, len(word) - 2)))
        asked.append({
            "word": word,
            "phrase": '"' + " ".join(running[at : at + draw(st.integers(2, 3))]) + '"',
            "without": f"-{word}",
            "slip": word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
            "cut": word[: max(4, place)],
            "longer": word + draw(st.sampled_from(["plan", "utval", "sak", "område"])),
        }[kind])  # fmt: skip
    year = moete.moetedato.year if moete.moetedato else 2000
    narrow: dict[str, Any] = {
        "none": {},
        "organ": {"organ": f"{moete.organisasjon} {moete.utvalg}"},
        "name": {"organ": moete.utvalg},
        "days": {"fra": date(year - 2, 1, 1), "til": date(year, 12, 31)},
        "from": {"fra": date(year, 1, 1)},
        "tema": {"tema": one.tema[0].uri.rsplit("/")[-1]},
        "utfall": {"utfall": one.vedtak.utfall if one.vedtak else None},
        "amount": {"beloep_fra": 100_000.0, "beloep_til": 3_000_000.0},
        "least": {"beloep_fra": 2_000_000.0},
    }[draw(st.sampled_from(["none", "none", "organ", "name", "days", "from", "tema", "utfall", "amount", "least"]))]
    return " ".join(asked), Filters(**narrow), draw(st.sampled_from([1, 10, 10, 50]))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(questions())
def test_whatever_is_asked_the_answers_are_the_same(twins: Twins, question: tuple[str, Filters, int]) -> None:
    try:
        twins.ask(*question)
    except UsageError:  # nothing but words that say too little
        return


@pytest.mark.parametrize(
    "words",
    ["og", '"og av"', "barnevern", "barnevernn", "fergesaker", "skulebruksplanar -kommune", "§ 11-4", "kommune", "2024",
     "Pp-tenesta", "'; DROP TABLE sak; --", "a' | 'b", "\\", "%", "(", "!"],
)  # fmt: skip
def test_what_looks_like_a_query_is_words_like_any_other(twins: Twins, words: str) -> None:
    try:
        twins.ask(words)
    except UsageError as error:
        with pytest.raises(UsageError, match=str(error)[:20]):
            search(twins.shared, words, Filters(), 10)


def _pair(folder: Path, address: str, meetings: list[Moete]) -> tuple[Archive, Archive]:
    """The same archive by its own index and by a shared one."""
    shared = Archive(folder, address)
    for moete in meetings:
        shared.add(moete)
    return Archive(folder), shared


def test_what_people_ask_of_real_papers_is_answered_alike(tmp_path: Path, address: str) -> None:
    tema = ["https://psi.norge.no/los/tema/grunnskole"]
    own, shared = _pair(tmp_path, address, [
        reading("styret.pdf", test_search.SAKER, dato=date(2025, 12, 9)),
        reading("raadet.docx", [sak("1/24", "Ny ferge", "Fergen er gammel.", vedtak=["Rådet avslår."], utfall="avslag"),
                                sak("2/24", "Skolestruktur i Lunden", tema=tema)],
                dato=date(2024, 5, 3), organisasjon="Åsmarka interkommunale råd", utvalg="Rådet"),
    ])  # fmt: skip
    (mark,) = vars(test_search)["test_people_find_papers_that_say_it_in_other_words"].pytestmark
    asked = [words for words, _ in mark.args[1]]
    for words in [*asked, "rekruttering beredskap", "ferge flyplass", "skuleutvikling", "barnevrn", "1/24", "PPT"]:
        assert shared.search(words) == own.search(words), words
    for narrow in (
        {"organ": "rådet"},
        {"tema": "grunnskole"},
        {"tema": "GRUNNSKOLE"},
        {"tema": "%"},
        {"utfall": "avslag"},
    ):
        assert shared.search("skule ferge", **narrow) == own.search("skule ferge", **narrow), narrow  # type: ignore[arg-type]
    assert [summary.id for summary in shared.summaries()] == [moete.id for moete in own.meetings()]


def test_a_phrase_is_found_where_the_text_is_longer_than_a_tsvector_knows_places(tmp_path: Path, address: str) -> None:
    filler = " ".join(f"ord{nr % 700}a" for nr in range(20_000))
    long = f"{filler} den raude kaien vert flytta {filler} raude bilar"
    own, shared = _pair(
        tmp_path, address, [paper(1, "Ymse", tekst=long), paper(2, "Raude hus", tekst="Kaien vert måla raude.")]
    )
    for words in ('"raude kaien"', '"kaien vert flytta"', '"kaien raude"', '"ord1a ord2a"', '"ord699a ord0a"',
                  '"raude hus kaien"', "kaien -\"raude kaien\"", "PPT"):  # fmt: skip
        assert shared.search(words) == own.search(words), words
    assert [hit.moete[-2:] for hit in shared.search('"raude kaien"').hits] == ["02"]


def test_stop_words_and_endings_of_postgres_have_no_say(tmp_path: Path, address: str) -> None:
    own, shared = _pair(tmp_path, address, [paper(1, tekst="Saka er ikkje av dei."), paper(2, tekst="Saka er av dei.")])
    for words in ('"er ikkje av"', '"er av dei"', "ferje -ikkje"):
        assert shared.search(words) == own.search(words)
        assert shared.search(words).total == 1


def test_a_sak_with_more_keys_than_a_tsvector_holds_is_found_like_any_other(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.postgres_text._MOST_LEXEMES", 300)
    many = " ".join(f"x{nr}" for nr in range(99))
    own, shared = _pair(tmp_path, address, [
        paper(1, "Ferjekai", tekst="Kommunane har søkt om tilskot til ny ferjekai. " + many),
        paper(2, "Ferje", tekst="Barnevern og ny kai."),
    ])  # fmt: skip
    for words in (
        "ferje",
        "kai",
        '"ny ferjekai"',
        "x98",
        "tilskot barnevern",
        "ferje -tilskot",
        '"ny kai" ferje',
        '-"ny kai" ferje',
    ):
        assert shared.search(words) == own.search(words), words
    shared.add(paper(1, "Anna"))
    assert shared.search("x98").total == 0 and check(shared) == []


def test_after_changes_the_ranks_are_those_of_an_index_made_anew(tmp_path: Path, address: str) -> None:
    _, shared = _pair(tmp_path, address, papers())
    shared.correct(f"{papers()[0].id}/sak-1", "tittel", "Ferjekai og hurtigbåt")
    shared.add(paper(3, "Hurtigbåt", tekst="Kaien er ny. " * 9))
    (tmp_path / "indeks.sqlite").unlink(missing_ok=True)
    shutil.rmtree(tmp_path / "indeks", ignore_errors=True)
    for words in ("ferje", "kai", "hurtigbåt", "kaien bygd", '"ikkje bygd"'):
        assert shared.search(words) == Archive(tmp_path).search(words)


def test_followup_and_history_are_answered_alike(tmp_path: Path, address: str) -> None:
    own, shared = _pair(tmp_path, address, papers())
    asked = Asked(today=date(2026, 6, 1), closed=True)
    assert shared.followup(asked) == own.followup(asked)
    assert shared.followup(asked, "Styret") == own.followup(asked, "Styret") and shared.followup(asked, "Rådet") == []
    for moete in own.meetings():
        assert shared.history(moete.saker[0].id) == own.history(moete.saker[0].id)
    assert shared.organ_pairs() == own.organ_pairs()


# ---------------------------------------------------------------- writing


def test_an_import_whose_server_is_killed_ends_in_the_same_bytes_when_it_is_run_again(
    tmp_path: Path, address: str, postgres: PostgresServer
) -> None:
    for moete in papers():
        Archive(tmp_path / "heil").add(moete)
    folder = tmp_path / "avbroten"
    archive = Archive(folder, address)
    for moete in papers()[:5]:
        archive.add(moete)
    postgres.kill()
    with pytest.raises(
        ArchiveError, match=r"^postgresql://saksgang@/ein_test .*run the command again when it is back\.$"
    ):
        archive.add(papers()[5])
    with pytest.raises(ArchiveError, match="could not be reached"):
        Archive(folder, address).search("ferje")
    postgres.start()
    for moete in papers():
        archive.add(moete)
    assert records(folder) == records(tmp_path / "heil")
    assert check(Archive(folder, address)) == []
    assert Archive(folder, address).search("ferje") == Archive(tmp_path / "heil").search("ferje")


def _killed_while_writing(folder: Path, address: str) -> None:
    archive = Archive(folder, address)
    os.environ["TZ"] = "UTC"
    from corpus.postgres_text import PostgresText

    PostgresText.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    archive.add(paper(9))


def test_a_writer_that_is_killed_leaves_nothing_half(tmp_path: Path, address: str) -> None:
    archive = Archive(tmp_path, address)
    archive.add(paper(1))
    process = _FORK.Process(target=_killed_while_writing, args=(tmp_path, address))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    elsewhere = Archive(tmp_path / "utan", address)
    assert elsewhere.search("ferje").total == 1  # as it was
    assert Archive(tmp_path, address).search("ferje").total == 2
    assert check(Archive(tmp_path, address)) == []


def _add_all(folder: Path, address: str, part: int) -> None:
    archive = Archive(folder, address)
    for moete in papers()[part::2]:
        archive.add(moete)


def test_two_writers_at_once_end_as_one_after_the_other(tmp_path: Path, address: str) -> None:
    for moete in papers():
        Archive(tmp_path / "ein").add(moete)
    both = tmp_path / "to"
    processes = [_FORK.Process(target=_add_all, args=(both, address, part)) for part in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert records(both) == records(tmp_path / "ein")
    assert check(Archive(both, address)) == []
    assert Archive(both, address).search("kai") == Archive(tmp_path / "ein").search("kai")


def test_who_asks_waits_for_no_writer(tmp_path: Path, address: str) -> None:
    from corpus.postgres import PostgresPlace

    archive = Archive(tmp_path, address)
    archive.add(paper(1))
    writer = PostgresPlace(address, tmp_path).open()
    assert writer.begin()
    (tmp_path / "moete" / "ny").mkdir()  # what is out of step waits for the writer
    assert Archive(tmp_path, address).search("ferje").total == 1
    assert Archive(tmp_path / "utan", address).search("ferje").total == 1
    second = PostgresPlace(address, tmp_path).open()
    assert not second.begin(wait=False)
    writer.close()
    assert second.begin()
    second.close()


def test_an_index_is_made_anew_from_the_files(tmp_path: Path, address: str, postgres: PostgresServer) -> None:
    _, shared = _pair(tmp_path, address, papers())
    before = shared.search("kai ferje")
    postgres.sql("UPDATE saksgang.nykelbok SET heile = heile + 1", "ein_test")
    assert [finding.code for finding in check(shared)] == ["indeks-skadd"]
    shared.rebuild()
    assert check(shared) == [] and shared.search("kai ferje") == before
    postgres.sql("DROP SCHEMA saksgang CASCADE", "ein_test")
    assert [finding.code for finding in check(Archive(tmp_path, address))] == ["indeks-etter"]
    assert Archive(tmp_path, address).search("kai ferje") == before
    postgres.sql("UPDATE saksgang.arkiv SET skjema = 1", "ein_test")  # another version's
    assert Archive(tmp_path, address).search("kai ferje") == before
    assert check(Archive(tmp_path, address)) == []


# ---------------------------------------------------------------- whose index it is, and who may


def test_the_index_of_another_archive_is_refused(tmp_path: Path, address: str) -> None:
    Archive(tmp_path / "vårt", address).add(paper(1))
    other = Archive(tmp_path / "anna", address)
    with pytest.raises(ArchiveError, match=r"has the index of another archive .*vårt.*\?schema=NAME"):
        other.add(paper(2))
    Archive(tmp_path / "anna").add(paper(2))
    with pytest.raises(ArchiveError, match="another archive"):
        other.search("ferje")
    beside = Archive(tmp_path / "anna", f"{address}&schema=anna")
    assert beside.search("ferje").total == 1
    assert Archive(tmp_path / "vårt", address).search("ferje").hits[0].dato == date(2025, 1, 2)


def test_tables_of_others_are_left_alone(tmp_path: Path, address: str, postgres: PostgresServer) -> None:
    postgres.sql("CREATE SCHEMA regnskap CREATE TABLE bilag (nr integer)", "ein_test")
    with pytest.raises(ArchiveError, match="has tables of others in the schema regnskap"):
        Archive(tmp_path, f"{address}&schema=regnskap").add(paper(1))
    assert postgres.sql("SELECT count(*) FROM regnskap.bilag", "ein_test") == [(0,)]


@pytest.mark.parametrize("schema", ["public", "pg_catalog", "x; DROP SCHEMA public", 'a"b', "", "Å"])
def test_a_schema_is_a_name_of_its_own(tmp_path: Path, address: str, schema: str) -> None:
    with pytest.raises(UsageError, match="schema of the index"):
        Archive(tmp_path, f"{address}&schema={schema}")


def test_what_else_stands_in_an_address_is_libpqs(address: str, postgres: PostgresServer) -> None:
    from corpus.server import Address, Server

    asked = f"{address}&schema=anna&application_name=a+b%20c%26d&options=-c%20work_mem%3D9MB"
    server = Server(Address.parse(asked))
    shown = server.execute("SELECT current_setting('application_name'), current_setting('work_mem')").fetchone()
    assert shown == ("a+b c&d", "9MB") and server.address.schema == "anna"
    server.close()


def test_without_the_archives_folder_what_the_index_knows_is_told(tmp_path: Path, address: str) -> None:
    own, _ = _pair(tmp_path / "arkiv", address, papers())
    far = Archive(tmp_path / "finst-ikkje", address)
    assert far.search("kai") == own.search("kai")
    assert far.summaries(fra=date(2025, 1, 3)) == own.summaries(fra=date(2025, 1, 3))
    asked = Asked(today=date(2026, 6, 1))
    assert far.followup(asked) == own.followup(asked)
    with pytest.raises(ArchiveError, match="this needs its files beside the index"):
        far.history(papers()[0].saker[0].id)
    assert not (tmp_path / "finst-ikkje").exists()


def test_without_folder_and_without_index_one_is_told_how_to_make_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(ArchiveError, match="has no index of this version of Saksgang; whoever has the archive"):
        Archive(tmp_path / "finst-ikkje", address).search("kai")


def test_who_may_only_read_searches(tmp_path: Path, address: str, postgres: PostgresServer) -> None:
    own, _ = _pair(tmp_path, address, papers())
    postgres.sql("CREATE ROLE lesar LOGIN")
    try:
        postgres.sql(
            "GRANT USAGE ON SCHEMA saksgang TO lesar; GRANT SELECT ON ALL TABLES IN SCHEMA saksgang TO lesar",
            "ein_test",
        )
        reader = postgres.address("ein_test", user="lesar")
        assert Archive(tmp_path, reader).search("kai") == own.search("kai")
        assert Archive(tmp_path / "utan", reader).search("kai") == own.search("kai")
        with pytest.raises(ArchiveError, match="does not let this user do that"):
            Archive(tmp_path, reader).add(paper(20))
        postgres.sql(
            "REVOKE ALL ON ALL TABLES IN SCHEMA saksgang FROM lesar; REVOKE ALL ON SCHEMA saksgang FROM lesar",
            "ein_test",
        )
    finally:
        postgres.sql("DROP OWNED BY lesar; DROP ROLE lesar")


# ---------------------------------------------------------------- servers that are not there


PASSWORD = "hemmeleg-løyndom"


@pytest.mark.parametrize("url", [
    "postgresql://eva:{}@127.0.0.1:1/arkiv", "postgresql://eva@127.0.0.1:1/arkiv?password={}",
    "postgresql://eva:{}@{}/arkiv", "postgresql://eva:{}%zz@/arkiv", "mysql://eva:{}@host/arkiv", "{}", "postgresql://eva:x@{}@host/arkiv",
])  # fmt: skip
def test_a_password_is_never_told(tmp_path: Path, url: str) -> None:
    with pytest.raises((ArchiveError, UsageError)) as told:
        Archive(tmp_path / "utan", url.replace("{}", PASSWORD)).search("kai")
    assert PASSWORD not in str(told.value) and "hemmeleg" not in str(told.value)
    assert str(told.value).count("\n") == 0 and told.value.__cause__ is None


def test_a_wrong_password_is_told_without_it(tmp_path: Path, postgres: PostgresServer) -> None:
    postgres.sql("CREATE ROLE eva LOGIN PASSWORD 'rett'")
    try:
        with pytest.raises(ArchiveError, match=r"postgresql://eva@.*could not be reached .*password.*failed") as told:
            Archive(tmp_path, postgres.address(user=f"eva:{PASSWORD}")).search("kai")
        assert PASSWORD not in str(told.value)
    finally:
        postgres.sql("DROP ROLE eva")


def test_a_server_that_hangs_is_told_of(
    tmp_path: Path, address: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Archive(tmp_path, address).add(paper(1))
    monkeypatch.setattr("corpus.server.ANSWER_SECONDS", 1)
    monkeypatch.setattr("corpus.server._GRACE", 0)
    archive = Archive(tmp_path / "utan", address)
    assert archive.search("ferje").total == 1
    ((backend,),) = postgres.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'saksgang'")
    os.kill(backend, signal.SIGSTOP)
    try:
        with pytest.raises(ArchiveError, match="went away or no longer answers"):
            archive.search("ferje")
    finally:
        os.kill(backend, signal.SIGCONT)
    assert archive.search("ferje").total == 1


def test_without_psycopg_one_is_told_how_to_get_it() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from cli.main import main\nmain(['search', 'kai', '--index', 'postgresql:///arkiv'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Error: An index in PostgreSQL needs the package psycopg: pip install 'saksgang[postgres]'.\n"


def test_who_asks_the_index_beside_the_archive_does_not_pay_for_a_server(tmp_path: Path) -> None:
    Archive(tmp_path).add(paper(1))
    program = (
        "import sys\nfrom cli.main import main\n"
        f"main(['search', 'ferje', '--corpus', {str(tmp_path)!r}], standalone_mode=False)\n"
        "sys.exit('psycopg' in sys.modules or 'corpus.postgres' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


# ---------------------------------------------------------------- the commands


def _saksgang(*arguments: str, index: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env={"SAKSGANG_INDEX": index})


def test_the_commands_take_the_index_by_option_or_from_the_environment(tmp_path: Path, address: str) -> None:
    _pair(tmp_path / "arkiv", address, papers())
    corpus = ("--corpus", str(tmp_path / "utan"))
    by_option = _saksgang("search", "kai", "--json", *corpus, "--index", address)
    assert by_option.exit_code == 0 and len(json.loads(by_option.stdout)["hits"]) == 8
    assert _saksgang("search", "kai", "--json", *corpus, index=address).stdout == by_option.stdout
    assert _saksgang("--index", address, "search", "kai", "--json", *corpus).stdout == by_option.stdout
    own = _saksgang("list", "--json", "--corpus", str(tmp_path / "arkiv"))
    assert _saksgang("list", "--json", *corpus, index=address).stdout == own.stdout != "[]\n"
    assert _saksgang("list", *corpus, "--index", "", index=address).exit_code == 2  # no folder, no index
