"""A large file, kept in parts of one size as it comes in, and read from any place of it without the rest."""

import io
from dataclasses import dataclass

from club.core.files import FileStore, part_key

PART = 4 * 1024 * 1024
"""Bytes of a part: what is lost with a connection, and all that is ever held of a file."""

_READ_AHEAD = 4096


@dataclass(frozen=True)
class Kept:
    """Where a large file lies: under keys that follow from one, each part of it but the last of one size."""

    store: FileStore
    key: str
    size: int
    part_size: int

    @property
    def parts(self) -> int:
        """How many parts make it whole."""
        return -(-self.size // self.part_size)

    def put(self, offset: int, content: bytes) -> None:
        """Keep the part that begins at an offset; sent again it lies in the same place."""
        self.store.put(part_key(self.key, offset // self.part_size), content)

    def forget(self) -> None:
        """Delete whatever came of it."""
        for number in range(self.parts):
            self.store.forget(part_key(self.key, number))

    @property
    def is_there(self) -> bool:
        """Whether it can be read."""
        return self.store.has(part_key(self.key, 0))

    def opened(self) -> io.BufferedReader:
        """It as a file to be read."""
        return io.BufferedReader(_Reading(self), _READ_AHEAD)


class _Reading(io.RawIOBase):
    """A large file as any other: a reader goes where it likes, and gets what lies there."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where it is read next."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self._place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._kept.size}[whence]
        return self._place

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Read on, at most to the end of a part."""
        number, start = divmod(self._place, self._kept.part_size)
        end = min(start + len(buffer), self._kept.part_size, self._kept.size - number * self._kept.part_size)
        if end <= start:
            return 0
        found = self._kept.store.read_range(part_key(self._kept.key, number), start, end)
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)
