"""The words of ``export_words.toml``: what an export says beside the text of a paper."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.moete import Maalform


@cache
def words(maalform: Maalform) -> dict[str, str]:
    """The words of a written standard."""
    text = (resources.files("corpus") / "export_words.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables[maalform]
