"""What a template may say: it prints fields, repeats and chooses. Nothing that runs, and nothing without an end.

Jinja itself can do far more. Its sandbox keeps a template from reaching out of the paper; it does not keep one that
somebody sent by mail from running for ever. So only the pieces listed here are let in, texts can't be made to grow,
and the work of all loops together is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.visitor import NodeTransformer

MOST_STEPS = 20_000_000
"""Steps of all loops together, each piece of a loop's inside once for each turn; 300 pages have some 500,000."""
MOST_LETTERS = 20_000_000
"""Letters of a filled-in part, its XML counted (300 pages have some four million); and letters that filters read."""
LONGEST_TEXT = 100_000
"""Letters of a text that a template may put together; a field as it stands may be longer."""

FILTERS = (
    "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "join", "last", "length", "list", "lower",
    "map", "reject", "rejectattr", "replace", "reverse", "select", "selectattr", "sort", "title", "trim", "truncate",
    "unique", "upper",
)  # fmt: skip
"""The filters that a template may use. ``safe`` is not among them: no value may become part of the file's XML."""
TESTS = (
    "!=", "<", "<=", "==", ">", ">=", "defined", "divisibleby", "eq", "equalto", "even", "ge", "gt", "in", "le", "lt",
    "ne", "none", "odd", "undefined",
)  # fmt: skip
"""The tests (``is defined``) that a template may use."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name, nodes.Const,
    nodes.Tuple, nodes.List, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Slice,
    nodes.Concat, nodes.Compare, nodes.Operand, nodes.Add, nodes.Sub, nodes.And, nodes.Or, nodes.Not, nodes.Neg,
    nodes.Keyword,
)  # fmt: skip
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Macro: "{% macro %}",
    nodes.CallBlock: "{% call %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% import %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.With: "{% with %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.AssignBlock: "{% set %} with an {% endset %}",
    nodes.Scope: "{% autoescape %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Call: "functions (a name with parentheses behind it)",
    nodes.Dict: "braces inside a field",
    nodes.Mul: "the sign *",
    nodes.Div: "the sign /",
    nodes.FloorDiv: "the sign //",
    nodes.Mod: "the sign %",
    nodes.Pow: "the sign **",
    nodes.NSRef: "a name with a dot behind set",
}
# Filters of our own, by names that no template can write.
_TURNS, _PUT_TOGETHER = "turns of a loop", "texts put together"


class Language(ImmutableSandboxedEnvironment):
    """Jinja with what a template may say, for the filling of one paper: its counters begin at nothing."""

    intercepted_binops = frozenset(("+", "-"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        usual: dict[str, Callable[..., Any]] = {**JINJA_FILTERS, "join": _checked_join, "replace": _checked_replace}
        self.filters = {name: self._charged(usual[name]) for name in FILTERS}
        self.filters |= {_TURNS: self._turns, _PUT_TOGETHER: _put_together}
        self.tests = {name: JINJA_TESTS[name] for name in TESTS}
        self._steps = 0
        self._letters = 0

    def fill(self, source: str, values: dict[str, Any]) -> str:
        """The template ``source`` with the values; fails as soon as it grows beyond `MOST_LETTERS`."""
        pieces: list[str] = []
        size = 0
        for piece in self.from_string(source).generate(values):
            size += len(piece)
            if size > MOST_LETTERS:
                raise SecurityError("the paper grows without an end")
            pieces.append(piece)
        return "".join(pieces)

    def read(self, source: str) -> nodes.Template:
        """The tree of a template as it is written; `TemplateSyntaxError` where it can't be read, or says too much."""
        tree = super()._parse(source, None, None)
        check_allowed(tree)
        return tree

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template's tree, once it is sure that there is nothing else in it, with its loops counted."""
        tree = super()._parse(source, name, filename)
        check_allowed(tree)
        counted: nodes.Template = _Bounds().visit(tree)
        return counted

    def _turns(self, items: Iterable[Any], steps: int) -> Iterator[Any]:
        for item in items:
            self._steps += steps
            if self._steps > MOST_STEPS:
                raise SecurityError("its loops go round too many times")
            yield item

    def _charged(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter, with what it reads counted."""
        place = int(hasattr(function, "jinja_pass_arg"))  # Jinja hands some filters itself first

        @wraps(function)
        def charged(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what Jinja gives and takes
            if len(args) > place and isinstance(args[place], str | list):
                self._letters += len(args[place])
            if self._letters > MOST_LETTERS:
                raise SecurityError("its filters read too much")
            return function(*args, **kwargs)

        return charged

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's own signature
        """A field; what Python has on a text or a list (``tittel.upper``) is none."""
        if isinstance(obj, str | int | list) and not attribute.startswith("_"):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """An item of a list, or a field by its name."""
        return self.getattr(obj, str(argument)) if isinstance(argument, str) else super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Plus and minus, of two texts or two figures."""
        if isinstance(left, str) and isinstance(right, str):
            _check_length(len(left) + len(right))
        elif not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"only two texts or two figures can stand beside {operator}")
        return super().call_binop(context, operator, left, right)


