"""Answers kept in this process: what never changes is made once."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """So many answers, each under everything that it depends on; the one longest not asked for goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._answers: dict[Hashable, T] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under a key, made now if it is not kept."""
        with self._lock:
            if key in self._answers:
                self._answers[key] = answer = self._answers.pop(key)
                return answer
        answer = make()
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > self.most:
                del self._answers[next(iter(self._answers))]
        return answer
