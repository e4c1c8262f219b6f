"""What the expressions of a template are about: each field looked up in `render.felt`, without filling anything in."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import GenericAlias
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes
from jinja2.filters import FILTERS as JINJA_FILTERS
from rapidfuzz import fuzz, process

from render.template_language import FILTERS, TESTS
from render.words import words

Type = Any
"""A type as `render.felt` writes it: ``str``, ``list[SakFelt]``, `SakFelt`; `object` where nothing is known."""
Scope = Mapping[str, Type]
"""The names that mean something at a place, and their types."""

ROOT = ""
"""The key of a scope whose record has its fields there by their own names."""
LIKE = 60
"""Likeness (rapidfuzz ratio, 0 to 100) of a misspelt field with the one that was meant."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_SAME = {"reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique", "list"}  # a list gives such a one
_FIGURES = {"count", "length"}


class Loop:
    """What Jinja calls ``loop`` inside a loop."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    length: int
    depth: int
    first: bool
    last: bool
    previtem: object
    nextitem: object


@cache
def fields_of(record: type) -> dict[str, Type]:
    """The fields of a record and their types."""
    return get_type_hints(record)


def _origin(kind: Type) -> Any:  # noqa: ANN401 - list, tuple, or what stands for «or»
    return get_origin(kind)


def plain(kind: Type) -> Type:
    """The type without «or nothing»."""
    if _origin(kind) in (Union, types.UnionType):
        known = [each for each in get_args(kind) if each is not type(None)]
        return known[0] if len(known) == 1 else object
    return kind


def _list_of(kind: Type) -> Type:
    return GenericAlias(list, (kind,))


def _pair_of(one: Type, other: Type) -> Type:
    return GenericAlias(tuple, (one, other))


def is_record(kind: Type) -> bool:
    """It has fields of its own."""
    return isinstance(kind, type) and (is_dataclass(kind) or kind is Loop)


def item_of(kind: Type) -> Type | None:
    """What a list is a list of; null for what is none."""
    if kind is object:
        return object
    return get_args(kind)[0] if _origin(kind) is list else None


def name_of(kind: Type) -> str:
    """``a sak`` for `SakFelt`, as a message says it."""
    if kind is Loop:
        return "the loop"
    name = kind.__name__.removesuffix("Felt").lower()
    return f"a {name}" if name else "the paper"


class Reader:
    """Walks expressions, tells what is wrong with them and remembers the fields that they use."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        """Called with a clause for each mistake: ``there is no field called …``."""
        self.used: set[tuple[type, str]] = set()
        """The fields that were used, with the record that has them."""
        self.counts = True
        """What is read now is used, not only asked for."""

    def type_of(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression; `object` where it is unknown, once what is wrong has been told."""
        match node:
            case nodes.Name():
                return self._name(node.name, scope)
            case nodes.Getattr():
                return self._field(self.type_of(node.node, scope), node.attr, node)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Const():
                return type(node.value)
            case nodes.CondExpr():
                self.type_of(node.test, scope)
                kinds = [self.type_of(each, scope) for each in (node.expr1, node.expr2) if each is not None]
                return kinds[0]
            case nodes.Call():  # of loop.cycle; no other is let in
                for argument in node.args:
                    self.type_of(argument, scope)
                return str
            case nodes.Test():
                if node.name not in TESTS:
                    self.tell(f"there is no test called {node.name}{did_you_mean(nearest(node.name, TESTS))}")
        for each in node.iter_child_nodes():
            self.type_of(each, scope)
        match node:
            case nodes.Compare() | nodes.Not() | nodes.Test() | nodes.And() | nodes.Or():
                return object
            case nodes.Concat():
                return str
        return object

    def _name(self, name: str, scope: Scope) -> Type:
        if name in scope:
            root = scope.get(ROOT)
            if root is not None and fields_of(root).get(name) == scope[name]:
                self._use(root, name)
            return plain(scope[name])
        if scope.get(ROOT) is not None and name in fields_of(scope[ROOT]):
            self.tell(f"there is no {name} outside a loop in this kind of paper: {{%p for {name} in saker %}}")
            return object
        # What was meant is read in its place, so that a slip is told once and not again for all that follows from it.
        records = {each: plain(kind) for each, kind in scope.items() if each != ROOT and is_record(plain(kind))}
        within = [(each, record) for each, record in records.items() if name in fields_of(record)]
        if within:
            each, record = within[-1]
            self.tell(f"there is no field called {name}{did_you_mean(f'{each}.{name}')}")
            self._use(record, name)
            return plain(fields_of(record)[name])
        meant = nearest(name, scope)
        self.tell(f"there is no field called {name}{did_you_mean(meant)}")
        return self._name(meant, scope) if meant else object

    def _use(self, record: type, name: str) -> None:
        if self.counts:
            self.used.add((record, name))

    def _field(self, kind: Type, name: str, node: nodes.Getattr) -> Type:
        kind = plain(kind)
        if kind is object:
            return object
        if _origin(kind) is tuple and name in ("grouper", "list"):  # what `groupby` gives
            return get_args(kind)[name == "list"]
        if not is_record(kind):
            self.tell(f"the field {written(node.node)} is {described(kind)} and has none called {name}")
            return object
        known = fields_of(kind)
        meant = name if name in known else nearest(name, known)
        if meant != name:
            self.tell(f"{name_of(kind)} has no field called {name}{did_you_mean(meant)}")
        if meant is None:
            return object
        self._use(kind, meant)
        return plain(known[meant])

    def _item(self, node: nodes.Getitem, scope: Scope) -> Type:
        kind = self.type_of(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(kind, node.arg.value, nodes.Getattr(node.node, node.arg.value, "load"))
        self.type_of(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return kind
        return plain(item_of(kind) or object)

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Type:
        kind = self.type_of(node.node, scope) if node.node else object
        values: list[nodes.Node] = [*node.args, *(word.value for word in node.kwargs)]
        for each in values:
            self.type_of(each, scope)
        if node.name not in FILTERS:
            known = node.name in JINJA_FILTERS
            why = f"the filter {node.name} can't be used" if known else f"there is no filter called {node.name}"
            self.tell(why if known else why + did_you_mean(nearest(node.name, FILTERS)))
            return object
        item = item_of(kind)
        named = self._attribute(node, item)
        match node.name:
            case "first" | "last":
                return plain(item) if item else object
            case "map":
                return _list_of(named) if named else object
            case "groupby":
                return _list_of(_pair_of(named or object, _list_of(item or object)))
            case "default" | "d":
                return kind
            case name if name in _SAME:
                return kind if item else object
            case name if name in _FIGURES:
                return int
        return str

    def _attribute(self, node: nodes.Filter, item: Type | None) -> Type | None:
        """The type of the field that a filter names in a text (``map(attribute='tittel')``)."""
        named = [word.value for word in node.kwargs if word.key == "attribute"]
        if not named and node.name in ("selectattr", "rejectattr", "groupby"):
            named = node.args[:1]
        if not named or not isinstance(named[0], nodes.Const) or not isinstance(named[0].value, str):
            return None
        kind = item or object
        for name in named[0].value.split("."):
            kind = self._field(kind, name, nodes.Getattr(nodes.Name("it", "load"), name, "load"))
        return kind


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of some names that was meant by a misspelt one; null where none is much like it."""
    candidates = [each for each in known if each]
    spelt = name.lower().translate(_LETTERS)
    called: str | None = words("template_check")["meant"].get(spelt)
    if called in candidates:
        return called
    found = process.extractOne(spelt, candidates, scorer=fuzz.ratio, score_cutoff=LIKE)
    return found[0] if found else None


def did_you_mean(name: str | None) -> str:
    """``; did you mean tittel?``, or nothing."""
    return f"; did you mean {name}?" if name else ""


def described(kind: Type) -> str:
    """What a value of the type is, in a word."""
    if is_record(kind):
        return name_of(kind)
    if _origin(kind) is list:
        return "a list"
    return {bool: "yes or no", int: "a figure", str: "a text", type(None): "nothing"}.get(kind, "a value")


def written(node: nodes.Node) -> str:
    """The expression as a template writes it, as far as it is one of fields."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{written(node.node)}[…]"
        case nodes.Filter() if node.node:
            return f"{written(node.node)}|{node.name}"
        case nodes.Const():
            return f"'{node.value}'"
    return "it"


def bound(target: nodes.Node, kind: Type, scope: dict[str, Type]) -> None:
    """Give the name (or names) of a loop or a ``set`` their type."""
    match target:
        case nodes.Name():
            scope[target.name] = kind
        case nodes.Tuple():
            inner = get_args(kind) if _origin(kind) is tuple else ()
            for place, each in enumerate(target.items):
                bound(each, inner[place] if place < len(inner) else object, scope)
