"""Heavy or risky work in a child process: limited in memory and time by itself, and gone afterwards."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer


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
        [sys.executable, "-I", str(program), *arguments],
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
