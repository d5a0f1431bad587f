"""Answering the question that is asked of whoever sends very much, as a reader does."""

import re

ONES = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
WORDS = (*ONES, *TEENS)
ASKED = {
    r"What is (\w+) plus (\w+)\?": lambda first, second: first + second,
    r"What is left of (\w+) without (\w+)\?": lambda first, second: first - second,
    r"(\w+) and how many more make (\w+)\?": lambda first, whole: whole - first,
}


def answer_to(text: str) -> str:
    """The answer to the question on a page, in digits."""
    for pattern, counted in ASKED.items():
        if found := re.search(pattern, text):
            return str(counted(*(WORDS.index(word.lower()) for word in found.groups())))
    raise AssertionError("no question is asked")


def answered(page: str) -> dict[str, str]:
    """The fields that answer the question on a page."""
    seal = re.search(r'name="question"[^>]*value="([^"]+)"', page)
    assert seal is not None
    return {"question": seal[1], "answer": answer_to(page)}
