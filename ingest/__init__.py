"""Floor 2: bytes to `Document`. Reads papers of all formats as a careful person sees them; knows nothing of saker.

Papers are taken for hostile: everything is bounded, nothing outside the file is ever fetched, and a file that can't
be read gives one sentence, an `UnreadableError`. `read` reads a file; `unpack` gives the papers in a mail or a zip
file, each for `read_bytes`.
"""

from ingest.containers import Missed, Paper, unpack, unpack_bytes
from ingest.front import read, read_bytes
from ingest.ocr import OcrMode

__all__ = ["Missed", "OcrMode", "Paper", "read", "read_bytes", "unpack", "unpack_bytes"]
