"""Exams that the club holds itself."""

from dataclasses import replace

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.documents.body import Pair
from club.documents.kinds.exam.body import Exam
from club.documents.models import Document
from club.exams import club_actions
from club.firms.models import Firm
from club.library.actions import publish_revision
from club.library.models import Template
from club.library.pads import TemplatePad, draft_of
from club.people.models import Person
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


def a_drafted_exam(club: Club, author: Person, slug: str = "fit-to-sell") -> Template:
    """An exam of the club that somebody is composing; it could be published."""
    with as_desk(club):
        body = replace(an_exam_of_the_club(), title=Pair("Fit to sell", "销售资格考试"))
        template = club_actions.compose(body.title, slug=slug, by=author.id, at=clock.now())
        TemplatePad(template, by=author.id, at=clock.now()).keep(body)
    return template


def standing_in(firm: Firm, template: Template) -> Document:
    """The row that stands for an exam of the club in a firm."""
    with as_firm(firm):
        return club_actions.stand_for(db.session.merge(template), at=clock.now())
