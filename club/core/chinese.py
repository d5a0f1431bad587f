"""Chinese as people type it: full-width and traditional marks, and how a character sounds.

The tables are loaded when they are first asked for: an installation without Chinese texts never does.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
HAN = re.compile(f"[{CJK}]")
_SOUNDS_KEPT = 2
"""A table of sounds lists the old and the rare ones last; they would only find what nobody means."""


def plain(text: str) -> str:
    """A text as it is compared: one width, small letters, simplified characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded if folded.isascii() else _simplified()(folded)


@lru_cache(10_000)
def sounds(character: str) -> tuple[str, ...]:
    """The usual syllables of a Chinese character, without tones, the most common first; none of any other."""
    if not HAN.fullmatch(character):
        return ()
    found = _table()(character)
    return tuple(found[:_SOUNDS_KEPT]) if found != [character] else ()


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _table() -> Callable[[str], list[str]]:
    from xpinyin import Pinyin

    table = Pinyin()
    return lambda character: list(table.get_pinyins(character, splitter=""))
