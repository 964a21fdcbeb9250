"""What is left in KEY_DIR of a destroyed key: a small file that says so and outlives any backup of the database.

It is written before the key goes and never removed with it. While it lies there no key of that challenge is read,
made or brought back, so a database from before the destruction holds nothing that can be read, and the nightly run
finds the rows that came back with it.
"""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from cycles.models import Challenge

SUFFIX = ".destroyed"


def tomb_path(challenge: Challenge) -> Path:
    """Return where it is said that a challenge's key was destroyed."""
    return Path(settings.KEY_DIR) / f"{challenge.ref}{SUFFIX}"


def is_buried(challenge: Challenge) -> bool:
    """Say whether a challenge's key was destroyed, whatever the database says."""
    return tomb_path(challenge).exists()


def bury(challenge: Challenge, said: dict) -> None:
    """Write down for good that a challenge's key is destroyed; what is already written stays."""
    path = tomb_path(challenge)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        draft.unlink()
    else:
        draft.rename(path)
    keep_folder(path.parent)


def said_at(challenge: Challenge) -> dict:
    """Return what was written when the key was destroyed, or nothing."""
    try:
        return json.loads(tomb_path(challenge).read_text())
    except FileNotFoundError:
        return {}


def buried() -> Iterator[str]:
    """Yield the refs of the challenges whose keys were destroyed."""
    for path in sorted(Path(settings.KEY_DIR).glob(f"*{SUFFIX}")):
        yield path.name.removesuffix(SUFFIX)


def keep_folder(folder: Path) -> None:
    """Have the disk keep what was written to, or removed from, a folder."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
