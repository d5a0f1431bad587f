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


@dataclass(frozen=True)
class Done:
    """How a child ended: its exit code (negative where it was ended), and what it wrote."""

    code: int
    out: bytes


def carry_out(
    program: Path,
    content: bytes,
    *arguments: str,
    patience: float,
    heard: Callable[[str], object] = str,
) -> Done:
    """Run one of our programs on some bytes; `heard` is told each line that it writes beside its answer.

    The program reads all of its input before it writes, and is ended after `patience` seconds.
    """
    child = subprocess.Popen(  # noqa: S603 (our own file, no shell)
        [sys.executable, "-I", str(program.absolute()), *arguments],
        cwd="/",
        env={name: os.environ[name] for name in (*_HANDED_ON, *_OF_FONTS) if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    answer: list[bytes] = []
    reading = Thread(target=lambda: answer.append(child.stdout.read()), daemon=True)  # type: ignore[union-attr]
    ending = Timer(patience, child.kill)
    with child:
        ending.start()
        reading.start()
        _feed(child, content)
        for line in child.stderr or ():
            heard(line.decode(errors="replace").rstrip())
        reading.join()
        code = child.wait()
    ending.cancel()
    return Done(code, b"".join(answer))


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    """Give a child its input; one that ended before it read all says why by its exit code."""
    try:
        if child.stdin is not None:
            child.stdin.write(content)
            child.stdin.close()
    except BrokenPipeError:
        return
