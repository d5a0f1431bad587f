"""Answers kept in this process: what never changes is made once."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """So many answers, each under everything that it depends on; the one longest not asked for goes first.

    Where answers differ much in size, `weigh` tells how many one counts for.
    """

    def __init__(self, most: int, weigh: Callable[[T], int] = lambda _answer: 1) -> None:
        self.most = most
        self._weigh = weigh
        self._weight = 0
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
            self._let_go(key)
            self._answers[key] = answer
            self._weight += self._weigh(answer)
            while self._weight > self.most and len(self._answers) > 1:
                self._let_go(next(iter(self._answers)))
        return answer

    def _let_go(self, key: Hashable) -> None:
        if key in self._answers:
            self._weight -= self._weigh(self._answers.pop(key))
