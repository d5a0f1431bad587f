"""The exam: questions on a standard, what it takes to pass, and how it is sat."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.labels import LABELS
from club.documents.kinds.exam.rules import problems
from club.documents.kinds.exam.words import facts

KIND = Kind(
    name="exam",
    label=N_("Exam"),
    shelf="exam-papers",
    is_secret=True,
    body=Exam,
    schema=1,
    problems=problems,
    labels=LABELS,
    facts=facts,
    anchors={"Section": "s-", "Question": "c-"},
    pictures=frozenset({"Question.pictures"}),
    drawn_by=frozenset({"Section.tag"}),
    is_composed=True,
    points_at={"Question.clauses": "standard"},
)
