"""Floor 2: bytes to `Document`. Reads PDF and Word files as a careful person sees them; knows nothing of saker.

Papers are taken for hostile: everything is bounded, nothing outside the file is ever fetched, and a file that can't
be read gives one sentence, an `UnreadableError`.
"""

from ingest.front import read
from ingest.ocr import OcrMode

__all__ = ["OcrMode", "read"]
