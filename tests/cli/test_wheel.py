"""What is installed is all that the program needs, and no more."""

from __future__ import annotations

import tomllib
from pathlib import Path

from setuptools import Distribution

ROOT = Path(__file__).parents[2]


def installed(monkeypatch) -> set[str]:
    monkeypatch.chdir(ROOT)
    distribution = Distribution({"script_name": "setup.py"})
    distribution.parse_config_files()
    command = distribution.get_command_obj("build_py")
    command.build_lib = "build"
    command.ensure_finalized()
    return {Path(path).relative_to("build").as_posix() for path in command.get_outputs(include_bytecode=False)}


def test_every_module_table_and_template_is_in_the_wheel(monkeypatch):
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    needed = {
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".toml", ".docx", ".xml", ".typed"} and not path.name.startswith((".", "~"))
    }
    assert needed <= installed(monkeypatch)


def test_tests_and_examples_are_not_in_the_wheel(monkeypatch):
    assert not [name for name in installed(monkeypatch) if name.startswith(("tests", "examples", "benchmarks", "docs"))]
