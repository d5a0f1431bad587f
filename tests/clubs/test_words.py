"""The books of club and firm are read by people: each kind of event that they hold has its words."""

from club.clubs.words import EVENTS
from club.core.audit import Did
from club.firms import words as of_firms

IN_A_FIRM = {"document", "person", "placement", "item", "department", "membership", "owner", "firm", "staff_notice"}
IN_A_FIRM |= {
    "comment",
    "consultation",
    "review",
    "exam",
    "signing",
    "signature",
    "delta",
    "answer",
    "gap",
    "text",
    "sent_otherwise",
    "picture",
    "deadlines",
    "certificate",
    "own_qualification",
}
LEARNING = {
    Did.COURSE_GIVEN,
    Did.COURSE_BEGUN,
    Did.COURSE_PUT_OFF,
    Did.HOMEWORK_PUT_OFF,
    Did.COURSE_FINISHED,
    Did.COURSE_NAME_SHOWN,
    Did.LESSON_DONE,
    Did.TASK_HANDED_IN,
    Did.QUALIFICATION_GRANTED,
}
OF_AN_ACCOUNT = {"account"}


def test_each_kind_of_event_of_a_club_has_words() -> None:
    of_a_club = {did for did in Did if did.partition(".")[0] not in IN_A_FIRM | OF_AN_ACCOUNT} - LEARNING
    assert of_a_club - EVENTS.keys() == set(), "give them words in club/clubs/words.py"


def test_each_kind_of_event_of_a_firm_has_words() -> None:
    of_a_firm = {did for did in Did if did.partition(".")[0] in IN_A_FIRM} - {Did.OWNER_RESET} | LEARNING
    assert of_a_firm - of_firms.EVENTS.keys() == set(), "give them words in club/firms/words.py"
