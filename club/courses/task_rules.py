"""When the firm’s work that a task asks for is done, and what a task lacks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from club.core.refusals import Refusal
from club.core.text import N_
from club.courses.task_models import Asks

MOST_PEOPLE = 500
LONGEST_ANSWER = 20_000

INCOMPLETE = Refusal(
    "task_incomplete",
    N_("Choose the text of the library, or the kind of text, that it is about."),
    N_("Without it nobody could tell when it is done."),
)
NO_EXAM = Refusal(
    "task_without_exam",
    N_("Choose the exam that has to be passed."),
    N_("Without it nobody could tell when the lesson is done."),
)
HANDED_IN = Refusal(
    "answer_waits",
    N_("Your answer is with the instructors already."),
    N_("You can hand in another one once they have answered."),
)
GRADED = Refusal("answer_graded", N_("Somebody else has graded this answer already."))
OWN_ANSWER = Refusal(
    "own_answer",
    N_("Nobody grades their own answer."),
    N_("Somebody else who teaches the course does it, or an editor of the club."),
)

BY_TEMPLATE = frozenset({Asks.ADOPT, Asks.PASSED, Asks.SIGNED, Asks.OWN_EXAM})


@dataclass(frozen=True)
class Task:
    """What is asked: see `LessonTask`."""

    asks: Asks
    template_id: int | None = None
    kind: str = ""
    people: int = 1


@dataclass(frozen=True)
class Work:
    """What a firm has done by now: what is in force of which template and kind, who passed and signed what of which.

    Of whoever passed an exam it is known when they last handed in what was passed.
    """

    templates: Collection[int] = ()
    kinds: Collection[str] = ()
    passed: dict[int, dict[int, datetime]] = field(default_factory=dict)
    signed: dict[int, set[int]] = field(default_factory=dict)


def is_done(task: Task, work: Work, *, member: int, since: datetime | None = None) -> bool:
    """Whether what a task asks for has happened in the firm of `member`; an exam is passed by the person.

    `since` is when somebody began a course that they take anew: their own exam is passed after that.
    """
    template = task.template_id or 0
    if task.asks is Asks.ADOPT:
        return template in work.templates
    if task.asks is Asks.PUBLISH:
        return task.kind in work.kinds
    if task.asks is Asks.PASSED:
        return len(work.passed.get(template, ())) >= task.people
    if task.asks is Asks.SIGNED:
        return len(work.signed.get(template, ())) >= task.people
    last = work.passed.get(template, {}).get(member) if task.asks is Asks.OWN_EXAM else None
    return last is not None and (since is None or last >= since)


def lacks(task: Task) -> Refusal | None:
    """What a task lacks before the system can see it."""
    if task.asks in BY_TEMPLATE and task.template_id is None:
        return NO_EXAM if task.asks is Asks.OWN_EXAM else INCOMPLETE
    return INCOMPLETE if task.asks is Asks.PUBLISH and not task.kind else None
