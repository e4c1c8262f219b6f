"""Floor 4: papers. A meeting becomes Word and PDF through the templates; the next meeting comes out of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from corpus import Archive
    from model.moete import Moete, Sak
    from model.organ import Organ
    from render.case import Asked, CasePaper
    from render.coming_meeting import NextMeeting
    from render.context import Kind
    from render.gather import Gathered


def next_meeting(
    archive: Archive,
    organ: str,
    when: date,
    start: str | None = None,
    place: str | None = None,
    papers: Sequence[Gathered] = (),
    changes: Path | None = None,
) -> NextMeeting:
    """See `render.coming_meeting.next_meeting`."""
    from render.coming_meeting import next_meeting as build

    return build(archive, organ, when, start, place, papers, changes)


def gather_papers(folder: Path) -> tuple[list[Gathered], list[str]]:
    """See `render.gather.gather`."""
    from render.gather import gather as find

    return find(folder)


def case_paper(archive: Archive, organ: str, asked: Asked, when: date | None = None) -> CasePaper:
    """See `render.case.case_paper`."""
    from render.case import case_paper as build

    return build(archive, organ, asked, when)


def write_paper(
    kind: Kind,
    moete: Moete,
    target: Path,
    *,
    sak: Sak | None = None,
    register: Organ | None = None,
    to: Sequence[str] = (),
    templates: Path | None = None,
    papers: Mapping[str, Gathered] | None = None,
    told: list[str] | None = None,
    force: bool = False,
) -> Path:
    """See `render.paper.write_paper`."""
    from render.paper import write_paper as write

    return write(
        kind,
        moete,
        target,
        sak=sak,
        to=to,
        register=register,
        templates=templates,
        papers=papers,
        told=told,
        force=force,
    )


def to_pdf(docx: Path, *, force: bool = False) -> Path:
    """See `render.pdf.to_pdf`."""
    from render.pdf import to_pdf as convert

    return convert(docx, force=force)


__all__ = ["case_paper", "gather_papers", "next_meeting", "to_pdf", "write_paper"]
