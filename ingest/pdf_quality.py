"""How good a PDF's text layer is, and what to tell people about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ingest.pdf_chars import Sheet
from ingest.pdf_letters import MOST_LETTERS
from model.errors import UnreadableError

_MOST_STRANGE = 0.05
"""Share of letters that no reader could know; a good text layer has none or a few signs of symbol fonts."""
_MOST_DOUBTED = 0.5
"""Share of letters on pages whose text is none; what is right on the others is read, with a warning."""
_TOO_MANY = f"more than {MOST_LETTERS} letters; the rest was not read"
_NO_TEXT = "a text layer whose letters are not those that a person sees; check what was read there"
_MOST_NAMED = 8
"""Pages that a warning names one by one."""


@dataclass(slots=True)
class Quality:
    """Counts what the pages of one file hold; a page that is noted again counts as it is noted last."""

    name: str
    unread: str | None = None
    """What hindered the reading of pictures; None where nothing did."""
    letters: dict[int, tuple[int, int]] = field(default_factory=dict)
    """How many letters each page has, and how many of them are strange."""
    pictures: set[int] = field(default_factory=set)
    """Pages without text that hold a picture."""
    doubted: set[int] = field(default_factory=set)
    """Pages whose letters are not those that a person sees on them."""
    damaged: set[int] = field(default_factory=set)
    cut: set[int] = field(default_factory=set)

    def note(self, sheet: Sheet) -> None:
        """Count one page."""
        number = sheet.number
        self.letters[number] = sheet.letters, sheet.strange
        for pages, is_so in (
            (self.damaged, sheet.damaged),
            (self.cut, sheet.cut),
            (self.pictures, sheet.pictured and not sheet.letters),
        ):
            if is_so:
                pages.add(number)
            else:
                pages.discard(number)

    def check(self) -> None:
        """Raise `UnreadableError` where the file has no text to read."""
        letters = sum(all_of for all_of, _ in self.letters.values())
        strange = sum(strange for _, strange in self.letters.values())
        unsure = sum(self.letters[number][0] for number in self.doubted)
        if letters > strange and strange <= _MOST_STRANGE * letters and unsure <= _MOST_DOUBTED * letters:
            return
        if letters and self.unread:
            raise UnreadableError(
                f"The text layer of {self.name} can't be read (its letters are not those that the pages show), and "
                f"{self.unread}."
            )
        if letters:
            raise UnreadableError(
                f"The text layer of {self.name} can't be read (its letters are not mapped to characters); "
                "export the paper again from Word, or ask for another copy."
            )
        if self.pictures and self.unread:
            raise UnreadableError(f"The pages of {self.name} are pictures without text, and {self.unread}.")
        if self.pictures:
            raise UnreadableError(
                f"The pages of {self.name} are pictures in which no text could be read; scan the paper anew, sharper."
            )
        if self.damaged:
            raise UnreadableError(f"The pages of {self.name} are damaged; fetch or export the file again.")
        raise UnreadableError(f"{self.name} holds no text; check that it is the right file.")

    def warnings(self) -> list[str]:
        """A sentence for each thing that was not read."""
        one, several = "is a picture in which no text was found", "are pictures in which no text was found"
        if self.unread:
            one = f"is a picture that was not read: {self.unread}"
            several = f"are pictures that were not read: {self.unread}"
        return [
            *_about(self.pictures, one, several),
            *_about(self.doubted, f"has {_NO_TEXT}", f"have {_NO_TEXT}"),
            *_about(self.damaged, "is damaged and was not read", "are damaged and were not read"),
            *_about(self.cut, f"has {_TOO_MANY}", f"have {_TOO_MANY}"),
        ]


def _about(pages: Collection[int], one: str, several: str) -> list[str]:
    if not pages:
        return []
    named = ", ".join(str(page) for page in sorted(pages)[:_MOST_NAMED])
    more = f" and {len(pages) - _MOST_NAMED} more" if len(pages) > _MOST_NAMED else ""
    return [f"Page {named} {one}." if len(pages) == 1 else f"Pages {named}{more} {several}."]
