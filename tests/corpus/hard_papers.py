"""Papers that are hard on who reads them: one ends the process, one never ends, one fills the memory.

The processes that read papers find modules where those that started them do. A folder put in front of that has a module
that they load early; it gives them the real one, and lets `extract.read_paper` do as a paper says.
"""

from __future__ import annotations

from pathlib import Path

_DOES_AS_TOLD = """
import importlib, os, signal, sys, time
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))
del sys.modules["psutil"]
importlib.import_module("psutil")

import extract
_read = extract.read_paper

def read_paper(document, *more):
    text = " ".join(getattr(block, "text", "") for block in document.blocks)
    if "KRASJ" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "Drepen" in text and not Path({once!r}).exists():
        Path({once!r}).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    while "HENG" in text:
        time.sleep(1)
    if "SVELL" in text:
        held = [bytearray(64_000_000) for _ in range(1_000)]
    return _read(document, *more)

extract.read_paper = read_paper
"""


def does_as_told(folder: Path) -> Path:
    """A folder to put in front of where modules are found."""
    folder.mkdir()
    code = _DOES_AS_TOLD.format(once=str(folder / "ein-gong"))
    (folder / "psutil.py").write_text(code, encoding="utf-8")
    return folder
