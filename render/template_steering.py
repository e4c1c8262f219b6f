"""The loops and conditions of a template: that each is closed, and where it began; and what every field in them is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes

from render.template_language import Language
from render.template_tags import Part, Place, Tag, shown, text_of
from render.template_types import (
    Loop,
    Reader,
    Scope,
    Type,
    bound,
    described,
    did_you_mean,
    item_of,
    nearest,
    plain,
    written,
)

Tell = Callable[[str, Place], None]
"""Takes a clause that says what is wrong, and where."""

_OPENS = {"for": "endfor", "if": "endif"}
_CLOSES = {end: begin for begin, end in _OPENS.items()}
_BRANCHES = ("else", "elif")
_OF_WORD = {"p": "paragraph", "tr": "table row", "tc": "table cell"}
_CONTAINER = {"p": qn("w:p"), "tr": qn("w:tr"), "tc": qn("w:tc")}
_OF_DOCXTPL = re.compile(r"(vm|hm|colspan|cellbg)\b")  # tags of docxtpl for merged cells and their colour
_FOR_IN = re.compile(r"(for\s+\w+)\s+(i|av|of|fra|frå)\s+(.+)")
_NEVER = ("macro", "call", "include", "import", "from", "extends", "block", "with", "filter", "autoescape")
_TOO_LONG = "{} is too long to be understood"
_QUOTES = re.compile("[«»„“”‘’‚´`]")
_MENDED = str.maketrans("“”‘’", "\"\"''")  # curly quotes that docxtpl makes straight


@dataclass(slots=True)
class _Open:
    """A loop or condition that has begun."""

    tag: Tag
    word: str
    outer: dict[str, Type]
    """The names that held before it."""
    children: list[Tag] = field(default_factory=list)


class Steering:
    """Follows the tags of one part."""

    def __init__(self, scope: Scope, tell: Tell) -> None:
        self.scope: dict[str, Type] = dict(scope)
        self.tell = tell
        self.reader = Reader(lambda _: None)
        self._open: list[_Open] = []
        self._language = Language()

    def follow(self, part: Part) -> None:
        """Tell everything that is wrong with the part's tags."""
        for sign, place in part.broken:
            self.tell(_broken(sign), place)
        for tag in part.tags:
            if not tag.raw.startswith("{#"):
                self._follow(tag)
        for each in self._open:
            self.tell(f"{{% {each.word} %}} is never closed with {{% {_OPENS[each.word]} %}}", each.tag.place)

    def _follow(self, tag: Tag) -> None:
        if tag.parted:
            self.tell(
                f"{tag.raw} is partly inside a link, a tracked change or a content control; write it anew in one go",
                tag.place,
            )
        quotes = set(_QUOTES.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "", tag.raw.translate(_MENDED))))
        if quotes:
            self.tell(f"{tag.raw} has the quotes {' '.join(sorted(quotes))}; use straight ones: ' '", tag.place)
            return
        if re.match(r"\{[{%]-?(?:p|tr|tc|r)[\s\u00a0]", tag.raw):
            self._check_unit(tag)
        if tag.steers:
            self._steer(tag)
        else:
            self._print(tag)

    # ------------------------------------------------------------ the place of a steering line

    def _check_unit(self, tag: Tag) -> None:
        if not tag.steers:
            word = tag.raw.strip("{} ")
            self.tell(f"{tag.raw} has a letter too many in front; write {{{{ {word.split(None, 1)[-1]} }}}}", tag.place)
            return
        if not tag.unit:
            self.tell(f"{tag.raw} has a hard space; write it with a plain one", tag.place)
            return
        if tag.unit not in _OF_WORD or tag.paragraph is None:
            return
        holder = _container(tag)
        if holder is None:
            self.tell(f"{tag.raw} stands outside a table; write {{%p … %}} there", tag.place)
        elif other := shown(text_of(holder).replace(tag.raw, "", 1)):
            unit = _OF_WORD[tag.unit]
            self.tell(
                f"{tag.raw} takes its whole {unit} out of the paper, with the other text there («{other}»); give it a "
                f"{unit} of its own",
                tag.place,
            )

    # ------------------------------------------------------------ loops and conditions

    def _steer(self, tag: Tag) -> None:
        word = tag.code.split(None, 1)[0] if tag.code else ""
        if word == "for" and (slip := _FOR_IN.fullmatch(tag.code)):
            self.tell(f"{shown(tag.raw)} has the word {slip[2]} where in must stand", tag.place)
            tag = replace(tag, raw=tag.raw.replace(tag.code, f"{slip[1]} in {slip[3]}"))
        if word in _OPENS:
            self._open.append(_Open(tag, word, dict(self.scope)))
            self._begin(tag, word)
        elif word in _CLOSES or word in _BRANCHES:
            self._continue(tag, word)
        elif word == "set":
            self._set(tag)
        elif word.removeprefix("end") in _NEVER:
            if word in _NEVER:
                self.tell(
                    f"{{% {word} %}} can't be used in a template; it prints fields, repeats and chooses", tag.place
                )
        elif not _OF_DOCXTPL.match(word):
            self._mend(tag, word)

    def _mend(self, tag: Tag, word: str) -> None:
        """Tell of a steering word that is none, and go on with the one that was meant."""
        meant = nearest(word, (*_OPENS, *_CLOSES, *_BRANCHES, "set"))
        if meant:
            self.tell(f"{shown(tag.raw)} begins with {word}{did_you_mean(meant)}", tag.place)
            self._steer(replace(tag, raw=tag.raw.replace(word, meant, 1)))
        else:
            self.tell(
                f"{shown(tag.raw)} can't be understood: a steering line begins with for, if, else, elif or set, and "
                "what for and if begin ends with endfor and endif",
                tag.place,
            )

    def _begin(self, tag: Tag, word: str) -> None:
        loop = self._parse(tag, f"{{% {tag.code} %}}{{% {_OPENS[word]} %}}")
        if loop is None and (named := re.match(r"for\s+(\w+)", tag.code)):
            self.scope[named[1]] = object  # so that a slip in the loop is not told again for all inside it
        if isinstance(loop, nodes.If):
            self._type_of(loop.test, tag, asked=True)
        elif isinstance(loop, nodes.For):
            kind = self._type_of(loop.iter, tag)
            item = item_of(kind)
            if item is None:
                self.tell(
                    f"the field {written(loop.iter)} is {described(kind)}, so nothing can be repeated for it", tag.place
                )
            bound(loop.target, plain(item or object), self.scope)
            self.scope["loop"] = Loop
            if loop.test:
                self._type_of(loop.test, tag, asked=True)

    def _continue(self, tag: Tag, word: str) -> None:
        """A branch, or the end, of what was begun last."""
        begun = _CLOSES.get(word)
        places = [at for at, each in enumerate(self._open) if begun in (None, each.word)]
        if not places:
            self.tell(f"{tag.raw} closes nothing: there is no {{% {begun or 'if'} %}} before it", tag.place)
            return
        if begun:
            # What was begun inside it and is still open is what lacks its end.
            for forgotten in self._open[places[-1] + 1 :]:
                self.tell(
                    f"{{% {forgotten.word} %}} is never closed with {{% {_OPENS[forgotten.word]} %}}",
                    forgotten.tag.place,
                )
            del self._open[places[-1] + 1 :]
        last = self._open[-1]
        self._check_place(last.tag, tag)
        if begun:
            self._open.pop()
            # A name that is set inside a condition holds behind it too; one inside a loop does not.
            self.scope = last.outer if begun == "for" else self.scope
        elif word == "elif":
            found = self._parse(tag, f"{{% if {tag.code.removeprefix('elif')} %}}{{% endif %}}")
            if isinstance(found, nodes.If):
                self._type_of(found.test, tag, asked=True)

    def _check_place(self, begun: Tag, now: Tag) -> None:
        """A loop ends in the kind of place that it began in, and in the same cell, row or table."""
        if begun.unit != now.unit:
            self.tell(
                f"{begun.raw} and {now.raw} belong together, but one takes {_unit(begun)} and the other {_unit(now)}; "
                f"write both with the same letters behind {{%",
                now.place,
            )
        elif begun.paragraph is not None and now.paragraph is not None and "-" not in begun.raw[2] + now.raw[-3]:
            one, other = (_container(each) if each.unit in _CONTAINER else each.paragraph for each in (begun, now))
            if begun.unit in _CONTAINER:
                one, other = (each.getparent() if each is not None else None for each in (one, other))
            if one is not other:
                inside = {"p": "table cell, or in or out of one,", "tr": "table", "tc": "table row"}
                self.tell(
                    f"{now.raw} stands in another {inside.get(now.unit, 'paragraph')} than {begun.raw}, which it "
                    "belongs to" + ("" if now.unit else "; write both as {%p … %}, each in a paragraph of its own"),
                    now.place,
                )

    # ------------------------------------------------------------ expressions

    def _set(self, tag: Tag) -> None:
        found = self._parse(tag, f"{{% {tag.code} %}}")
        if isinstance(found, nodes.Assign):
            bound(found.target, self._type_of(found.node, tag), self.scope)

    def _print(self, tag: Tag) -> None:
        found = self._parse(tag, f"{{{{ {tag.code} }}}}")
        for each in found.nodes if isinstance(found, nodes.Output) else []:
            kind = plain(self._type_of(each, tag))
            if kind not in (str, int, object):
                way = "repeat it with {%p for … %}" if item_of(kind) else "ask for it with {%p if … %}"
                way = way if kind is bool or item_of(kind) else "write one of its fields"
                self.tell(
                    f"the field {written(each)} is {described(kind)} and can't be written as it is; {way}", tag.place
                )

    def _type_of(self, node: nodes.Node, tag: Tag, *, asked: bool = False) -> Type:
        """The type of an expression; what is only ``asked`` for in a condition is not in the paper for that."""
        self.reader.counts = not asked
        self.reader.tell = lambda clause: self.tell(clause, tag.place)
        try:
            return self.reader.type_of(node, self.scope)
        except RecursionError:
            self.tell(_TOO_LONG.format(shown(tag.raw)), tag.place)
            return object

    def _parse(self, tag: Tag, source: str) -> Any:  # noqa: ANN401 - one of Jinja's nodes
        """The one node of a tag; null where it is no good, once that has been told."""
        try:
            tree = self._language.read(source.translate(_MENDED))
        except TemplateSyntaxError as error:
            said = re.sub(r"\. Jinja was looking.*", "", error.message or "").rstrip(".")
            self.tell(f"{shown(tag.raw)} can't be understood: {said[:1].lower()}{said[1:]}", tag.place)
            return None
        except RecursionError:
            self.tell(_TOO_LONG.format(shown(tag.raw)), tag.place)
            return None
        return tree.body[0] if tree.body else None


def _container(tag: Tag) -> Any:  # noqa: ANN401 - an element of Word's XML
    """The paragraph, row or cell that a steering line takes out; null where there is none."""
    assert tag.paragraph is not None
    wanted = _CONTAINER[tag.unit]
    if tag.paragraph.tag == wanted:
        return tag.paragraph
    return next(tag.paragraph.iterancestors(wanted), None)


def _unit(tag: Tag) -> str:
    return f"its {_OF_WORD[tag.unit]}" if tag.unit in _OF_WORD else "nothing but itself"


def _broken(sign: str) -> str:
    match sign:
        case "w:delText":
            return "a field that was deleted with tracked changes is still there; accept the changes in Word"
        case "{{" | "{%" | "{#":
            end = {"{{": "}}", "{%": "%}", "{#": "#}"}[sign]
            return f"{sign} is not followed by {end} in the same paragraph"
    return f"{sign} ends something that has not begun in the same paragraph"
