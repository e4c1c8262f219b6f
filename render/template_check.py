"""Check a folder of templates: what would stop a paper from being written, and what makes it worse.

Everything is told at once. First each field and steering line is read as it stands (`render.template_steering`), then
the Word file is looked at (`render.template_look`), and last a made-up meeting is filled in, and an empty one, for what
only filling in shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import docx
from rapidfuzz import fuzz, process

from model.errors import TemplateError, UsageError
from render.context import Kind, build_context
from render.felt import Felt, SakFelt
from render.paper import apply_marks
from render.sample import empty_meeting, sample_meeting, sample_register, sample_sak
from render.template import fill, read_template
from render.template_copy import STANDARDS
from render.template_look import look_advice, look_errors
from render.template_steering import Steering, Tell
from render.template_tags import Part, Place, parts_of
from render.template_types import ROOT, fields_of
from render.words import words

_LIKE = 60  # likeness (rapidfuzz ratio, 0 to 100) of a misnamed file with the one that was meant
_MOST = 200  # mistakes of one template that are told
_TO = ("Nordvik kommune",)  # who gets the extract that is tried
_OTHER_FILES = (".dotx", ".dotm", ".docm", ".doc", ".odt", ".rtf", ".ott")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should know about a template."""

    file: str
    """Its name, from the folder that was checked: ``nn/innkalling.docx``."""
    level: Literal["error", "advice"]
    """``error``: a paper can't be written, or lacks what it must have. ``advice``: it could be better."""
    sentence: str
    """What it is, and what to do, in a sentence."""
    place: str | None = None
    """Where: the text of the paragraph, or ``in the header``; null where it is the file as a whole."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a folder."""

    templates: list[str]
    """The templates that were checked, by name."""
    findings: list[Finding]
    """By template: errors, then advice."""


def check_folder(folder: Path) -> Checked:
    """Check every template of a folder: ``innkalling.docx`` … there, in ``nn/`` and in ``nb/``.

    Raises `UsageError` where there is no such folder, or no template in it.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}; make one with saksgang template copy {folder}.")
    places = [place for place in (folder, *(folder / name for name in STANDARDS)) if place.is_dir()]
    found = [path for place in places for kind in get_args(Kind) if (path := place / f"{kind}.docx").is_file()]
    others = [finding for place in places for finding in _others(folder, place)]
    if not found and not others:
        names = _listed(f"{kind}.docx" for kind in get_args(Kind))
        raise UsageError(
            f"The folder {folder} has no template; they are called {names} and lie there, in {folder / 'nn'} or in "
            f"{folder / 'nb'}."
        )
    findings = [finding for path in found for finding in check_template(path, folder)]
    return Checked([_name(path, folder) for path in found], [*findings, *others, *_missing(folder, found)])


def check_template(path: Path, folder: Path) -> list[Finding]:
    """Check one template, named as its kind of paper; errors first. ``folder`` is what the findings name it from."""
    name = _name(path, folder)
    kind: Kind = path.stem  # type: ignore[assignment]  # the caller asks for files of these names only
    standard = path.parent.name if path.parent.name in STANDARDS and path.parent != folder else None
    try:
        document = docx.Document(read_template(path, name))
    except TemplateError as error:
        return [Finding(name, "error", str(error))]
    errors = _Errors(name)
    used: set[str] = set()
    try:
        for part in parts_of(document):
            used |= _read_part(part, kind, errors.tell)
    except _EnoughError:
        return [*errors.found.values(), Finding(name, "error", "There is more of this; mend these first.")]
    told = list(errors.found.values())
    told += [Finding(name, "error", sentence) for sentence in (*_lacking(kind, used), *look_errors(document))]
    told += [] if told else [Finding(name, "error", sentence) for sentence in _tried(path, kind, standard)]
    advice = (*_unwanted(kind, used), *look_advice(document, standard))
    return told + [Finding(name, "advice", sentence) for sentence in advice]


class _EnoughError(Exception):
    """So much is wrong that nobody would read the rest."""


class _Errors:
    """What is wrong with a template's fields, each thing at each place once."""

    def __init__(self, name: str) -> None:
        self.found: dict[tuple[str, str], Finding] = {}
        self._name = name
        self._told = 0

    def tell(self, clause: str, place: Place) -> None:
        """Note a clause, as a sentence; `_EnoughError` after `_MOST`."""
        sentence = f"{clause[:1].upper()}{clause[1:]}" + "." * (not clause.endswith("?"))
        self.found[sentence, str(place)] = Finding(self._name, "error", sentence, str(place) or None)
        self._told += 1
        if self._told >= _MOST:
            raise _EnoughError


