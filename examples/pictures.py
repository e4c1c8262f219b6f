"""The pictures of the README, made from what `make demo` left: ``python examples/pictures.py``."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console
from rich.text import Text

RESULT = Path("demo-resultat")
TARGET = Path("docs/images")
WIDTH = 112
MEETING = "fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12"
CALLS = (["show", MEETING], ["search", "ferge"])
LOOKED_AT = Path("examples/papers/2025-09-12-protokoll-fjordlandet.pdf")
WINDOW = (1300, 900)
PAGES = (0, 3)
"""Of the innkalling: the front page, and a sak that was postponed."""


def terminal() -> str:
    """The calls and their answers as an SVG picture."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for call in CALLS:
        console.print(Text(f"$ saksgang {' '.join(call)}", style="bold cyan"))
        console.print(Text.from_ansi(answer(call)))
    drawn = console.export_svg(title="saksgang", unique_id="saksgang")
    # The picture asks no other machine for a typeface; and some viewers drop no-break spaces at the start of a text.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return drawn.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')


def answer(call: list[str]) -> str:
    """What a command prints in a terminal of that width."""
    settings = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "SAKSGANG_CORPUS": str(RESULT / "moetearkiv")}
    return subprocess.run(["saksgang", *call], env=settings, capture_output=True, text=True, check=True).stdout


def pages(pdf: Path) -> Image.Image:
    """Pages of a PDF side by side, with a thin frame."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [document[number].render(scale=1.1).to_pil() for number in PAGES]
    width, height = drawn[0].size
    both = Image.new("RGB", (width * len(drawn) + 10 * (len(drawn) + 1), height + 20), "#b0b8c0")
    for place, picture in enumerate(drawn):
        both.paste(picture, (10 + place * (width + 10), 10))
    return both.quantize(32)


def looked_at(paper: Path) -> Image.Image | None:
    """The page that `saksgang look` writes, as a browser shows it; None where Chromium is not installed."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        page, picture = Path(name, "look.html"), Path(name, "look.png")
        subprocess.run(["saksgang", "look", str(paper), "--out", str(page)], check=True, capture_output=True)
        size = ",".join(map(str, WINDOW))
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        subprocess.run(
            [browser, *options, f"--user-data-dir={name}/profile", f"--screenshot={picture}", f"--window-size={size}",
             "--hide-scrollbars", page.as_uri()], check=True, capture_output=True,
        )  # fmt: skip
        return Image.open(picture).convert("RGB").quantize(200)


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "demo.svg").write_text(terminal(), encoding="utf-8")
    pages(RESULT / "innkalling-2025-12-05.pdf").save(TARGET / "innkalling.png", optimize=True)
    if picture := looked_at(LOOKED_AT):
        picture.save(TARGET / "look.png", optimize=True)
    print(f"{TARGET}/demo.svg\n{TARGET}/innkalling.png")
