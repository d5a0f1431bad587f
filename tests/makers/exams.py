"""Exams that the club holds itself."""

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.documents.kinds.exam.body import Exam
from club.documents.models import Document
from club.exams import club_actions
from club.firms.models import Firm
from club.library.actions import publish_revision
from club.library.models import Template
from club.library.pads import draft_of
from tests.documents.bodies import an_exam_of_the_club
from tests.makers.scopes import as_desk, as_firm


def an_own_exam(club: Club, body: Exam | None = None) -> Template:
    """An exam of the club, published; one question unless told."""
    body = body or an_exam_of_the_club()
    with as_desk(club):
        template = club_actions.compose(body.title, by=None, at=clock.now())
        db.session.delete(draft_of(template))
        publish_revision(template, body, at=clock.now())
    return template


def standing_in(firm: Firm, template: Template) -> Document:
    """The row that stands for an exam of the club in a firm."""
    with as_firm(firm):
        return club_actions.stand_for(db.session.merge(template), at=clock.now())
