"""Heavy or risky work in a child process: limited in memory and time by itself, and gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer

_HANDED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
_OF_FONTS = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "XDG_DATA_HOME", "XDG_CACHE_HOME")
"""All that a child learns of where it runs: what reads a hostile file holds no address and no secret of ours."""


_AT_ONCE = 64 * 1024
_LONGEST_LINE = 1000
"""Of what a child tells beside its answer, no more is held at once."""


@dataclass(frozen=True)
class Done:
    """How a child ended: its exit code (negative where it was ended), and what it wrote.

    `is_cut`: it wrote more than it may, and was ended for that; nothing of it is kept.
    """

    code: int
    out: bytes
    is_cut: bool = False


def carry_out(
    program: Path,
    content: bytes,
    *arguments: str,
    patience: float,
    most: int,
    heard: Callable[[str], object] = str,
    longest: int = _LONGEST_LINE,
) -> Done:
    """Run one of our programs on some bytes; `heard` is told each line that it writes beside its answer.

    A line comes in pieces of at most `longest` bytes. The child waits while a line is being heard.

    The program reads all of its input before it writes. It is ended after `patience` seconds, and as soon as it wrote
    more than `most` bytes.
    """
    child = subprocess.Popen(  # noqa: S603 (our own file, no shell)
        [sys.executable, "-I", str(program.absolute()), *arguments],
        cwd="/",
        env={name: os.environ[name] for name in (*_HANDED_ON, *_OF_FONTS) if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    answer = _Answer(child, most)
    reading = Thread(target=answer.read, daemon=True)
    ending = Timer(patience, child.kill)
    with child:
        ending.start()
        reading.start()
        _feed(child, content)
        while child.stderr and (line := child.stderr.readline(longest)):
            heard(line.decode(errors="replace").rstrip())
        reading.join()
        code = child.wait()
    ending.cancel()
    return Done(code, b"" if answer.is_cut else b"".join(answer.parts), answer.is_cut)


class _Answer:
    """What a child writes, up to what it may; one that writes on is ended."""

    def __init__(self, child: subprocess.Popen[bytes], most: int) -> None:
        self.child, self.room = child, most
        self.parts: list[bytes] = []
        self.is_cut = False

    def read(self) -> None:
        while self.child.stdout and (part := self.child.stdout.read(_AT_ONCE)):
            self.room -= len(part)
            if self.room < 0:
                self.is_cut = True
                self.child.kill()
                return
            self.parts.append(part)


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    """Give a child its input; one that ended before it read all says why by its exit code."""
    try:
        if child.stdin is not None:
            child.stdin.write(content)
            child.stdin.close()
    except BrokenPipeError:
        return
