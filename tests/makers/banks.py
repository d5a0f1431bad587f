"""Questions of banks."""

from club.banks import actions
from club.banks.models import BankQuestion, ClubQuestion
from club.banks.queries import CLUB, FIRM
from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.documents.kinds.exam.body import Question
from club.firms.models import Firm
from tests.makers.scopes import as_desk, as_firm


def a_banked(firm: Firm, question: Question, *tags: str, standard: int | None = None) -> BankQuestion:
    """A question of a firm's bank, about parts of a standard if told."""
    with as_firm(firm):
        row: BankQuestion = actions.add(FIRM, question, tags=tags, standard=standard, by=None, at=clock.now())
        session().flush()
        session().expunge(row)
    return row


def a_club_question(club: Club, question: Question, *tags: str, standard: int | None = None) -> ClubQuestion:
    """A question of the club's bank, about parts of a template if told."""
    with as_desk(club):
        row: ClubQuestion = actions.add(CLUB, question, tags=tags, standard=standard, by=None, at=clock.now())
        session().flush()
        session().expunge(row)
    return row
