"""The typed marker at the start of a line: ``1.``, ``a)``, ``•``, ``-``; and the number of a heading.

What looks like a marker and is none: a date (``7. januar``, ``1.1.2027``), a clock time (``10.15 Kaffi``), an amount
(``2.500``), a counted noun (``3. kvartal``), an abbreviation (``t. d.``), a name (``A. Lund``).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

_DATA = tomllib.loads(Path(__file__).with_name("markers.toml").read_text(encoding="utf-8"))


def _words(table: str) -> str:
    """The words of a table in both written standards, as alternatives of a pattern."""
    return "|".join(re.escape(word) for word in sorted({*_DATA[table]["nn"], *_DATA[table]["nb"]}))


PRIVATE_USE: dict[str, str] = _DATA["private_use"]
"""The signs of Word's symbol fonts and the characters they show."""

_SYMBOL_FONTS = ("Symbol", "Wingdings", "Webdings")
_TIGHT = "".join(_DATA["bullets"]["tight"])
_SPACED = "".join(_DATA["bullets"]["spaced"])
_SIGNS = str.maketrans(PRIVATE_USE)
_PRIVATE = re.compile(
    f"[{re.escape(''.join(PRIVATE_USE))}]"
)  # few texts have one, and to look is faster than to change

_BULLET = re.compile(rf"([{re.escape(_TIGHT)}])\s*|([{re.escape(_SPACED)}])(?:\s+|$)")
_ROMAN = r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})"
_COUNT = rf"\d{{1,3}}|[a-zæøå]|{_ROMAN}|{_ROMAN.replace('x', 'X').replace('v', 'V').replace('i', 'I')}"
# A capital letter with a full stop is an initial (A. Lund) unless a gap follows.
_NUMBER = re.compile(
    rf"(\(({_COUNT}|[A-ZÆØÅ])\)|(\d{{1,3}}|[A-ZÆØÅ])\)|({_COUNT}|[A-ZÆØÅ](?=\.\t))[.)])(\s+|$|(?=[^\W\d_]))"
)
_DOTTED = re.compile(r"((\d{1,2}(?:\.\d{1,2}){1,3})[.)]?)\s+(?=[A-ZÆØÅ«\"“])")
_LETTER_HEADING = re.compile(r"(([A-ZÆØÅ])[.)])\s+(?=\S)")
_BARE_HEADING = re.compile(r"(([1-9]\d?))\s+(?=[A-ZÆØÅ])")

_NOT_AFTER_NUMBER = re.compile(
    rf"(?:{_words('months')})\b|(?:{'|'.join(_DATA['months']['short'])})(?:\.|\s+\d|$)|(?:{_words('joiners')})\s*\d",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?:{_words('ordinals')})\b")
_ABBREVIATION = re.compile(r"[a-zæøå]{1,4}\.")
_CONTENT = re.compile(r"[^\W_]")


class Marked(NamedTuple):
    """A line parted at its marker."""

    marker: str
    """The marker as it stands, symbol fonts' signs made readable: ``1.``, ``a)``, ``•``."""
    number: str | None
    """The marker without its closing mark where it counts; None for bullets."""
    rest: str
    """The text behind it, without white space before it; may be empty."""


def readable(text: str) -> str:
    """``text`` with the private-use signs of Word's symbol fonts as the characters they show."""
    return text.translate(_SIGNS) if _PRIVATE.search(text) else text


def in_private_use(text: str, font: str) -> str:
    """A bullet's text, a symbol font's own codes moved to where Word keeps the signs of such fonts."""
    if not font.startswith(_SYMBOL_FONTS):
        return text
    return "".join(_private(sign) for sign in text)


def _private(sign: str) -> str:
    """A font's own code, written as the letter of Windows' western code page that has it (``Ÿ`` is 0x9F)."""
    code = sign.encode("cp1252", "ignore")
    known = ord(sign) > 0xFF and sign in _TIGHT + _SPACED
    return sign if known or not code or code[0] <= 0x20 else chr(0xF000 + code[0])


def sign_of(letter: str) -> str:
    """What a symbol font shows for ``letter``; the letter itself where nobody knows (Greek ones are kept so)."""
    return PRIVATE_USE.get(_private(letter), letter) if letter else letter


def bullet_sign(text: str) -> str:
    """A bullet as it shows; a picture, or a sign that nobody knows, is a plain bullet."""
    sign = readable(text).strip()
    return "•" if not sign or any(0xE000 <= ord(part) <= 0xF8FF for part in sign) or sign == "·" else sign


def split_marker(text: str) -> Marked | None:
    """Part a typed line into its list marker and the rest; None where the line begins no list item.

    White space in front counts for nothing: the indent is the caller's to read.
    """
    line = readable(text).strip()
    return _bullet(line) or _dotted(line) or _number(line)


def split_number(text: str) -> Marked | None:
    """Part a heading into its number and its title: ``7. Title``, ``2.1 Title``, ``A. Title``, ``3 Title``.

    Only for a line that is known to be a heading: ``A. Lund`` and ``3 Kommunar`` may be running text elsewhere.
    """
    line = text.strip()
    for found in (_dotted(line), _number(line)):
        if found and found.rest:
            return found
    match = _LETTER_HEADING.match(line) or _BARE_HEADING.match(line)
    if not match or _date_or_count(line[match.end() :]):
        return None
    return Marked(match[1], match[2], line[match.end() :])


def _bullet(line: str) -> Marked | None:
    match = _BULLET.match(line)
    if not match:
        return None
    rest = line[match.end() :]
    if rest and not _CONTENT.search(rest):  # a rule of dashes
        return None
    # The middle dot is the Symbol font's bullet, written with the font's own code.
    return Marked((match[1] or match[2]).replace("·", "•"), None, rest)


def _dotted(line: str) -> Marked | None:
    """``2.1 Title`` and ``1.2.3. Title``, unless it reads as a date, a clock time or an amount."""
    match = _DOTTED.match(line)
    if not match:
        return None
    parts = match[2].split(".")
    first, second = int(parts[0]), int(parts[1])
    if any(part.startswith("0") for part in parts):
        return None
    clock = len(parts) == 2 and 6 <= first <= 24 and len(parts[1]) == 2
    date = first > 20 or (len(parts) == 3 and second <= 12 and len(parts[2]) == 2)
    if clock or date or _date_or_count(line[match.end() :]):
        return None
    return Marked(match[1], match[2], line[match.end() :])


def _number(line: str) -> Marked | None:
    match = _NUMBER.match(line)
    if not match:
        return None
    marker, rest = match[1], line[match.end() :]
    number = match[2] or match[3] or match[4]
    tight = bool(rest) and not match[5]
    sure = number.isdigit() or marker.endswith(")")
    if tight and not (sure and rest[0].isupper()):  # «f.eks.», «1.mars», «a)nna», «A.Lund»
        return None
    if marker.endswith(".") and (_date_or_count(rest) if number.isdigit() else _ABBREVIATION.match(rest)):
        return None
    return Marked(marker, number, rest)


def _date_or_count(rest: str) -> bool:
    """Whether the text behind a number makes the number a day of a month or an ordinal."""
    return bool(_NOT_AFTER_NUMBER.match(rest) or _COUNTED.match(rest))
