"""The page that tells a secretariat what became of the files of an import."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.report import FileResult, ImportReport, reason_called

Language = Literal["nn", "nb"]
MOST_SHOWN = 500
"""Files of a group that the page names; the report beside it names all."""
_WORDS = tomllib.loads(Path(__file__).with_name("import_page.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Group:
    """Files that were not read for one reason."""

    title: str
    advice: str
    count: int
    files: Sequence[FileResult]


def import_page(report: ImportReport, language: Language = "nn", name: str = "import.json") -> str:
    """The report as one HTML page that needs nothing beside itself; ``name`` is the file where all of it stands."""
    summary = report.summary()
    words = _WORDS[language]
    odd = [{**one, "title": _WORDS["odd"].get(one["code"], {}).get(language, one["code"])} for one in summary["odd"]]
    environment = Environment(
        loader=PackageLoader("templates", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("import.html").render(
        language=language, words=words, report=summary, odd=odd, groups=_groups(report, language), name=name,
        date=_date(summary["started"]),
    )  # fmt: skip


def _groups(report: ImportReport, language: Language) -> list[Group]:
    found: list[Group] = []
    for code, results in report.by_reason().items():
        reason = reason_called(code)
        title, advice = (reason.nn, reason.nn_advice) if language == "nn" else (reason.nb, reason.nb_advice)
        found.append(Group(title, advice, len(results), results[:MOST_SHOWN]))
    return found


def _date(started: Any) -> str:  # noqa: ANN401
    day, _, hour = str(started).partition("T")
    year, month, number = day.split("-")
    return f"{int(number)}.{int(month)}.{year} kl. {hour[:5]}"
