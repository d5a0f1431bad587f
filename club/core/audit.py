"""Who did what on which row, when and from where: written once, never changed."""

from enum import StrEnum
from typing import Any

from flask import g, has_request_context, request
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core import clock
from club.core.db import add
from club.core.owners import AboutFirm, Base, FirmOwned, Installation, keys
from club.core.refs import LENGTH, new_ref
from club.core.scope import current
from club.core.types import BIGINT, Body, Line, Moment, Word

RECORDED = "club.recorded"
"""Where a request keeps what was recorded in it last."""


class Did(StrEnum):
    """Every event. `noun.verb`, in the past tense."""

    APPLICATION_RECEIVED = "application.received"
    APPLICATION_REFUSED = "application.refused"
    APPLICATION_VERIFIED = "application.verified"
    APPLICATION_WITHDRAWN = "application.withdrawn"
    APPLICATION_ERASED = "application.erased"
    RECUSALS_NAMED = "recusals.named"
    RECUSAL_SETTLED = "recusal.settled"
    EVIDENCE_OPENED = "evidence.opened"
    EVIDENCE_ADDED = "evidence.added"
    EVIDENCE_DELETED = "evidence.deleted"
    QUESTION_ASKED = "question.asked"
    QUESTION_ANSWERED = "question.answered"
    VOTE_CAST = "vote.cast"
    APPLICATION_DECIDED = "application.decided"
    REFUSAL_EXPLAINED = "refusal.explained"
    STATUS_LINK_SENT = "status_link.sent"
    FIRM_ADMITTED = "firm.admitted"
    FIRM_ACTIVATED = "firm.activated"
    FIRM_ENTRY_CHANGED = "firm.entry_changed"
    FIRM_SET = "firm.set"
    STAFF_NOTICE_SET = "staff_notice.set"
    FIRM_SET_UP = "firm.set_up"
    FIRM_EXPORTED = "firm.exported"
    OWNER_RESET = "owner.reset"
    OWNER_LINK_RENEWED = "owner_link.renewed"
    OWNER_OFFERED = "owner.offered"
    OWNER_OFFER_ENDED = "owner.offer_ended"
    OWNER_ADDED = "owner.added"
    FIRM_HANDED_OVER = "firm.handed_over"
    DEPARTMENT_CHANGED = "department.changed"
    PERSON_INVITED = "person.invited"
    INVITATION_REVOKED = "invitation.revoked"
    INVITATION_OPENED = "invitation.opened"
    INVITATION_ACCEPTED = "invitation.accepted"
    MEMBERSHIP_CHANGED = "membership.changed"
    MEMBERSHIP_ENDED = "membership.ended"
    INVOICE_ISSUED = "invoice.issued"
    PAYMENT_RECORDED = "payment.recorded"
    CHECKOUT_STARTED = "checkout.started"
    PAYMENT_UNMATCHED = "payment.unmatched"
    PROVIDER_KEYS_SET = "provider_keys.set"
    PROVIDER_KEYS_REMOVED = "provider_keys.removed"
    CLUB_CREATED = "club.created"
    CLUB_CHANGED = "club.changed"
    CLUB_SUSPENDED = "club.suspended"
    ROLE_GRANTED = "role.granted"
    ROLE_TAKEN = "role.taken"
    PLAN_SET = "plan.set"
    PLAN_WITHDRAWN = "plan.withdrawn"
    NOTICE_PUBLISHED = "notice.published"
    SECTION_CHANGED = "section.changed"
    SECTION_REMOVED = "section.removed"
    TALK_DRAFTED = "talk.drafted"
    TALK_CHANGED = "talk.changed"
    TALK_SUBMITTED = "talk.submitted"
    TALK_GIVEN_BACK = "talk.given_back"
    TALK_PUBLISHED = "talk.published"
    TALK_WITHDRAWN = "talk.withdrawn"
    TALK_NOTE_WRITTEN = "talk.note_written"
    COURSE_DRAFTED = "course.drafted"
    COURSE_CHANGED = "course.changed"
    COURSE_HANDED_IN = "course.handed_in"
    COURSE_TAKEN_BACK = "course.taken_back"
    COURSE_GIVEN_BACK = "course.given_back"
    COURSE_PUBLISHED = "course.published"
    COURSE_RETIRED = "course.retired"
    COURSE_INSTRUCTOR_NAMED = "course.instructor_named"
    COURSE_INSTRUCTOR_LEFT = "course.instructor_left"
    LESSON_ADDED = "lesson.added"
    LESSON_CHANGED = "lesson.changed"
    LESSON_PUBLISHED = "lesson.published"
    LESSON_WITHDRAWN = "lesson.withdrawn"
    LESSON_TAKEN_OUT = "lesson.taken_out"
    COURSE_GIVEN = "course.given"
    COURSE_BEGUN = "course.begun"
    COURSE_PUT_OFF = "course.put_off"
    LESSON_DONE = "lesson.done"
    COURSE_FINISHED = "course.finished"
    CERTIFICATE_ISSUED = "certificate.issued"
    DEADLINES_SHARED = "deadlines.shared"
    COURSE_NAME_SHOWN = "course.name_shown"
    COURSE_GROUP_WRITTEN = "course.group_written"
    TASK_HANDED_IN = "task.handed_in"
    TASK_GRADED = "task.graded"
    QUALIFICATION_NAMED = "qualification.named"
    QUALIFICATION_CHANGED = "qualification.changed"
    QUALIFICATION_GRANTED = "qualification.granted"
    OWN_QUALIFICATION_NAMED = "own_qualification.named"
    OWN_QUALIFICATION_CHANGED = "own_qualification.changed"
    CLASS_MATERIAL_ADDED = "class.material_added"
    CLASS_MATERIAL_REMOVED = "class.material_removed"
    CLASS_CONDITIONS_SET = "class.conditions_set"
    CLUB_EXAM_CONDITIONS_SET = "club_exam.conditions_set"
    EXAM_CONDITIONS_SET = "exam.conditions_set"
    TALK_RELEASED = "talk.released"
    TALK_SPEAKER_NAMED = "talk.speaker_named"
    TALK_CHANGES_ASKED = "talk.changes_asked"
    TALK_HANDED_OVER = "talk.handed_over"
    TALK_SCHEDULED = "talk.scheduled"
    TALK_CORRECTED = "talk.corrected"
    KIT_CHANGED = "talk.kit_changed"
    TALK_PICTURE_ADDED = "talk.picture_added"
    TALK_PICTURE_REMOVED = "talk.picture_removed"
    ARTICLE_PICTURE_ADDED = "article.picture_added"
    ARTICLE_PICTURE_REMOVED = "article.picture_removed"
    COURSE_PICTURE_ADDED = "course.picture_added"
    COURSE_PICTURE_REMOVED = "course.picture_removed"
    CLASS_PICTURE_ADDED = "class.picture_added"
    CLASS_PICTURE_REMOVED = "class.picture_removed"
    SLIDES_ADDED = "slides.added"
    SLIDES_SHOWN = "slides.shown"
    SLIDES_OFFERED = "slides.offered"
    SLIDES_REMOVED = "slides.removed"
    MEDIA_BEGUN = "media.begun"
    MEDIA_ADDED = "media.added"
    MEDIA_REMOVED = "media.removed"
    TEXTS_PAIRED = "texts.paired"
    TEXTS_PARTED = "texts.parted"
    CO_AUTHOR_NAMED = "co_author.named"
    CO_AUTHOR_LEFT = "co_author.left"
    PREVIEW_LINK_MADE = "preview_link.made"
    PREVIEW_LINK_ENDED = "preview_link.ended"
    RELEASE_ASKED = "release.asked"
    RELEASE_LINK_ENDED = "release_link.ended"
    ARTICLE_SCHEDULED = "article.scheduled"
    ARTICLE_CORRECTED = "article.corrected"
    ARTICLE_HANDED_OVER = "article.handed_over"
    ARTICLE_DRAFTED = "article.drafted"
    ARTICLE_CHANGED = "article.changed"
    ARTICLE_SUBMITTED = "article.submitted"
    ARTICLE_GIVEN_BACK = "article.given_back"
    ARTICLE_PUBLISHED = "article.published"
    ARTICLE_WITHDRAWN = "article.withdrawn"
    CLASS_DRAFTED = "class.drafted"
    CLASS_CHANGED = "class.changed"
    CLASS_DISCARDED = "class.discarded"
    CLASS_PUBLISHED = "class.published"
    CLASS_HOST_LEFT = "class.host_left"
    CLASS_CANCELLED = "class.cancelled"
    CLASS_REPEATED = "class.repeated"
    HOMEWORK_CHANGED = "class.homework_changed"
    HOMEWORK_PUT_OFF = "class.homework_put_off"
    CLASS_REGISTERED = "class.registered"
    CLASS_WITHDRAWN = "class.withdrawn"
    CLASS_APPROVED = "class.approved"
    CLASS_DECLINED = "class.declined"
    CLASS_OFFERED = "class.offered"
    CLASS_OFFER_ACCEPTED = "class.offer_accepted"
    CLASS_OFFER_LAPSED = "class.offer_lapsed"
    CLASS_ATTENDED = "class.attended"
    CLASS_ATTENDANCE_TAKEN_BACK = "class.attendance_taken_back"
    CLASS_WALK_INS_SET = "class.walk_ins_set"
    CLASS_RATED = "class.rated"
    CLASS_REGISTRATION_ERASED = "class.registration_erased"
    TEMPLATE_CHANGED = "template.changed"
    TEMPLATE_PUBLISHED = "template.published"
    OFFER_ACCEPTED = "offer.accepted"
    OFFER_DECLINED = "offer.declined"
    OFFER_RETURNED = "offer.returned"
    DOCUMENT_OFFERED = "document.offered"
    DOCUMENT_ADOPTED = "document.adopted"
    DOCUMENT_CHANGED = "document.changed"
    DOCUMENT_UPDATED = "document.updated"
    DOCUMENT_PUBLISHED = "document.published"
    DOCUMENT_RETIRED = "document.retired"
    DOCUMENT_FACTS_SET = "document.facts_set"
    DOCUMENT_REVIEW_DUE = "document.review_due"
    DOCUMENT_COPIED = "document.copied"
    DOCUMENT_IMPORTED = "document.imported"
    PICTURE_ADDED = "picture.added"
    PICTURE_DELETED = "picture.deleted"
    COMMENT_WRITTEN = "comment.written"
    COMMENT_ANSWERED = "comment.answered"
    COMMENT_SETTLED = "comment.settled"
    CONSULTATION_OPENED = "consultation.opened"
    CONSULTATION_RECORDED = "consultation.recorded"
    CONSULTATION_CLOSED = "consultation.closed"
    REVIEW_ASKED = "review.asked"
    REVIEW_ANSWERED = "review.answered"
    REVIEW_WITHDRAWN = "review.withdrawn"
    SIGNING_ASSIGNED = "signing.assigned"
    SIGNING_CHANGED = "signing.changed"
    SIGNING_ENDED = "signing.ended"
    SIGNING_REMINDED = "signing.reminded"
    TEXT_SIGNED = "text.signed"
    DELTA_SETTLED = "delta.settled"
    QUESTION_BANKED = "question.banked"
    BANKED_CHANGED = "banked_question.changed"
    BANK_OFFER_DECIDED = "bank_offer.decided"
    BANKED_REMOVED = "banked_question.removed"
    BANK_FILE_SENT = "bank_file.sent"
    BANK_FILE_WRITTEN_OVER = "bank_file.written_over"
    BANK_TAKEN_OUT = "bank.taken_out"
    EXAM_BEGUN = "exam.begun"
    EXAM_FINISHED = "exam.finished"
    EXAM_GRADED = "exam.graded"
    EXAM_ALLOWED = "exam.allowed"
    EXAM_CALLED = "exam.called"
    EXAM_CALL_ENDED = "exam.call_ended"
    CLUB_EXAM_HANDED_IN = "club_exam.handed_in"
    CLUB_EXAM_TAKEN_BACK = "club_exam.taken_back"
    CLUB_EXAM_GIVEN_BACK = "club_exam.given_back"
    CLUB_EXAM_HANDED_OVER = "club_exam.handed_over"
    CLUB_EXAM_CALLED = "club_exam.called"
    CLUB_EXAM_CALL_ENDED = "club_exam.call_ended"
    EXAM_ANEW = "exam.anew"
    GAP_REPORTED = "gap.reported"
    GAP_SETTLED = "gap.settled"
    ANSWER_SENT_OTHERWISE = "answer.sent_otherwise"
    SENT_OTHERWISE_SETTLED = "sent_otherwise.settled"
    PERSON_PLACED = "person.placed"
    PLACEMENT_ENDED = "placement.ended"
    PLACEMENT_PLANNED = "placement.planned"
    ITEM_TICKED = "item.ticked"
    ITEM_UNTICKED = "item.unticked"
    ACCOUNT_OPENED = "account.opened"
    SIGNED_IN = "account.signed_in"
    SIGNED_OUT = "account.signed_out"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105
    SECOND_FACTOR_CHANGED = "account.second_factor_changed"
    IDENTIFIER_CHANGED = "account.identifier_changed"
    ACCOUNT_RESET = "account.reset"


