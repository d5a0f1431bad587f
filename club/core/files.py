"""The one door to stored bytes: admitted by content, kept under random names outside any web root."""

import errno
import os
import re
import secrets
from base64 import b32encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from club.core.file_types import FileType, display_name, file_type
from club.core.pictures import reencoded
from club.core.refusals import Refusal

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

PENDING = "pending/"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_KEY = re.compile(r"(pending/)?[a-z0-9-]{1,80}/[0-9]{2}/[a-z2-7]{16}")
Found = TypeVar("Found")
_REF_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True)
class Admitted:
    """An upload fit to be kept: its bytes (pictures made new), its type, the name to show."""

    content: bytes
    kind: FileType
    name: str


def admit(content: bytes, name: str) -> Admitted | Refusal:
    """Check an upload by its content; pictures come back as bare JPEG, PDFs as they are."""
    kind = file_type(content, name)
    if isinstance(kind, Refusal):
        return kind
    shown = display_name(name)
    if not kind.is_image:
        return Admitted(content, kind, shown)
    fresh = reencoded(content, shown)
    return fresh if isinstance(fresh, Refusal) else Admitted(fresh, FileType.JPEG, shown)


def new_key(club: str, today: date) -> str:
    """Where new bytes go: `<club>/<yy>/<random>`."""
    ref = "".join(secrets.choice(_REF_ALPHABET) for _ in range(16))
    return f"{club}/{today:%y}/{ref}"


def part_key(key: str, number: int) -> str:
    """Where a part of a large file lies: as random as the key that it follows from."""
    folder, _slash, ref = _checked(key).rpartition("/")
    return f"{folder}/{b32encode(sha256(f'{ref}:{number}'.encode()).digest())[:16].decode().lower()}"


def settled(key: str) -> str:
    """The key under which pending bytes stand once they are settled."""
    return _checked(key).removeprefix(PENDING)


class NoRoomError(OSError):
    """The disk of the store is full; the edge answers that it is busy."""


class FileStore:
    """Bytes by key, in a folder or in an S3-compatible bucket, as FILES_URL says."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _store(self) -> "LocalStore | S3Store":
        from obstore.store import LocalStore, S3Store

        if self._url.startswith("s3://"):
            return S3Store.from_url(self._url)
        return LocalStore(Path(self._url.removeprefix("file://")).resolve(), mkdir=True)

    def keep(self, content: bytes, *, club: str, today: date, is_pending: bool = False) -> str:
        """Store bytes under a new random key, and answer with the key; pending ones are settled or swept.

        NoRoomError where the disk is full; then nothing is kept.
        """
        key = (PENDING if is_pending else "") + new_key(club, today)
        self._put(key, content)
        return key

    def _put(self, key: str, content: bytes) -> None:
        from obstore.exceptions import GenericError

        try:
            self._store.put(key, content)
        except GenericError as error:  # it tells the system's number in its words only
            if any(f"(os error {number})" in str(error) for number in _NO_ROOM):
                raise NoRoomError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise

    def settle(self, key: str) -> None:
        """Keep pending bytes for good under their settled key; done again it changes nothing.

        Whoever names the key writes its row first and settles once that is committed.
        """
        try:
            self._store.rename(PENDING + _checked(key), key)
        except FileNotFoundError:
            if not self.has(key):
                raise

    def left_pending(self, club: str, *, before: datetime) -> list[str]:
        """The keys of a club's bytes that were left pending before a moment."""
        pages = self._store.list(prefix=PENDING + club)
        return [meta["path"] for page in pages for meta in page if meta["last_modified"] < before]

    def has(self, key: str) -> bool:
        """Whether `read` finds bytes under a key."""
        try:
            return bool(self._either(self._store.head, key))
        except FileNotFoundError:
            return False

    def read(self, key: str) -> bytes:
        """The bytes under a key, settled or about to be; FileNotFoundError when there are none."""
        return bytes(self._either(self._store.get, key).bytes())

    def read_range(self, key: str, start: int, end: int) -> bytes:
        """Some of the bytes under a settled key; FileNotFoundError when there are none."""
        return bytes(self._store.get_range(_checked(key), start=start, end=end))

    @staticmethod
    def _either(look: Callable[[str], Found], key: str) -> Found:
        try:
            return look(_checked(key))
        except FileNotFoundError:
            if key.startswith(PENDING):
                raise
            return look(PENDING + key)

    def forget(self, key: str) -> None:
        """Delete the bytes; nothing happens when there are none."""
        try:
            self._store.delete(_checked(key))
        except FileNotFoundError:
            return

    def put(self, key: str, content: bytes) -> None:
        """Store bytes under a key that is known: a restored copy, a part that follows from its file's.

        NoRoomError where the disk is full.
        """
        self._put(_checked(key), content)

    def everything(self) -> Iterator[str]:
        """Every key of every club."""
        for page in self._store.list():
            yield from (meta["path"] for meta in page)

    def keys(self, club: str) -> Iterator[str]:
        """Every key of a club, for the sweep that removes bytes without a row."""
        for page in self._store.list(prefix=club):
            yield from (meta["path"] for meta in page)


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("not a key of this store")
    return key
