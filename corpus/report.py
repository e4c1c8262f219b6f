"""What became of the files of an import: the counts, what was not understood and why, what was read but looks odd."""

from __future__ import annotations

import json
import re
import tempfile
import time
import tomllib
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from model.document import Record
from model.errors import ArchiveError
from model.moete import Moete, Varsel
from model.plan import Plan
from model.presentasjon import Presentasjon

Status = Literal["new", "known", "unread", "skipped"]
SCHEMA = "saksgang/import/1"
_EXAMPLES = 5
"""Papers that are named for each kind of oddity."""


class FileResult(Record):
    """What became of one file, or of a paper in it."""

    path: Path
    """The file."""
    member: str | None = None
    """The paper's name, where the file is a mail or a zip file that holds it."""
    status: Status
    """``new``: read and stored; ``known``: was in the archive, by its content; ``unread``: should have been read and
    could not be; ``skipped``: a file of another kind, met in a folder or in a mail or zip file; or a text that was met
    there and is no meeting's paper."""
    reason: str | None = None
    """Why it was not read, one sentence."""
    record_id: str | None = None
    """The meeting that it belongs to; of a plan or a slide deck its own id."""
    saker: int = 0
    """How many saker it tells of."""
    pages: int = 0
    """How many pages were read."""


class Reason(NamedTuple):
    """A group of reasons for which files are not read, with what to do."""

    code: str
    nn: str
    nb: str
    nn_advice: str
    nb_advice: str


@cache
def _reasons() -> list[tuple[re.Pattern[str], Reason]]:
    table = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    return [
        (re.compile("|".join(one["ord"])), Reason(one["kode"], one["nn"], one["nb"], one["nn_raad"], one["nb_raad"]))
        for one in table["grunn"]
    ]


def reason_of(sentence: str) -> Reason:
    """The group that the sentence with which a file was set aside belongs to."""
    return next(reason for words, reason in _reasons() if words.search(sentence.lower()))


def reason_called(code: str) -> Reason:
    """The group with this code."""
    return next(reason for _, reason in _reasons() if reason.code == code)


@dataclass(slots=True)
class Oddity:
    """What was read but looks odd, of one kind."""

    count: int = 0
    papers: int = 0
    examples: list[dict[str, object]] = field(default_factory=list)


