"""A catalogue as quick phrases: what chat tools take, a line for each text that is sent."""

from collections.abc import Iterator
from datetime import date

from club.core.text import N_
from club.documents.kinds.answers.body import Answers
from club.documents.kinds.answers.rules import holds_on

HEADINGS = (N_("Group"), N_("Short code"), N_("Problem"), N_("Text"))


def phrases(catalogue: Answers, day: date) -> Iterator[tuple[str, str, str, str]]:
    """Return group, code, problem and text of every answer that holds on a day, each variant on a line of its own."""
    topics = {each.key: str(each.title) for each in catalogue.topics}
    for answer in catalogue.answers:
        if holds_on(answer, day):
            group, title = topics.get(answer.topic, ""), str(answer.title)
            yield group, answer.code, title, str(answer.text)
            yield from ((group, "", f"{title}: {other.when}", str(other.text)) for other in answer.variants)
