"""BM25 as tantivy reckons it, in single precision and with lengths kept in one byte, for an engine that lacks it.

Source: tantivy's query/bm25.rs and fieldnorm/code.rs; the steps of lengths are those of Lucene's SmallFloat. Every step
is rounded to single precision as there, so that the same words in the same saker get the same rank.
"""

from __future__ import annotations

import math
import struct
from bisect import bisect_right
from functools import cache, lru_cache

K1 = struct.unpack("f", struct.pack("f", 1.2))[0]
B = 0.75
_FREE = 24  # lengths that are kept as they are, before the steps begin


def single(value: float) -> float:
    """The number in single precision."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


@cache
def lengths() -> tuple[int, ...]:
    """The 256 lengths that one byte can say: to 40 each, then in steps that grow with them."""
    return (*range(_FREE), *(_FREE + _step(code) for code in range(256 - _FREE)))


def _step(code: int) -> int:
    shift = (code >> 3) - 1
    return code & 7 if shift < 0 else ((code & 7) | 8) << shift


def length_byte(length: int) -> int:
    """The byte that says a length: that of the longest that is not longer."""
    return bisect_right(lengths(), length) - 1


def weight(saker: int, with_it: int, boost: float = 1.0) -> float:
    """What a key weighs that ``with_it`` of so many saker have."""
    ratio = single(single(saker - with_it + 0.5) / single(with_it + 0.5))
    idf = single(math.log(single(1 + ratio)))
    return single(single(idf * single(1 + K1)) * single(boost))


@lru_cache(maxsize=16)
def damping(saker: int, words: int) -> tuple[float, ...]:
    """For each byte of a length, what is added to a frequency under the line: long texts have all words more often.

    ``words`` is the length of all saker together.
    """
    average = single(single(words) / single(saker)) if saker else 0.0
    if not average:
        return (K1,) * len(lengths())
    return tuple(single(K1 * single(single(1 - B) + single(single(B * single(n)) / average))) for n in lengths())
