"""What Lantern qualifies its people for, what the club grants by its exam, and a class and a test that ask for it."""

from datetime import timedelta

from sqlalchemy import select

from club.classes.models import ClassSession
from club.core import clock
from club.core.db import session
from club.courses import condition_actions, qualification_actions
from club.courses.qualification_models import OwnQualification, Qualification, QualificationNeed
from club.demo.classes import COMPLAINTS
from club.demo.growth import morning
from club.demo.hands_on import written
from club.demo.scopes import at_desk, in_firm
from club.documents.models import Document
from club.exams.papers import EXAM
from club.library.models import Template

NAMED = 45
LIVE, LIVE_MONTHS = "Fit for live chat", 2
"""Of two months, so that it ends soon for whoever passed first."""
FAIR, FAIR_MONTHS = ("Fair seller", "诚信经营资格"), 12


def seed_own_qualification(club_id: int, firm_id: int, *, owner: int) -> None:
    """Before the exam for going live is sat, name what it grants."""
    with clock.telling_of(morning(NAMED)), in_firm(club_id, firm_id, owner):
        if session().scalars(select(OwnQualification.id)).first() is None:
            exam = select(Document.id).where(Document.kind == EXAM, Document.template_id.is_not(None))
            qualification_actions.add_own(LIVE, LIVE_MONTHS, exam_id=session().scalars(exam).one())


def grant_by(template: Template) -> None:
    """Let the club’s exam grant a qualification, before anybody sits it."""
    qualification_actions.add(*FAIR, FAIR_MONTHS, exam_id=template.id)


def seed_conditions(club_id: int, firm_id: int, *, owner: int, editor: int) -> None:
    """A class asks for the club’s qualification, the test of hands and words for the firm’s; once."""
    with clock.telling_of(clock.now() - timedelta(days=1)), at_desk(club_id, editor):
        if session().scalars(select(QualificationNeed.id)).first() is not None:
            return
        fair = session().scalars(select(Qualification.id).where(Qualification.name_en == FAIR[0])).one()
        row = session().scalars(select(ClassSession).where(ClassSession.slug == COMPLAINTS.slug)).one()
        condition_actions.ask_class(row, [fair])
    with clock.telling_of(clock.now() - timedelta(days=1)), in_firm(club_id, firm_id, owner):
        live = session().scalars(select(OwnQualification.id).where(OwnQualification.name == LIVE)).one()
        test = session().scalars(written()).one()
        condition_actions.ask_own_exam(test, own=[live], qualifications=[])
