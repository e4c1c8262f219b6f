"""What the tests of the archive share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _the_disk_is_quick() -> Iterator[None]:
    """A process that ends loses nothing that it has handed to the system; waiting for the disk is for power cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield
