"""What holds for an answer catalogue: every problem findable and answered, codes unlike one another, lawful days."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from club.core.text import N_
from club.documents.body import Pair, Problem, Text
from club.documents.kinds.answers.body import Answer, Answers
from club.documents.languages import SLOT

MOST_ON_A_LEAF = 200
CODE = re.compile(r"[a-z0-9]{1,12}")
QUOTED = re.compile(r"\{([^{}\s]{1,40})\}")
"""A value in a text; unlike the name of a blank it may be in any script."""
_NAME = re.compile(r"[^{}\s]{1,40}")


def problems(catalogue: Answers) -> tuple[Problem, ...]:
    """Return what must be put right before the catalogue is published."""
    topics = {each.key for each in catalogue.topics}
    return (
        *(found for answer in catalogue.answers for found in _answer_problems(answer, topics)),
        *_quoting_problems(catalogue),
        *_code_problems(catalogue),
        *_ask_problems(catalogue),
    )


def leaves(catalogue: Answers) -> tuple[Answers, ...]:
    """Cut a long catalogue into leaves of whole topics, as far as they are no longer than a leaf themselves."""
    if len(catalogue.answers) <= MOST_ON_A_LEAF:
        return (catalogue,)
    known = {each.key for each in catalogue.topics}
    groups: dict[str, list[Answer]] = {key: [] for key in (*(each.key for each in catalogue.topics), "")}
    for each in catalogue.answers:
        groups[each.topic if each.topic in known else ""].append(each)
    cut: list[list[Answer]] = [[]]
    for group in groups.values():
        for part in (group[at : at + MOST_ON_A_LEAF] for at in range(0, len(group), MOST_ON_A_LEAF)):
            if len(cut[-1]) + len(part) > MOST_ON_A_LEAF:
                cut.append([])
            cut[-1] += part
    made = [_leaf(catalogue, answers) for answers in cut]
    return (*made[:-1], replace(made[-1], asks=catalogue.asks))


def _leaf(catalogue: Answers, answers: list[Answer]) -> Answers:
    named = {each.topic for each in answers}
    topics = tuple(each for each in catalogue.topics if each.key in named)
    return replace(catalogue, answers=tuple(answers), topics=topics, asks=())


def holds_on(answer: Answer, day: date) -> bool:
    """Whether an answer may be used on a day: festival answers begin and end."""
    return (answer.begins is None or answer.begins <= day) and (answer.ends is None or day <= answer.ends)


def _answer_problems(answer: Answer, topics: set[str]) -> Iterator[Problem]:
    at = f"answers[{answer.key}]"
    if not any(side.strip() for side in _sides(answer.text)):
        yield Problem(f"{at}.text", N_("This problem has no answer yet."))
    if answer.topic and answer.topic not in topics:
        yield Problem(f"{at}.topic", N_("This topic is not in the catalogue any more."))
    if answer.sensitive and not answer.escalate:
        yield Problem(f"{at}.escalate", N_("A sensitive problem says when and to whom it is passed on."))
    if answer.begins and answer.ends and answer.ends < answer.begins:
        yield Problem(f"{at}.ends", N_("An answer cannot end before it begins."))
    for word in _banned(answer):
        yield Problem(f"{at}.text", N_("The answer holds a word that must not be sent: %(word)s."), {"word": word})


def _code_problems(catalogue: Answers) -> Iterator[Problem]:
    times = Counter(each.code for each in catalogue.answers if each.code)
    for each in catalogue.answers:
        if each.code and not CODE.fullmatch(each.code):
            yield Problem(f"answers[{each.key}].code", N_("A code has 1 to 12 small letters and digits."))
        if times[each.code] > 1:
            yield Problem(f"answers[{each.key}].code", N_("Another answer has the code %(code)s."), {"code": each.code})


def _ask_problems(catalogue: Answers) -> Iterator[Problem]:
    quoted = {name for answer in catalogue.answers for text in wordings_of(answer) for name in quoted_in(text)}
    taken = {each.key for each in catalogue.blanks}
    times = Counter(each.name for each in catalogue.asks)
    for each in catalogue.asks:
        at, named = f"asks[{each.key}].name", {"name": each.name}
        if not _NAME.fullmatch(each.name):
            yield Problem(at, N_("A name in braces has 1 to 40 letters or digits, without spaces."))
        elif times[each.name] > 1 or each.name in taken:
            yield Problem(at, N_("The name %(name)s is used twice."), named)
        elif each.name not in quoted:
            yield Problem(at, N_("No answer quotes this value: %(name)s."), named)


def _quoting_problems(catalogue: Answers) -> Iterator[Problem]:
    """Names in other scripts, of which the rules for blanks know nothing."""
    for answer in catalogue.answers:
        named = {name for text in wordings_of(answer) for name in quoted_in(text) if not SLOT.fullmatch(f"{{{name}}}")}
        for name in sorted(named - catalogue.asked):
            message = N_("The answer quotes a value that nobody is asked for: %(name)s.")
            yield Problem(f"answers[{answer.key}].text", message, {"name": name})


def wordings_of(answer: Answer) -> tuple[Text, ...]:
    """The texts of an answer that are sent to customers: the standard one, then its variants."""
    return (answer.text, *(each.text for each in answer.variants))


def _banned(answer: Answer) -> Iterator[str]:
    sent = [side.casefold() for text in wordings_of(answer) for side in _sides(text)]
    for word in answer.words:
        yield from (side for side in _sides(word) if side and any(side.casefold() in text for text in sent))


def quoted_in(text: Text) -> list[str]:
    """The names in braces of a text, in the order in which they stand."""
    return [name for side in _sides(text) for name in QUOTED.findall(side)]


def _sides(text: Text) -> tuple[str, ...]:
    return (text.en, text.zh) if isinstance(text, Pair) else (text,)
