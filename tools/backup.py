"""Backup and restore: the database and both storages together, the notes' keys always apart.

A backup is a folder: `database.sql` (PostgreSQL) or `database.sqlite3`, `private/`, `editions/` and
`manifest.json`, which names every file with its SHA-256 so that a damaged copy is found before it
replaces anything. The keys of confidential notes are never in it: a note destroyed with its key
must not come back with last month's backup.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from . import environment
from .databases import database_of
from .places import PYTHON, ROOT, Stop, say

FOLDERS = {"default": "private", "editions": "editions"}


class Site:
    """Where this installation keeps everything, as Django says."""

    def __init__(self) -> None:
        environment.provide()
        asked = [str(PYTHON), "-m", "tools.facts"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(f"the settings could not be read:\n{done.stderr.strip()}")
        facts = json.loads(done.stdout)
        self.database = database_of(facts["database"])
        self.keys = Path(facts["keys"])
        self.storages = {FOLDERS[name]: place and Path(place) for name, place in facts["storages"].items()}
        for name, place in self.storages.items():
            if place and self.keys.resolve().is_relative_to(place.resolve()):
                raise Stop(f"KEY_DIR lies inside the {name} storage, so keys would get into the backup; move it out.")


def _target(arguments: list[str], command: str) -> Path:
    parser = argparse.ArgumentParser(prog=f"./peer {command}")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args(arguments).folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not empty; name a new folder, so that no earlier backup is lost.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def backup(arguments: list[str]) -> int:
    """Copy database, then files, into a new folder: a file added in between does no harm."""
    os.umask(0o077)
    site, folder = Site(), _target(arguments, "backup")
    site.database.dump(folder / site.database.file)
    for name, place in site.storages.items():
        if place is None:
            say(f"Not copied: the {name} storage is not a folder here; its own provider must back it up.")
        elif place.exists():
            shutil.copytree(place, folder / name)
        else:
            (folder / name).mkdir()
    manifest = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "files": hashes(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    say(f"{len(manifest['files'])} files in {folder}. The notes' keys are apart: ./peer backup-keys")
    return 0


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder but the manifest, by its name from there."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(path.relative_to(folder)): _sha256(path) for path in found}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(arguments: list[str]) -> int:
    """Bring a backup back. What is here already is replaced only when asked in so many words."""
    parser = argparse.ArgumentParser(prog="./peer restore")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--replace", action="store_true", help="replace the database and files that are here")
    asked = parser.parse_args(arguments)
    os.umask(0o077)
    site, folder = Site(), asked.folder.resolve()
    _must_be_whole(folder)
    if not (folder / site.database.file).exists():
        raise Stop(f"this backup was made on another kind of database: it has no {site.database.file}.")
    if not asked.replace:
        _must_be_empty(site)
    site.database.load(folder / site.database.file)
    for name, place in site.storages.items():
        if place and (folder / name).exists():
            _swap(folder / name, place)
    say("Restored. Put the notes' keys back into KEY_DIR if they were lost too, then start the site.")
    return 0


def _must_be_whole(folder: Path) -> None:
    try:
        wanted = json.loads((folder / "manifest.json").read_text())["files"]
    except (OSError, ValueError, KeyError):
        raise Stop(f"{folder} is not a backup: it has no readable manifest.json.") from None
    found = hashes(folder)
    wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    if wrong:
        raise Stop(f"this backup is damaged, so nothing was touched: {', '.join(wrong[:5])}.")


def _must_be_empty(site: Site) -> None:
    if site.database.has_tables():
        raise Stop("the database here is not empty; add --replace to put the backup in its place.")
    for name, place in site.storages.items():
        if place and any(found.is_file() for found in place.rglob("*")):
            raise Stop(f"the {name} storage here is not empty; add --replace to put the backup in its place.")


def _swap(copy: Path, place: Path) -> None:
    """Copy beside the old folder first, so that a full disk leaves the old one whole."""
    coming, going = place.with_name(place.name + ".coming"), place.with_name(place.name + ".going")
    for left in (coming, going):
        shutil.rmtree(left, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(copy, coming)
    if place.exists():
        place.rename(going)
    coming.rename(place)
    shutil.rmtree(going, ignore_errors=True)


def backup_keys(arguments: list[str]) -> int:
    """Copy KEY_DIR alone. Whoever holds it and MASTER_KEY can read notes: seven days at most."""
    os.umask(0o077)
    site, folder = Site(), _target(arguments, "backup-keys")
    if not site.keys.exists():
        raise Stop(f"there are no keys yet: {site.keys} does not exist.")
    shutil.copytree(site.keys, folder, dirs_exist_ok=True)
    say(f"Keys copied to {folder}, wrapped by MASTER_KEY, which is not there. Delete it within seven days.")
    return 0
