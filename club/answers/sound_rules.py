"""Letters as the sounds of Chinese characters: first letters, whole syllables, or both in turn."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from club.core.chinese import sounds

SHORTEST, LONGEST, LONGEST_SYLLABLE, MOST_READINGS = 2, 24, 6, 24
_LETTERS = re.compile(r"[a-z]+")
_INITIALS = frozenset("bpmfdtnlgkhjqxrzcsyw") | {"zh", "ch", "sh"}


class Syllables:
    """The characters of some texts by how they sound."""

    def __init__(self, text: str) -> None:
        by_start: dict[str, list[str]] = defaultdict(list)
        whole = set()
        for character in sorted(set(text)):
            for syllable in sounds(character):
                whole.add(syllable)
                for length in range(1, len(syllable) + 1):
                    if character not in by_start[syllable[:length]]:
                        by_start[syllable[:length]].append(character)
        self._classes = {start: f"[{''.join(characters)}]" for start, characters in by_start.items()}
        self._whole = frozenset(whole) | _INITIALS

    def patterns(self, word: str) -> list[str]:
        """Expressions for what a word may sound like; of a word with Chinese in it the letters are sounds."""
        if not SHORTEST <= len(word) <= LONGEST or word.isdigit() or not _LETTERS.search(word):
            return []
        pieces = re.findall(r"[a-z]+|[^a-z]+", word)
        if len(pieces) > 1 and word.isascii():
            return []
        choices = [self._one_of(piece) if _LETTERS.match(piece) else re.escape(piece) for piece in pieces]
        return ["".join(choices)] if all(choices) else []

    def _one_of(self, letters: str) -> str:
        readings = list(islice(self._readings(letters, set()), MOST_READINGS))
        return f"(?:{'|'.join(readings)})" if readings else ""

    def _readings(self, letters: str, dead: set[str]) -> Iterator[str]:
        """Each way to cut letters into syllables and first letters; the last may be a syllable begun.

        `dead` are the ends that cannot be cut, so that none is tried twice.
        """
        is_read = letters in self._classes
        if is_read:
            yield self._classes[letters]
        for length in range(min(len(letters) - 1, LONGEST_SYLLABLE), 0, -1):
            start, rest = letters[:length], letters[length:]
            if rest in dead or start not in self._classes or start not in self._whole:
                continue
            for after in self._readings(rest, dead):
                is_read = True
                yield self._classes[start] + after
        if not is_read:
            dead.add(letters)
