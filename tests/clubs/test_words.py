"""The club's book is read by people: each kind of event that it holds has its words."""

from club.clubs.words import EVENTS
from club.core.audit import Did

IN_A_FIRM = {"document", "person", "placement", "item", "department", "membership", "owner", "firm", "staff_notice"}
IN_A_FIRM |= {"comment", "consultation", "review"}
OF_AN_ACCOUNT = {"account"}


def test_each_kind_of_event_of_a_club_has_words() -> None:
    of_a_club = {did for did in Did if did.partition(".")[0] not in IN_A_FIRM | OF_AN_ACCOUNT}
    assert of_a_club - EVENTS.keys() == set(), "give them words in club/clubs/words.py"
