"""Words as the club's index keeps them, and how a question asks for them: Chinese by pairs of characters.

A pair is found wherever it stands and no dictionary cuts it; two characters are what people type. What a search is
narrowed by are words of the index too, with a mark before them that no written word has.
"""

import re
from collections.abc import Iterable

from club.core.chinese import CJK, plain
from club.search.rules import LONGEST_QUESTION, MOST_TERMS

MOST_FOUND = 100
PAGE = 10
SEARCHES_A_MINUTE = 240
MOST_NEAR = 3
MOST_TOPICS = 4
LONGEST_WORD_KEPT = 40
SHORTEST_BEGINNING = 2
_RUN = re.compile(f"[{CJK}]+|[^\\W_{CJK}]+")
_IS_CJK = re.compile(f"[{CJK}]")


def tokens(*texts: str) -> str:
    """The words of texts, each once, between spaces: pairs of Chinese characters, other words whole."""
    found: dict[str, None] = {}
    for run in _runs(" ".join(texts)):
        found.update(dict.fromkeys((*_pairs(run), run[-1]) if _IS_CJK.match(run) else (run[:LONGEST_WORD_KEPT],)))
    return " ".join(found)


def facets(*, club: int, kind: str, lang: str, is_public: bool, section: int | None) -> str:
    """What an entry can be narrowed by, as words."""
    found = [f"_club_{club}", f"_kind_{kind}", f"_lang_{lang}", *(["_public"] if is_public else [])]
    return " ".join(found if section is None else [*found, in_section(section)])


def in_section(section: int) -> str:
    """What stands with the words of a text that lies in a section."""
    return f"_in_{section}"


def narrowed(*, club: int, is_member: bool, kind: str = "", lang: str = "", sections: Iterable[int] = ()) -> list[str]:
    """How a search asks for what it is narrowed by."""
    asked = [f'"_club_{club}"', *([] if is_member else ['"_public"'])]
    asked += [f'"_kind_{kind}"'] if kind else []
    asked += [f'"_lang_{lang}"'] if lang else []
    within = [f'"{in_section(one)}"' for one in sections]
    return [*asked, f"({either(within)})"] if within else asked


def asked_for(question: str) -> list[str]:
    """How each word of a question is asked for: every pair of Chinese characters, other words by their beginning."""
    return _terms(question, step=1)


def asked_loosely(question: str) -> list[str]:
    """The same for a second try: a long run of Chinese falls into pairs that may stand apart."""
    return _terms(question, step=2)


def expression(parts: Iterable[str]) -> str:
    """All of these together, as the index is asked."""
    return " AND ".join(parts)


def either(parts: Iterable[str]) -> str:
    """Any of these, as the index is asked."""
    return " OR ".join(parts)


def _terms(question: str, *, step: int) -> list[str]:
    found: dict[str, None] = {}
    for run in _runs(question[:LONGEST_QUESTION]):
        if not _IS_CJK.match(run):
            found[f'"{run[:LONGEST_WORD_KEPT]}"{"*" * (len(run) >= SHORTEST_BEGINNING)}'] = None
        elif len(run) == 1:
            found[f'"{run}"*'] = None
        else:
            found.update(dict.fromkeys(f'"{pair}"' for pair in (*_pairs(run)[::step], run[-2:])))
    return list(found)[: 2 * MOST_TERMS]


def _runs(text: str) -> list[str]:
    return _RUN.findall(plain(text))


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]
