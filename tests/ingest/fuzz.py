"""Papers changed at random: each is read or told of, never more.

    python -m tests.ingest.fuzz --seconds 600 [--seed 1]      a longer run; keeps what fails beside it

A crash of the process itself, or a hang, is seen by who runs it: the input is written before it is read.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import random
import tempfile
import time
import zipfile
from pathlib import Path

from ingest import read_bytes
from model.errors import UnreadableError
from tests.ingest.make_pdf import LEFT, Page, make_pdf
from tests.ingest.slide_files import CONTENT, Deck
from tests.ingest.word_files import docx, p, packed

SECONDS = 10
"""That one file may take."""
_VALUES = (b"-1", b"0", b"99999999999", b"", b"x", b"nan", b"\xc3\xa5", b"../../x")


def papers() -> dict[str, bytes]:
    """A small sound paper of each kind, by a name."""
    page = Page()
    page.text(LEFT, 100, "Sak 1/25 Budsjett", 15, "bold")
    page.paragraph(130, "Rådet godkjenner budsjettet og ber om ei ny sak i haust. " * 3)
    page.grid([LEFT, 200, 330], [220, 240, 260])
    page.row(234, (LEFT + 5, "Tiltak"), (205, "Frist"))
    deck = Deck()
    deck.slide(CONTENT, "Status", ["Barnehage", "Skule"])
    table = f"<w:tbl><w:tr><w:tc>{p('Tiltak')}</w:tc><w:tc>{p('Frist')}</w:tc></w:tr></w:tbl>"
    word = docx(p("1. Rådet godkjenner budsjettet.") + table)
    web = "<html><body><h1>Sak 1</h1><ul><li>Rådet vedtek</li></ul><table><tr><td>A<td>B</table></body></html>"
    mail = b"From: a@b.no\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHei\n--x--\n"
    return {
        "papir.pdf": make_pdf(page, Page()),
        "papir.docx": word,
        "papir.pptx": deck.data(),
        "papir.html": web.encode(),
        "papir.md": "# Sak 1\n\n- Rådet vedtek\n\n| a | b |\n|---|---|\n| c | d |\n".encode(),
        "papir.txt": "Sak 1\n=====\n\n1. Rådet vedtek å halde fram.\n".encode(),
        "papir.eml": mail,
        "papir.zip": packed({"a.docx": word}),
    }


def changed(data: bytes, chance: random.Random) -> bytes:
    """The file with a few changes; inside the parts of a zip file as often as in its bytes."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _in_parts(data, chance)
    return _bytes(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(out) + 1)
        match chance.randrange(5):
            case 0:
                out[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[place : place + chance.randint(1, 200)]
            case 2:
                start = chance.randrange(len(out) + 1)
                out[place:place] = out[start : start + chance.randint(1, 200)]
            case 3:
                del out[place:]
            case _:
                out[place : place + chance.randint(0, 9)] = chance.choice(_VALUES)
        if not out:
            out += b"%"
    return bytes(out)


def _in_parts(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    part = parts[name]
    match chance.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = _bytes(part, chance) if part else b"<"
        case 2:  # another value
            places = [at for at in range(len(part)) if part[at : at + 2] == b'="']
            if places:
                at = chance.choice(places) + 2
                end = part.find(b'"', at)
                parts[name] = part[:at] + chance.choice(_VALUES) + part[end:]
        case _:  # an element twice, or its end gone
            places = [at for at in range(len(part)) if part[at : at + 1] == b"<"]
            if places:
                at = chance.choice(places)
                end = part.find(b">", at) + 1
                parts[name] = part[:at] + part[at:end] * chance.choice((0, 2)) + part[end:]
    return packed(parts)


def fault(name: str, data: bytes) -> str | None:
    """What went wrong with a file that should be read or told of; None where nothing did."""
    start = time.monotonic()
    try:
        read_bytes(data, name, ocr="never")
    except UnreadableError as error:
        if "\n" in str(error) or not str(error).strip():
            return f"no sentence: {error!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    taken = time.monotonic() - start
    return f"took {taken:.0f} seconds" if taken > SECONDS else None


def main() -> None:
    """Change and read until the time is over; print and keep what fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, sound = random.Random(asked.seed), papers()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    until, count, faults = time.monotonic() + asked.seconds, 0, 0
    while time.monotonic() < until:
        name = chance.choice(sorted(sound))
        data = changed(sound[name], chance)
        kept = folder / f"{count}-{name}"
        kept.write_bytes(data)
        faulthandler.dump_traceback_later(6 * SECONDS, exit=True)
        wrong = fault(name, data)
        faulthandler.cancel_dump_traceback_later()
        count += 1
        if wrong:
            faults += 1
            print(f"{kept}: {wrong}", flush=True)
        else:
            kept.unlink()
    print(f"{count} files, {faults} faults")


if __name__ == "__main__":
    main()
