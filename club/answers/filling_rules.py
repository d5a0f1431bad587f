"""An answer's text as it is filled in: what is written, and what is typed each time."""

from collections.abc import Collection, Iterator

from club.documents.kinds.answers.body import Answer, Answers, Ask
from club.documents.kinds.answers.rules import QUOTED, quoted_in, wordings_of


def pieces(text: str, asked: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Cut a text at the values that are asked for: each piece, and whether it is the name of one."""
    at = 0
    for found in QUOTED.finditer(text):
        if found[1] in asked:
            yield text[at : found.start()], False
            yield found[1], True
            at = found.end()
    yield text[at:], False


def asks_of(catalogue: Answers, answer: Answer) -> list[Ask]:
    """What is asked for when an answer is used, in the order of the catalogue."""
    quoted = {name for text in wordings_of(answer) for name in quoted_in(text)}
    return [each for each in catalogue.asks if each.name in quoted]
