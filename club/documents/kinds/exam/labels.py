"""What people call the fields of an exam."""

from club.core.text import N_
from club.documents.labels import COMMON

LABELS: dict[str, str] = {
    **COMMON,
    "pass_percent": N_("Passed from, percent"),
    "minutes": N_("Minutes; empty for no limit"),
    "attempts": N_("How many attempts; empty for no limit"),
    "waits": N_("Days to wait after each failed attempt"),
    "Wait.days": N_("Days"),
    "shuffles": N_("Questions and answers in a new order each time"),
    "practice": N_("People may practise before they sit it"),
    "sections": N_("Parts of the exam"),
    "Section.title": N_("Heading"),
    "Section.pass_percent": N_("Own pass mark, percent; empty for none"),
    "Section.draws": N_("How many questions are drawn; empty for all"),
    "Section.questions": N_("Questions of this part"),
    "Question.sort": N_("Sort of question"),
    "Question.text": N_("Question"),
    "Question.options": N_("Answers to choose from"),
    "Option.text": N_("Option"),
    "Option.right": N_("Right"),
    "Question.is_true": N_("The statement is true"),
    "Question.answer": N_("The right number"),
    "Question.tolerance": N_("May be off by"),
    "Question.unit": N_("Unit"),
    "Question.explanation": N_("Explanation, shown afterwards"),
    "Question.points": N_("Points"),
    "Question.clauses": N_("What of the standard it asks about"),
}
