"""Papers that lie elsewhere than on this machine's disk: any place that fsspec reaches, named by a URL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from model.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def is_url(place: Path | str) -> bool:
    """Whether this names a place for fsspec, such as ``s3://bucket/papers``, and no path on the disk."""
    return "://" in str(place)


def find_files(url: str) -> tuple[list[str], bool]:
    """The files at the place, by name, and whether it is one file; raises `UsageError` where it can't be reached."""
    system, path = open_place(url)
    try:
        if system.isfile(path):
            return [url], True
        if not system.isdir(path):
            raise UsageError(f"There is nothing at {shown(url)}; check the address.")
        return [system.unstrip_protocol(one) for one in sorted(system.find(path))], False
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(f"{shown(url)} can't be looked into ({error}).") from error


def read_url(url: str, name: str, most: int) -> bytes:
    """The bytes of the file; raises `UnreadableError` where it can't be read or has more than ``most``."""
    system, path = open_place(url)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(most + 1)
    except Exception as error:  # each kind of place has its own
        raise UnreadableError(f"{name} could not be read from {shown(url)} ({error}); try again later.") from error
    if len(data) > most:
        raise UnreadableError(f"{name} is larger than {most // 1024 // 1024} MB; split it.")
    return data


def shown(url: str) -> str:
    """The address without a password that may stand in it."""
    scheme, _, rest = url.partition("://")
    head, at, tail = rest.partition("@")
    return f"{scheme}://{tail if at and '/' not in head else rest}"


def steps(url: str) -> Iterator[str]:
    """The names of the folders and the file on the way from the place's root."""
    yield from (part for part in url.partition("://")[2].split("/") if part)


def open_place(url: str) -> tuple[Any, str]:
    """The file system of fsspec's that the URL names, and the path on it; raises `UsageError` where there is none."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError("Papers elsewhere are read with fsspec: pip install 'saksgang[dask]'.") from error
    try:
        system, path = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise UsageError(f"{shown(url)} can't be reached ({error}).") from error
    return system, path
