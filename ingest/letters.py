"""The letters of a text file that does not say how they are written.

Unicode by its mark or its form; else one of the ways that Norwegian offices have written æ, ø and å since the eighties,
by which of them gives Norwegian letters; else what charset-normalizer finds.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024  # bytes that are looked at to tell how a text is written
_MOST_CONTROLS = 0.002  # share of control characters in what is still text

# Windows, Macintosh and DOS, most likely first; latin-1 is what Windows' way is for all letters.
_OLD = ("cp1252", "mac_roman", "cp865", "cp850")
_NORWEGIAN = re.compile(r"(?<=[a-zæøåA-ZÆØÅ ])[æøåÆØÅ](?=[a-zæøåA-ZÆØÅ ,.])|[«»–§’”“…é•°½]")
_ENOUGH = 0.5  # share of the letters beyond ASCII that are such as Norwegian papers have

# The old seven-bit alphabet (ISO 646-NO) has Norwegian letters where others have brackets.
_SEVEN_BIT = str.maketrans("[\\]{|}", "ÆØÅæøå")
_IN_WORD = re.compile(r"(?<![^\s(\"A-Za-z{|}])[A-Za-z]{0,40}[{|}](?:[a-z{|}]{1,40}|(?=[\s.,]))|[\[\\\]](?=[a-z])")
_BRACKETS = re.compile(r"[\[\\\]{|}]")
_FEWEST_SEVEN_BIT = 3
_ALL_IN_WORDS = 0.9  # share of the brackets that stand where a letter would


def decode(data: bytes) -> str | None:
    """The text that the bytes write, line ends as line feeds; None where they are no text."""
    text = _decoded(data)
    if text is None or _is_noise(text[:_SAMPLE]):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(data: bytes) -> str | None:
    for mark, code in _MARKS:
        if data.startswith(mark):
            return data.decode(code, "replace")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        # A file that was cut off within its last letter is still UTF-8.
        if failure.start >= len(data) - 3 and failure.start > 3:
            return data[: failure.start].decode("utf-8")
        return None if b"\0" in data[:_SAMPLE] else _one_byte(data)
    return _seven_bit(text) if text.isascii() else text


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte is zero, as all letters of a Norwegian text are low."""
    half = len(sample) // 2
    if half < 2:
        return None
    low, high = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if high > 0.8 and low < 0.1:
        return "utf-16-le"
    return "utf-16-be" if low > 0.8 and high < 0.1 else None


def _one_byte(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    beyond = sum(byte >= 0x80 for byte in sample)
    scores = {code: len(_NORWEGIAN.findall(sample.decode(code, "replace"))) for code in _OLD}
    best = max(_OLD, key=lambda code: scores[code])
    if scores[best] >= _ENOUGH * beyond:
        return data.decode(best, "replace")
    from charset_normalizer import from_bytes

    found = from_bytes(sample).best()
    return data.decode(found.encoding, "replace") if found else None


def _seven_bit(text: str) -> str:
    """``text`` with brackets as the letters that the seven-bit alphabet has there, where they stand in words."""
    sample = text[:_SAMPLE]
    brackets = len(_BRACKETS.findall(sample))
    if brackets < _FEWEST_SEVEN_BIT:
        return text
    in_words = [sign for found in _IN_WORD.finditer(sample) for sign in _BRACKETS.findall(found[0])]
    # Two of the small letters at least: pipes alone are a table, a backslash is a folder.
    small = len({"{", "|", "}"} & set(in_words)) >= 2
    return text.translate(_SEVEN_BIT) if small and len(in_words) >= _ALL_IN_WORDS * brackets else text


def _is_noise(text: str) -> bool:
    """Whether there are more control characters, or letters that could not be told, than any text has."""
    odd = sum((ord(char) < 32 and char not in "\t\n\r\f\x1a\x0b") or char == "\ufffd" for char in text)
    return odd > _MOST_CONTROLS * len(text) + 1
