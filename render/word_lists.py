"""The lists of a paper that is put into another: each becomes a list of its own, so that none counts on."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

from ingest.word_package import W

Element = Any  # of Word's XML

_LEVELS = 9


class Lists:
    """Numberings that are carried over: each list of a paper becomes one of its own, so that none counts on."""

    def __init__(self, source: Element | None, target: Element) -> None:
        self._source = source
        self._target = target
        self._seed = b""
        self._made: dict[tuple[str, str | None], str | None] = {}
        self._abstract: dict[str, str] = {}

    def begin(self, seed: bytes) -> None:
        """A new paper begins; ``seed`` (its checksum) tells its lists from those of others."""
        self._seed = seed
        self._made, self._abstract = {}, {}

    def number(self, number: str, base: str | None) -> str | None:
        """Id of the list that the paper's ``number`` becomes: on the template's list ``base``, else on a copy of it.

        None where the paper has no such list.
        """
        key = (number, base)
        if key not in self._made:
            self._made[key] = self._on_base(base) if base else self._copied(number)
        return self._made[key]

    def _find(self, root: Element | None, kind: str, key: str, value: str) -> Element | None:
        return (
            next((each for each in root.iter(W + kind) if each.get(W + key) == value), None)
            if root is not None
            else None
        )

    def _free(self, kind: str, key: str) -> str:
        return str(1 + max((int(each.get(W + key)) for each in self._target.iter(W + kind)), default=0))

    def _on_base(self, base: str) -> str | None:
        num = self._find(self._target, "num", "numId", base)
        return self._add(str(num.find(f"{W}abstractNumId").get(f"{W}val")), []) if num is not None else None

    def _copied(self, number: str) -> str | None:
        num = self._find(self._source, "num", "numId", number)
        if num is None or self._source is None:
            return None
        named = num.find(f"{W}abstractNumId")
        old = named.get(f"{W}val", "") if named is not None else ""
        if old not in self._abstract:
            made = self._copied_abstract(self._source, old)
            if made is None:
                return None
            self._abstract[old] = made
        return self._add(self._abstract[old], num.findall(f"{W}lvlOverride"))

    def _copied_abstract(self, source: Element, old: str) -> str | None:
        abstract = self._find(source, "abstractNum", "abstractNumId", old)
        link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
        if link is not None:
            abstract = next(
                (
                    each
                    for each in source.iter(f"{W}abstractNum")
                    if (named := each.find(f"{W}styleLink")) is not None and named.get(f"{W}val") == link.get(f"{W}val")
                ),
                None,
            )
        if abstract is None:
            return None
        new: Element = copy.deepcopy(abstract)
        identity = self._free("abstractNum", "abstractNumId")
        new.attrib.clear()
        new.set(f"{W}abstractNumId", identity)
        for level in list(new.iter(f"{W}lvl")):
            level.attrib.pop(f"{W}tplc", None)
            for name in ("pStyle", "lvlPicBulletId"):
                for gone in level.findall(W + name):
                    level.remove(gone)
        for name in ("styleLink", "numStyleLink", "tmpl", "name"):
            for gone in new.findall(W + name):
                new.remove(gone)
        nsid = new.find(f"{W}nsid")
        if nsid is not None:
            nsid.set(f"{W}val", hashlib.sha256(self._seed + old.encode()).hexdigest()[:8].upper())
        # An abstract numbering stands in front of those that use it.
        present = self._target.findall(f"{W}abstractNum")
        (present[-1].addnext(new) if present else self._target.insert(0, new))
        return identity

    def _add(self, abstract: str, overrides: list[Element]) -> str:
        identity = self._free("num", "numId")
        num = self._target.makeelement(f"{W}num", {f"{W}numId": identity})
        num.append(num.makeelement(f"{W}abstractNumId", {f"{W}val": abstract}))
        for override in overrides:
            num.append(copy.deepcopy(override))
        if not overrides:
            for level in range(_LEVELS):
                override = num.makeelement(f"{W}lvlOverride", {f"{W}ilvl": str(level)})
                start = self._start(abstract, level)
                override.append(override.makeelement(f"{W}startOverride", {f"{W}val": start}))
                num.append(override)
        present = self._target.findall(f"{W}num")
        (present[-1].addnext(num) if present else self._target.append(num))
        return identity

    def _start(self, abstract: str, level: int) -> str:
        """Where a level of the abstract numbering begins."""
        found = self._find(self._target, "abstractNum", "abstractNumId", abstract)
        levels = found.findall(f"{W}lvl") if found is not None else []
        start = next((each.find(f"{W}start") for each in levels if each.get(f"{W}ilvl") == str(level)), None)
        value = start.get(f"{W}val", "1") if start is not None else "1"
        return str(value) if value.isdecimal() else "1"