class ImportReport:
    """What became of all files, as far as the import has come. Holds no more than what a person will read of it.

    The results themselves wait in a file without a name until they are asked for.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        """How many files have each status."""
        self.pages = 0
        """How many pages were read."""
        self.unread: list[FileResult] = []
        """The files that could not be read."""
        self.odd: dict[str, Oddity] = {}
        """What looks odd in the papers, by the code of the warning."""
        self.meetings: set[str] = set()
        """Ids of the meetings that papers came in of."""
        self.interrupted = False
        """Whether it was stopped before its end."""
        self.settings: dict[str, Any] = {}
        """What it was told: paths, workers, limits."""
        self._others: Counter[str] = Counter()
        # Numbers, as ids of a million saker would fill the memory; two of them alike is no worry.
        self._saker: set[int] = set()
        self._vedtak: set[int] = set()
        self._results = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - as long as the report
        weakref.finalize(self, self._results.close)
        self._started, self._clock = datetime.now().astimezone(), time.monotonic()

    def count(self, status: str) -> int:
        """How many files have this status."""
        return self.counts[status]

    @property
    def exit_code(self) -> int:
        """1 where a file could not be read or the import was stopped, else 0; files of another kind are no fault."""
        return 1 if self.count("unread") or self.interrupted else 0

    @property
    def saker(self) -> int:
        """How many different saker the new papers tell of."""
        return len(self._saker)

    @property
    def vedtak(self) -> int:
        """How many of them have a vedtak there."""
        return len(self._vedtak)

    @property
    def seconds(self) -> float:
        """How long it has taken until now, whatever the clock on the wall does."""
        return time.monotonic() - self._clock

    def others(self, kind: type) -> int:
        """How many new plans, or decks, there are."""
        return self._others[kind.__name__]

    def add(self, result: FileResult) -> None:
        """Take in what became of a file."""
        self.counts[result.status] += 1
        self.pages += result.pages
        if result.status == "unread":
            self.unread.append(result)
        if result.status in ("new", "skipped"):
            self._results.write(f"{json.dumps(_plain(result), ensure_ascii=False, sort_keys=True)}\n")

    def note(self, result: FileResult, record: Moete | Plan | Presentasjon) -> None:
        """Take in what a new paper says."""
        if isinstance(record, Moete):
            self.meetings.add(str(result.record_id))
            self._saker.update(hash(sak.id) for sak in record.saker)
            self._vedtak.update(hash(sak.id) for sak in record.saker if sak.vedtak)
        else:
            self._others[type(record).__name__] += 1
        seen: set[str] = set()
        for varsel in record.varsel:
            self._note_oddity(result, varsel, varsel.kode not in seen)
            seen.add(varsel.kode)

    def _note_oddity(self, result: FileResult, varsel: Varsel, is_first: bool) -> None:
        oddity = self.odd.setdefault(varsel.kode, Oddity())
        oddity.count += 1
        oddity.papers += is_first
        if is_first and len(oddity.examples) < _EXAMPLES:
            side = varsel.kjelde.side if varsel.kjelde else None
            oddity.examples.append({**_named(result), "page": side, "sentence": varsel.melding})

    def json(self) -> Iterator[str]:
        """The report as JSON, in stretches; docs/import.md says what it holds."""
        head = {"schema": SCHEMA, **self.summary()}
        text = json.dumps(head, ensure_ascii=False, indent=2)
        yield f'{text.removesuffix("}").rstrip()},\n  "results": ['
        self._results.seek(0)
        for place, line in enumerate(self._results):
            yield f"{',' if place else ''}\n    {line.rstrip()}"
        self._results.seek(0, 2)
        yield "\n  ]\n}\n"

    def summary(self) -> dict[str, Any]:
        """All but the results of files that came in or were passed over."""
        seconds = self.seconds
        return {
            "started": self._started.isoformat(timespec="seconds"),
            "seconds": round(seconds, 1),
            "interrupted": self.interrupted,
            **self.settings,
            "files": {"seen": self.counts.total(), **{status: self.counts[status] for status in get_args(Status)}},
            "pages": self.pages,
            "pages_per_second": round(self.pages / seconds, 1) if seconds else None,
            "came_in": {
                "meetings": len(self.meetings), "saker": self.saker, "vedtak": self.vedtak,
                "plans": self.others(Plan), "presentations": self.others(Presentasjon),
            },
            "not_understood": [
                {"reason": code, "count": len(found), "files": [_plain(one) for one in found]}
                for code, found in self.by_reason().items()
            ],
            "odd": [
                {"code": code, "count": odd.count, "papers": odd.papers, "examples": odd.examples}
                for code, odd in sorted(self.odd.items(), key=lambda one: (-one[1].papers, one[0]))
            ],
        }  # fmt: skip

    def by_reason(self) -> dict[str, list[FileResult]]:
        """The files that could not be read by the group of their reason, the largest group first."""
        groups: dict[str, list[FileResult]] = {}
        for result in self.unread:
            groups.setdefault(reason_of(result.reason or "").code, []).append(result)
        return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))

    def write(self, folder: Path) -> Path:
        """Write the report into the archive's folder, under a name that nothing has yet; the path of it.

        Raises `ArchiveError` where it can't be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for number in range(1, 10_000):
                stamp = self._started.strftime("%Y%m%d-%H%M%S")
                path = folder / f"import-{stamp}{f'-{number}' if number > 1 else ''}.json"
                try:
                    with path.open("x", encoding="utf-8") as out:
                        out.writelines(self.json())
                    return path
                except FileExistsError:  # another import of that second, or a clock that was turned back
                    continue
        except OSError as error:
            raise ArchiveError(f"{folder} takes no report of the import: {error.strerror or error}.") from error
        raise ArchiveError(f"{folder} has too many reports of imports; move them away.")


def _named(result: FileResult) -> dict[str, object]:
    return {"path": str(result.path), "member": result.member}


def _plain(result: FileResult) -> dict[str, object]:
    kept = {"status": result.status, "reason": result.reason, "record_id": result.record_id}
    return {**_named(result), **{name: value for name, value in kept.items() if value is not None}}
