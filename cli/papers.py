"""What all commands that write a paper share: their options, and writing it with its PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from cli.options import corpus_option, day_option

if TYPE_CHECKING:
    from corpus import Archive
    from model.moete import Moete, Sak
    from model.organ import Organ
    from render.context import Kind
    from render.gather import Gathered


class FileOptions(TypedDict):
    """What `file_options` gives a command."""

    out: Path | None
    pdf: bool
    force: bool
    templates: Path | None


class PaperOptions(FileOptions):
    """What `paper_options` gives a command."""

    public: bool
    strict: bool


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every paper of a meeting has."""
    for option in (
        click.option("--strict", is_flag=True, help="Write nothing where the paper lacks what the law asks for."),
        click.option("--public", is_flag=True, help="The paper for the public: saker unntatt offentlegheit withheld."),
    ):
        command = option(command)
    return file_options(command)


def file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that writes a Word file."""
    path = click.Path(path_type=Path)
    for option in (
        corpus_option,
        click.option("--templates", type=path, metavar="DIR", help="Your own templates, in place of the usual ones."),
        click.option("--force", is_flag=True, help="Write over files that are there already."),
        click.option("--pdf/--no-pdf", help="Write a PDF beside it too, by LibreOffice."),
        click.option("--out", type=path, metavar="FILE", help="The .docx to write; else one named after the meeting."),
    ):
        command = option(command)
    return command


organ_option = click.option("--organ", required=True, metavar="NAME", help="The organ, as `saksgang list` has it.")
date_option = day_option("--date", "dato", required=True, help="The day of the meeting.")


def write(
    kind: Kind,
    moete: Moete,
    sak: Sak | None = None,
    to: Sequence[str] = (),
    *,
    archive: Archive,
    sent: date | None = None,
    papers: Mapping[str, Gathered] | None = None,
    **paper: Unpack[PaperOptions],
) -> None:
    """Tell what the paper lacks by law, write it, and its PDF, and say where they lie.

    ``sak`` is the one of a paper for one sak, ``archive`` has the register of organs, ``sent`` is the day on which an
    innkalling is sent, ``papers`` are the finished ones of its saker, by the saker's ids. What is told goes to stderr,
    in the paper's written standard; nothing of it is in the paper.
    """
    from render import to_pdf, write_paper
    from render.pages import fill_in_pages

    register = archive.organ_of(moete)
    _check(kind, moete, sak, register, sent, papers or {}, strict=paper["strict"])
    if paper["public"]:
        moete, sak, papers = _for_the_public(moete, sak, papers or {}, archive)
    else:
        _say_what_is_closed(moete, sak)
    target = paper["out"] or Path(_name(kind, moete, sak, public=paper["public"]))
    told: list[str] = []
    with _pair(target, pdf=paper["pdf"], force=paper["force"]) as draft:
        write_paper(
            kind,
            moete,
            draft,
            sak=sak,
            to=to,
            register=register,
            templates=paper["templates"],
            papers=papers,
            told=told,
            force=paper["force"],
        )
        if kind == "innkalling":
            fill_in_pages(draft)
        if paper["pdf"]:
            to_pdf(draft)
    for sentence in told:
        _tell(sentence)
    click.echo(f"Word: {target}")
    if paper["pdf"]:
        click.echo(f"PDF:  {target.with_suffix('.pdf')}")


@contextmanager
def _pair(target: Path, *, pdf: bool, force: bool) -> Iterator[Path]:
    """Where to write a paper so that it and its PDF come to their places both or not at all.

    Else a PDF that can't be made, or is there already, would leave a new paper beside an old PDF.
    """
    from model.errors import UsageError
    from render.package import check_target, write_whole

    if target.suffix.lower() == ".pdf":
        raise UsageError(f"{target} is a name for a PDF; name the Word file, and --pdf writes the PDF beside it.")
    if not pdf:
        yield target
        return
    targets = (target, target.with_suffix(".pdf"))
    for each in targets:
        check_target(each, force=force)
    with TemporaryDirectory(prefix="saksgang-") as folder:
        draft = Path(folder) / target.name
        yield draft
        for each in targets:
            write_whole(each, (Path(folder) / each.name).read_bytes(), force=force)


def _name(kind: Kind, moete: Moete, sak: Sak | None, *, public: bool) -> str:
    """The file's name, after day (where one is set), paper, and organ or sak; never after a sak that is closed."""
    from corpus.public import is_closed
    from model.ids import slug
    from render.law import word

    about = sak.tittel if sak and not is_closed(sak) else moete.utvalg or moete.organisasjon
    if sak and is_closed(sak) and sak.nummer:
        about = f"sak {sak.nummer}"
    marked = f"-{word('filnamn', moete.maalform)}" if public else ""
    # Every part is slugged: nothing in a record can make a name that leads elsewhere, on any system.
    day = "" if kind == "saksframlegg" and not moete.moetedato else f"{slug(moete.id.rsplit('/', 1)[-1])}-"
    return f"{day}{kind}-{slug(about)}{marked}.docx"


def _check(
    kind: Kind,
    moete: Moete,
    sak: Sak | None,
    organ: Organ | None,
    sent: date | None,
    papers: Collection[str],
    *,
    strict: bool,
) -> None:
    """Tell on stderr what the paper lacks; `UsageError` where it lacks something and ``strict`` asks for all."""
    from corpus.law import gathered
    from model.errors import UsageError
    from render.law import check_paper, word

    lacks = gathered(check_paper(kind, moete, organ, sent, sak=sak, papers=papers), moete.maalform)
    for each in lacks:
        _tell(f"{word(each.level, moete.maalform)}: {each}")
    if strict and any(each.level == "missing" for each in lacks):
        raise UsageError(word("strengt", moete.maalform))


def _say_what_is_closed(moete: Moete, sak: Sak | None) -> None:
    """Tell that a paper with closed saker is not for the public."""
    from corpus.law import among
    from corpus.public import is_closed
    from render.law import word

    if closed := [each for each in ([sak] if sak else moete.saker) if is_closed(each)]:
        _tell(word("ikkje_offentleg", moete.maalform, saker=among(closed, moete.maalform)))


def _for_the_public(
    moete: Moete, sak: Sak | None, papers: Mapping[str, Gathered], archive: Archive
) -> tuple[Moete, Sak | None, Mapping[str, Gathered]]:
    """What the public may see of meeting, sak and finished papers; what is withheld is told.

    Raises `UsageError` where the paper would be about a closed sak.
    """
    from corpus.law import among, sak_name
    from corpus.public import is_closed
    from model.errors import UsageError
    from render.law import word
    from render.public import for_the_public, quotes

    maalform = moete.maalform
    if sak and is_closed(sak):
        name = sak_name(sak, maalform)
        raise UsageError(word("lukka_sak", maalform, sak=name, heimel=sak.unntatt_offentlegheit))
    shown = for_the_public(moete, archive.meetings(), sak)
    if shown.closed and not sak:
        _tell(word("halde_tilbake", maalform, saker=among(shown.closed, maalform)))
    if shown.mended:
        _tell(word("utelate_avsnitt", maalform, saker=among(shown.mended, maalform)))
    closed = {each.id for each in shown.closed}
    kept = {}
    for id_, paper in papers.items():
        if id_ not in closed and paper.word and quotes(paper.word, shown.secrets):
            _tell(word("utelate_papir", maalform, fil=paper.fil))
        elif id_ not in closed:
            kept[id_] = paper
    return shown.moete, shown.sak, kept


def _tell(sentence: str) -> None:
    from cli.output import clean

    click.echo(clean(sentence), err=True)