def _read_part(part: Part, kind: Kind, tell: Tell) -> set[str]:
    """Tell what is wrong with the tags of a part; return the fields that it uses, as `template_check.toml` has them."""
    if not part.filled:
        for tag in part.tags:
            tell(f"{tag.raw} stands where nothing is filled in", tag.place)
        return set()
    steering = Steering(scope_of(kind), tell)
    steering.follow(part)
    for word, place in part.single:
        if word in fields_of(Felt) or word.partition(".")[2] in fields_of(SakFelt):
            tell(f"{{{word}}} has single braces; write {{{{ {word} }}}}", place)
    return {_path(record, field) for record, field in steering.reader.used}


def scope_of(kind: Kind) -> dict[str, object]:
    """The names that mean something in a template of this kind."""
    scope: dict[str, object] = {ROOT: Felt, **fields_of(Felt)}
    if not _table(kind).get("one_sak"):
        del scope["sak"]  # it is known inside the loop over the saker only
    return scope


# ---------------------------------------------------------------- what a paper must say


def _table(kind: Kind) -> dict[str, Any]:
    table: dict[str, Any] = words("template_check")["paper"][kind]
    return table


def _path(record: type, field: str) -> str:
    prefix = record.__name__.removesuffix("Felt").lower()
    return f"{prefix}.{field}" if prefix else field


def _lacking(kind: Kind, used: set[str]) -> Iterator[str]:
    for row in _table(kind).get("required", []):
        if used.isdisjoint(row["any"]):
            law = f", which {row['law']} asks for" if "law" in row else ""
            yield f"It has no place for {row['what']}{law}; write {_fields(row['any'])}."


def _unwanted(kind: Kind, used: set[str]) -> Iterator[str]:
    for row in _table(kind).get("wanted", []):
        if used.isdisjoint(row["any"]):
            yield f"It has no place for {row['what']} ({_fields(row['any'])}), so the paper is without."


def _fields(names: list[str]) -> str:
    return " or ".join(f"{{{{ {name} }}}}" for name in names)


# ---------------------------------------------------------------- a trial


def _tried(path: Path, kind: Kind, standard: str | None) -> Iterator[str]:
    """What goes wrong when a full meeting, and an empty one, are filled in."""
    maalform: Literal["nn", "nb"] = "nb" if standard == "nb" else "nn"
    one_sak = bool(_table(kind).get("one_sak"))
    for moete, register in ((sample_meeting(maalform), sample_register()), (empty_meeting(maalform), None)):
        felt, marks = build_context(kind, moete, sample_sak(moete) if one_sak else None, register, _TO)
        try:
            apply_marks(fill(path, felt), marks)
        except TemplateError as error:
            yield "It " + str(error).removeprefix(f"{path} ")
            return


# ---------------------------------------------------------------- the folder


def _others(folder: Path, place: Path) -> Iterator[Finding]:
    """Files that look like templates and are none."""
    kinds = [f"{kind}.docx" for kind in get_args(Kind)]
    for path in sorted(place.iterdir()):
        hidden = path.name.startswith(("~$", "."))  # Word's own, while a file is open
        if hidden or not path.is_file() or path.name in kinds or path.suffix.lower() not in (".docx", *_OTHER_FILES):
            continue
        meant = process.extractOne(f"{path.stem.lower()}.docx", kinds, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if path.suffix.lower() != ".docx":
            said = "is not used: templates are .docx files; open it in Word and save it as one"
        else:
            said = "is not used: no paper has that name" + (f"; did you mean {meant[0]}?" if meant else "")
        yield Finding(_name(path, folder), "advice", f"{path.name} {said}" + ("" if said.endswith("?") else "."))


def _missing(folder: Path, found: list[Path]) -> Iterator[Finding]:
    """Kinds of paper that can't be written with these templates, in one standard or both."""
    for kind in get_args(Kind):
        name = f"{kind}.docx"
        if folder / name in found:
            if all(folder / standard / name in found for standard in STANDARDS):
                yield Finding(name, "advice", f"{name} is never used: those in nn/ and nb/ go first.")
            continue
        lacking = [standard for standard in STANDARDS if folder / standard / name not in found]
        if lacking == list(STANDARDS):
            yield Finding(name, "advice", f"There is no {name}, so no {kind} can be written with these templates.")
        elif lacking:
            language = {"nn": "nynorsk", "nb": "bokmål"}[lacking[0]]
            yield Finding(
                f"{lacking[0]}/{name}", "advice", f"There is no {name} in {language}, so none can be written in it."
            )


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _listed(names: Iterator[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}"
