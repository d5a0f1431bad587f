"""An exam of the club is handed in to the editors, taken back, given back; without its author it is the editors’."""

from datetime import datetime

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.core.scope import current
from club.documents import refusals as of_documents
from club.library.models import Template
from club.library.pads import draft_of
from club.library.telling_actions import tell_author
from club.library.template_actions import refuse_unpublishable
from club.people.leaving import ends_with_teaching, still_may
from club.policy import Can
from club.talks.handing_actions import tell_editors
from club.talks.handing_rules import NOT_HANDED_IN, WORDS_WANTED, takes_back


def hand_in(template: Template, *, at: datetime) -> None:
    """Lay the draft of an exam before the editors, and tell them. Twice is once.

    Refused where there is none, and for one that could not be published.
    """
    if template.handed_in_at is not None:
        return
    draft = draft_of(template)
    if draft is None:
        raise Refused(of_documents.NO_DRAFT)
    refuse_unpublishable(template, draft)
    template.handed_in_at, template.remark = at, ""
    record(Did.CLUB_EXAM_HANDED_IN, template.slug)
    tell_editors(template.title_en, zh=template.title_zh)


def take_back(template: Template) -> None:
    """Let an exam that was handed in be its author’s draft again. Twice is once."""
    if template.handed_in_at is None:
        return
    if not takes_back(current().person, {template.author_id} - {None}):
        raise Refused(WORDS_WANTED)
    template.handed_in_at = None
    record(Did.CLUB_EXAM_TAKEN_BACK, template.slug)


def give_back(template: Template, remark: str) -> None:
    """Give an exam back to its author with words on what to change. Refused where it waits for no editor any more."""
    if template.handed_in_at is None:
        raise Refused(NOT_HANDED_IN)
    template.handed_in_at, template.remark = None, remark
    record(Did.CLUB_EXAM_GIVEN_BACK, template.slug)
    tell_author(template, is_out=False)


@ends_with_teaching
def _leave_exams(person_id: int) -> None:
    """The exams of whoever writes none any more stay as they are, and are the editors’."""
    if still_may(person_id, Can.EXAM_WRITE):
        return
    session().flush()
    theirs = select(Template).where(Template.author_id == person_id).order_by(Template.id).with_for_update()
    for template in session().scalars(theirs):
        template.author_id = None
        record(Did.CLUB_EXAM_HANDED_OVER, template.slug)
