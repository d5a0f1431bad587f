"""Giving back: a firm offers a clause without its name, the club answers, the firm is told inside its own walls."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.core.scope import Scope, current
from club.documents.editing import change_item
from club.documents.edits import Conflict, added, entry_of, item_of, may_add
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.firms.models import Firm
from club.library import queries
from club.library.letters import OfferAnswered
from club.library.models import Template
from club.library.offer_models import ClauseGiven, ClauseOffer, OfferStatus
from club.library.offer_rules import ANSWERED, CONSENT, NO_PLACE
from club.library.pads import TemplatePad, body_of, draft_of, newest_of

RECEIVE = "library.receive_offer"
ANSWER = "library.answer_offer"
ANSWER_ONE = "library.answer_offer_in"


def offer(
    document: Document,
    *,
    item: str,
    parent: str,
    slot: str,
    name: str,
    fields: Mapping[str, Any],
    why: str,
    credit: str,
    by: int,
    at: datetime,
    today: date,
) -> ClauseGiven:
    """Remember what is given and send it; the job that brings it to the club knows no firm and no person."""
    given = ClauseGiven(
        ref=new_ref(),
        document_id=document.id,
        item=item,
        name=name[:300],
        fields=dict(fields),
        why=why,
        credit=credit,
        consent=CONSENT,
        consented_at=at,
        consented_by_id=by,
    )
    session().add(given)
    outbox.order(
        RECEIVE,
        key=f"{RECEIVE}:{given.ref}",
        scope=Scope(current().club, staff=True),
        ref=given.ref,
        template_id=document.template_id,
        place=[item, parent, slot],
        lang=document.lang,
        fields=dict(fields),
        words={"why": why, "credit": credit},
        day=today.isoformat(),
    )
    record(Did.DOCUMENT_OFFERED, document.ref, item=item, offer=given.ref, credit=bool(credit))
    return given


@outbox.handles(RECEIVE)
def _receive(
    *,
    ref: str,
    template_id: int,
    place: list[str],
    lang: str,
    fields: dict[str, Any],
    words: dict[str, str],
    day: str,
) -> None:
    item, parent, slot = place
    session().add(
        ClauseOffer(
            ref=ref,
            template_id=template_id,
            item=item,
            parent=parent,
            slot=slot,
            lang=lang,
            fields=fields,
            offered_on=date.fromisoformat(day),
            **words,
        )
    )  # without an event: its moment beside the firm's would tell whose it is


def accept(
    found: ClauseOffer, typed: Mapping[str, Any], *, opened: Mapping[str, str], by: int, at: datetime
) -> tuple[Conflict, ...]:
    """Write the clause, as the editor worded it, into the template's draft; credit rides along.

    Returns the fields that somebody else changed after the page was `opened`; then nothing is written or answered.
    """
    _refuse_answered(found)
    template = session().get_one(Template, found.template_id, with_for_update=True)
    conflicts = _written(TemplatePad(template, by=by, at=at), template, found, typed, opened)
    if conflicts:
        return conflicts
    session().flush()
    draft = draft_of(template)
    if draft is not None and found.credit and found.credit not in draft.credits:
        draft.credits = [*draft.credits, found.credit]
    _answer(found, OfferStatus.ACCEPTED, "", by=by, at=at)
    record(Did.OFFER_ACCEPTED, found.ref, template=template.slug)
    return ()


def _written(
    pad: TemplatePad, template: Template, found: ClauseOffer, typed: Mapping[str, Any], opened: Mapping[str, str]
) -> tuple[Conflict, ...]:
    held = draft_of(template) or newest_of(template)
    body = body_of(template, held) if held is not None else None
    if body is not None and entry_of(body, found.item) is not None:
        return change_item(pad, found.item, typed, opened=opened)
    holder = item_of(body, found.parent) if body is not None else None
    if holder is None or not may_add(holder, found.slot):
        raise Refused(NO_PLACE)
    pad.keep(added(pad.opened(), found.parent, found.slot, found.item, typed), added=found.item, offer=found.ref)
    return ()


def decline(found: ClauseOffer, reason: str, *, by: int, at: datetime) -> None:
    """Say no, with the reason that the firm reads."""
    _refuse_answered(found)
    _answer(found, OfferStatus.DECLINED, reason, by=by, at=at)
    record(Did.OFFER_DECLINED, found.ref)


def bring_back(template: Template) -> int:
    """Put the offers that were taken into a draft which is thrown away back into the queue; returns how many."""
    newest = newest_of(template)
    taken = select(ClauseOffer).where(
        ClauseOffer.template_id == template.id, ClauseOffer.status == OfferStatus.ACCEPTED
    )
    if newest is not None:
        taken = taken.where(ClauseOffer.decided_at > newest.published_at)
    found = session().scalars(taken.with_for_update()).all()
    for each in found:
        each.status, each.decided_at, each.decided_by_id = OfferStatus.WAITING, None, None
        _tell(each)
        record(Did.OFFER_RETURNED, each.ref, template=template.slug)
    return len(found)


def _refuse_answered(found: ClauseOffer) -> None:
    if found.status is not OfferStatus.WAITING:
        raise Refused(ANSWERED)


def _answer(found: ClauseOffer, status: OfferStatus, reason: str, *, by: int, at: datetime) -> None:
    found.status, found.reason = status, reason
    found.decided_at, found.decided_by_id = at, by
    _tell(found)


def _tell(found: ClauseOffer) -> None:
    outbox.order(ANSWER, ref=found.ref, status=found.status.value, reason=found.reason)


@outbox.handles(ANSWER)
def _answer_each_firm(*, ref: str, status: str, reason: str) -> None:
    """The club does not know whose it was, so the answer goes to every firm; one of them knows the ref."""
    club = current().club
    for firm in read(queries.FIRMS).all():
        outbox.order(ANSWER_ONE, scope=Scope(club, firm=firm.id), ref=ref, status=status, reason=reason)


@outbox.handles(ANSWER_ONE)
def _answer_inside(*, ref: str, status: str, reason: str) -> None:
    given = session().scalars(select(ClauseGiven).where(ClauseGiven.ref == ref)).first()
    if given is None:
        return
    given.status, given.reason, given.decided_at = OfferStatus(status), reason, clock.now()
    if given.status is OfferStatus.WAITING:  # its page says so; there will be another answer
        given.decided_at = None
        return
    scope = current()
    firm, club = session().get_one(Firm, scope.firm), session().get_one(Club, scope.club)
    document = session().get_one(Document, given.document_id)
    link = absolute("library.base", firm=firm.slug, shelf=kind_of(document.kind).shelf, ref=document.ref)
    for person in read(queries.PUBLISHERS).all():
        lang = person.lang or firm.lang
        letter = OfferAnswered(
            club_name=club.name_in(lang),
            link=link,
            name=given.name,
            is_accepted=given.status is OfferStatus.ACCEPTED,
            reason=reason,
        )
        send(letter, Recipient(lang=lang, person_id=person.id, email=person.mailbox))
