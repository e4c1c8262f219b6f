"""The few kinds of failure Saksgang has, under one base.

Every message is one sentence for a person: which file, what is wrong, what to do. Only the command line
catches them; each class carries the exit status that the command then ends with.
"""

from __future__ import annotations


class SaksgangError(Exception):
    """Base of all our own failures; ``exit_code`` is the status the command ends with."""

    exit_code = 2


class UnreadableError(SaksgangError):
    """A file that can't be read as a paper; the rest of a batch goes on (exit status 1)."""

    exit_code = 1


class ArchiveError(SaksgangError):
    """The archive itself is damaged, locked, or has no such record."""


class TemplateError(SaksgangError):
    """A template can't be filled in."""


class UsageError(SaksgangError):
    """The call itself is wrong: an unknown id, a date that is none, a file that is in the way."""
