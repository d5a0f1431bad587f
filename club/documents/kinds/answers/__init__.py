"""The answer catalogue: problems as customers put them, each with its standard answer."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.answers.body import Answers
from club.documents.kinds.answers.labels import LABELS
from club.documents.kinds.answers.rules import leaves, problems

KIND = Kind(
    name="answers",
    label=N_("Answer catalogue"),
    shelf="answers",
    body=Answers,
    schema=1,
    problems=problems,
    leaves=leaves,
    labels=LABELS,
    pictures=frozenset({"Answer.pictures"}),
    refers={"Answer.topic": "Topic"},
    anchors={"Topic": "t-", "Answer": "p-"},
)