class _Bounds(NodeTransformer):
    """Puts a counter around what each loop goes over, and a bound around texts put together with ``~``."""

    def visit_For(self, loop: nodes.For) -> nodes.For:
        """Jinja asks for methods of these names."""
        steps = 1 + sum(1 for part in (*loop.body, *loop.else_) for _ in all_nodes(part))
        self.generic_visit(loop)
        loop.iter = _filter(cast(nodes.Expr, loop.iter), _TURNS, nodes.Const(steps, lineno=loop.lineno))
        return loop

    def visit_Concat(self, concat: nodes.Concat) -> nodes.Filter:
        self.generic_visit(concat)
        first, *rest = concat.nodes
        return _filter(first, _PUT_TOGETHER, *rest)


def _filter(value: nodes.Expr, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno)


def check_allowed(tree: nodes.Node) -> None:
    """Refuse what a template may not say, with a `TemplateSyntaxError` that has the line."""
    for node in all_nodes(tree):
        if what := _forbidden(node):
            raise TemplateSyntaxError(
                f"a template can't use {what}; it prints fields, repeats and chooses", node.lineno or 1
            )


def _forbidden(node: nodes.Node) -> str | None:
    """What is wrong with using this piece, in a word; null where it may be used."""
    if isinstance(node, nodes.For) and node.recursive:
        return "a loop that calls itself"
    # A list of words to choose from, or the names of a loop; a list of lists could be doubled again and again.
    if isinstance(node, nodes.List | nodes.Tuple) and getattr(node, "ctx", "load") == "load":
        return None if all(isinstance(item, nodes.Const) for item in node.items) else "a list of anything but words"
    if isinstance(node, nodes.Call) and _is_cycle(node):
        return None
    return None if isinstance(node, _ALLOWED) else _WORDS.get(type(node), type(node).__name__.lower())


def all_nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Every node of the tree, in order; without recursion, as a hostile tree can be very deep."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(list(node.iter_child_nodes())))


def _is_cycle(call: nodes.Call) -> bool:
    """``loop.cycle('a', 'b')``, the one function there is."""
    at = call.node
    return isinstance(at, nodes.Getattr) and at.attr == "cycle" and at.node == nodes.Name("loop", "load")


# ---------------------------------------------------------------- filters that could make long texts


def _check_length(letters: int) -> None:
    if letters > LONGEST_TEXT:
        raise SecurityError(f"it puts together a text of more than {LONGEST_TEXT:,} letters")


def _put_together(*texts: object) -> str:
    _check_length(sum(len(str(text)) for text in texts))
    return markup_join(texts)


@wraps(JINJA_FILTERS["join"])
def _checked_join(context: Any, value: Iterable[Any], d: str = "", attribute: str | None = None) -> Any:  # noqa: ANN401
    items = list(value)
    if attribute is None:
        _check_length(sum(len(str(item)) for item in items) + len(str(d)) * len(items))
    return JINJA_FILTERS["join"](context, items, d, attribute)


@wraps(JINJA_FILTERS["replace"])
def _checked_replace(context: Any, text: str, old: str, new: str, count: int | None = None) -> str:  # noqa: ANN401
    text, old = str(text), str(old)
    _check_length(len(text) + (text.count(old) if old else len(text) + 1) * len(str(new)))
    replaced: str = JINJA_FILTERS["replace"](context, text, old, new, count)
    return replaced
