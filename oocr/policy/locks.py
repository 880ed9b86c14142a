"""Packs that have been in force are never edited: `packs/LOCKED` holds the hash of each.

A line is the name of a file and its SHA-256. The next date gets a new file.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from oocr.policy.pack import Pack

NAME = "LOCKED"


def locked(folder: Path) -> dict[str, str]:
    """The hash of every locked file, by its name."""
    path = folder / NAME
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: hash for name, _, hash in (line.partition(" ") for line in lines)}


def broken(locks: Mapping[str, str], folder: Path) -> list[str]:
    """The locked files that have changed or are gone, each with what is wrong."""
    found = []
    for name, hash in sorted(locks.items()):
        path = folder / name
        if not path.exists():
            found.append(f"{name} has been in force and is gone. Bring it back.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != hash:
            found.append(f"{name} has been in force and has changed. Undo that; a new date gets a new file.")
    return found


def to_lock(packs: Iterable[Pack], locks: Mapping[str, str], on: date) -> list[Pack]:
    """The packs that have come into force by that day and are not locked yet."""
    return [pack for pack in packs if pack.in_force_from <= on and file_of(pack) not in locks]


def with_locks(locks: Mapping[str, str], packs: Iterable[Pack]) -> str:
    """The text of the file of locks with these packs added."""
    every = {**locks, **{file_of(pack): pack.hash for pack in packs}}
    return "".join(f"{name} {hash}\n" for name, hash in sorted(every.items()))


def file_of(pack: Pack) -> str:
    """The name of a pack's file."""
    return f"{pack.mark.named}.toml"
