"""A copy of the database and the files of one moment, with a manifest that can be held against it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from club.core import clock
from club.core.dumps import Counts, DumpError, dump_for
from club.core.files import FileStore
from config import Settings

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files"


@dataclass(frozen=True)
class Manifest:
    """What a copy holds: rows by table, and size and checksum of each of its files."""

    format: int
    made_at: str
    database: str
    rows: Counts
    files: dict[str, tuple[int, str]]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a copy; DumpError where there is none that we understand."""
        try:
            facts = json.loads((folder / MANIFEST).read_text("utf-8"))
            found = cls(**facts | {"files": {name: tuple(fact) for name, fact in facts["files"].items()}})
        except FileNotFoundError:
            raise DumpError(f"{folder} is no backup: it has no {MANIFEST}") from None
        except (ValueError, TypeError, KeyError) as error:
            raise DumpError(f"{folder / MANIFEST} is damaged: {error}") from error
        if found.format != FORMAT:
            raise DumpError(f"{folder} has format {found.format}; this program reads format {FORMAT}")
        return found


def create(settings: Settings, folder: Path) -> Manifest:
    """Write a copy into a new folder; the folder appears whole or not at all."""
    if folder.exists():
        raise DumpError(f"{folder} is there already")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    unfinished.mkdir(parents=True)
    store, dump = FileStore(settings.files_url), dump_for(settings.database_backup_url)
    # Files twice: what is deleted after the rows were read is in the first pass, what is new is in the second.
    _copy_files(store, unfinished)
    rows = dump.write(unfinished / dump.file_name)
    _copy_files(store, unfinished)
    manifest = Manifest(FORMAT, clock.now().isoformat(), dump.file_name, rows, dict(_measured(unfinished)))
    (unfinished / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    unfinished.rename(folder)
    return manifest


def verify(folder: Path) -> Manifest:
    """Hold a copy against its manifest, byte by byte and row by row; DumpError names the first difference."""
    manifest = Manifest.read(folder)
    found = dict(_measured(folder))
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            raise DumpError(f"{name} is missing")
        if manifest.files.get(name) != found[name]:
            raise DumpError(f"{name} is not what was written")
    dump = dump_for("postgresql://" if manifest.database.endswith(".pgdump") else "sqlite://")
    if dump.count(folder / manifest.database) != manifest.rows:
        raise DumpError(f"{manifest.database} does not hold the rows that were written")
    return manifest


def restore(settings: Settings, folder: Path) -> Manifest:
    """Fill an empty database and an empty store from a copy that was verified first."""
    manifest = verify(folder)
    dump, store = dump_for(settings.database_owner_url), FileStore(settings.files_url)
    if dump.file_name != manifest.database:
        raise DumpError(f"the copy holds {manifest.database}; restore it into a database of the same kind")
    if next(store.everything(), None):
        raise DumpError("there are files in the store already; restore into an empty place")
    dump.load(folder / manifest.database)
    for name in manifest.files:
        if name.startswith(f"{FILES}/"):
            store.put(name.removeprefix(f"{FILES}/"), (folder / name).read_bytes())
    return manifest


def _copy_files(store: FileStore, folder: Path) -> None:
    for key in list(store.everything()):  # listed first: a folder that grows while it is read has no end
        target = folder / FILES / key
        if target.exists():
            continue
        try:
            content = store.read(key)
        except FileNotFoundError:
            continue  # deleted since it was listed
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _measured(folder: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield path.relative_to(folder).as_posix(), (path.stat().st_size, digest)
