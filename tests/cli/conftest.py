"""An archive of the example papers, and a way to call the command as a script does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers"


@dataclass(frozen=True)
class Answer:
    """What a call gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command with these words."""
    monkeypatch.delenv("SAKSGANG_CORPUS", raising=False)

    def run(*words: object) -> Answer:
        result = CliRunner().invoke(main, [str(word) for word in words], prog_name="saksgang")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the example papers; not to be written to."""
    from corpus import Archive, import_paths

    folder = tmp_path_factory.mktemp("cli") / "moetearkiv"
    report = import_paths(Archive(folder), [EXAMPLES])
    assert report.exit_code == 0, report
    return folder
