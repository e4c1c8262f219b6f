"""How good a PDF's text layer is, and what to tell people about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.pdf_chars import Sheet
from ingest.pdf_letters import MOST_LETTERS
from model.errors import UnreadableError

_MOST_STRANGE = 0.05
"""Share of letters that no reader could know; a good text layer has none or a few signs of symbol fonts."""
_TOO_MANY = f"more than {MOST_LETTERS} letters; the rest was not read"
_MOST_NAMED = 8
"""Pages that a warning names one by one."""


@dataclass(slots=True)
class Quality:
    """Counts what the pages of one file hold."""

    name: str
    letters: int = 0
    strange: int = 0
    pictures: list[int] = field(default_factory=list)
    """Pages without text that hold a picture."""
    damaged: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)

    def note(self, sheet: Sheet) -> None:
        """Count one page."""
        self.letters += sheet.letters
        self.strange += sheet.strange
        if sheet.damaged:
            self.damaged.append(sheet.number)
        if sheet.cut:
            self.cut.append(sheet.number)
        if sheet.pictured and not sheet.letters:
            self.pictures.append(sheet.number)

    def check(self) -> None:
        """Raise `UnreadableError` where the file has no text to read."""
        if self.letters > self.strange and self.strange <= _MOST_STRANGE * self.letters:
            return
        if self.letters:
            raise UnreadableError(
                f"The text layer of {self.name} can't be read (its letters are not mapped to characters); "
                "export the paper again from Word, or ask for another copy."
            )
        if self.pictures:
            raise UnreadableError(
                f"The pages of {self.name} are pictures without text, and reading scans is not built in yet; "
                "run it through a text recognition program (OCR) first."
            )
        if self.damaged:
            raise UnreadableError(f"The pages of {self.name} are damaged; fetch or export the file again.")
        raise UnreadableError(f"{self.name} holds no text; check that it is the right file.")

    def warnings(self) -> list[str]:
        """A sentence for each thing that was not read."""
        return [
            *_about(self.pictures, "is a picture that was not read", "are pictures that were not read"),
            *_about(self.damaged, "is damaged and was not read", "are damaged and were not read"),
            *_about(self.cut, f"has {_TOO_MANY}", f"have {_TOO_MANY}"),
        ]


def _about(pages: list[int], one: str, several: str) -> list[str]:
    if not pages:
        return []
    named = ", ".join(str(page) for page in pages[:_MOST_NAMED])
    more = f" and {len(pages) - _MOST_NAMED} more" if len(pages) > _MOST_NAMED else ""
    return [f"Page {named} {one}." if len(pages) == 1 else f"Pages {named}{more} {several}."]