class _Event:
    """The columns of the three books."""

    ref: Mapped[str] = mapped_column(String(LENGTH), primary_key=True, default=new_ref)
    did: Mapped[str] = mapped_column(String(60))
    row: Mapped[Word]
    facts: Mapped[Body]
    at: Mapped[Moment]
    address: Mapped[Word]
    request: Mapped[Line]


class ClubEvent(AboutFirm, _Event, Base):
    """What happened in a club; `firm_id` only where the firm may read it too."""

    __tablename__ = "club_event"
    __append_only__ = True
    __table_args__ = keys(AboutFirm, has_id=False, index=["at", ("firm_id", "at"), "row"])

    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class FirmEvent(FirmOwned, _Event, Base):
    """What happened inside a firm; the club does not see it."""

    __tablename__ = "firm_event"
    __append_only__ = True
    __table_args__ = keys(FirmOwned, has_id=False, index=["at", "row"])

    person_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class PersonEvent(Installation, _Event, Base):
    """What happened to an account; only its holder reads it."""

    __tablename__ = "person_event"
    __why__ = "an account belongs to no club"
    __append_only__ = True
    __table_args__ = (Index(None, "person_id", "at"),)

    person_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))


def record(did: Did, row: str, *, about_firm: int | None = None, person: int | None = None, **facts: Any) -> None:
    """Leave an event: an account's in its holder's book, a firm's inside the firm, all else in the club's.

    `row` is a ref, never a value that could have to be erased; `facts` are refs, numbers and state words.
    `about_firm` lets that firm read an event of the club; `person` is who acted where the scope does not tell.
    A GET keeps nothing, so what is to be recorded is opened by a POST; the edge refuses it otherwise.
    """
    if has_request_context():
        request.environ[RECORDED] = did
    values: dict[str, Any] = {"did": did.value, "row": row, "facts": facts, "at": clock.now(), **_from_where()}
    if did.startswith("account."):
        add(PersonEvent, person_id=person if person is not None else current().person, **values)
        return
    scope = current()
    values["person_id"] = scope.person if person is None else person
    if scope.firm is not None:
        add(FirmEvent, **values)
    else:
        add(ClubEvent, firm_id=about_firm, **values)


def _from_where() -> dict[str, str]:
    if not has_request_context():
        return {"address": "", "request": ""}
    return {"address": (request.remote_addr or "")[:60], "request": g.get("request_id", "")}
