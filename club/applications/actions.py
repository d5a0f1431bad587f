"""What an applicant does: send an application, answer a question, withdraw, ask for the link again."""

import hashlib
import hmac
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from club.applications import letters
from club.applications.contact_fields import Particulars
from club.applications.models import (
    Application,
    ApplicationStatus,
    Evidence,
    Question,
    RefusedCode,
)
from club.applications.move_actions import hold, move, tell
from club.applications.progress_rules import back_to
from club.applications.rules import Answers
from club.applications.upload_actions import Pending
from club.core import clock, links, outbox
from club.core.audit import Did, record
from club.core.db import add, session
from club.core.files import settled
from club.core.messages import Recipient, send
from club.core.money import Money
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.core.text import N_
from club.dues.telling_actions import STATUS
from club.firms import ownership_actions, welcome_actions
from club.firms.models import Firm

LINK = STATUS
LINK_DAYS = 180


def submit(particulars: Particulars, answers: Answers, *, evidence: list[Pending], notice_id: int, lang: str) -> str:
    """Save an application that passed the gate, with its evidence and the consent to one notice; returns its ref."""
    at, ref = clock.now(), new_ref()
    add(
        Application,
        ref=ref,
        status=ApplicationStatus.RECEIVED,
        legal_name=particulars.legal_name,
        credit_code=particulars.credit_code,
        platforms=list(particulars.platforms),
        categories=particulars.categories,
        city=particulars.city,
        turnover_minor=answers.turnover.amount_minor,
        currency=answers.turnover.currency,
        basis=answers.basis,
        period=answers.period.kind,
        period_end=answers.period.ends_on,
        own_role=answers.own_role,
        contact_email=particulars.contact.email,
        contact_phone=particulars.contact.phone,
        lang=lang,
        notice_id=notice_id,
        consented_at=at,
        received_at=at,
    )
    if evidence:
        session().flush()
        _add_evidence(load(ref), evidence)
    record(Did.APPLICATION_RECEIVED, ref, notice=notice_id, files=len(evidence))
    return ref


def load(ref: str) -> Application:
    """The application of a ref, to be changed."""
    return session().scalars(select(Application).where(Application.ref == ref)).one()


def status_token(application: Application) -> str:
    """The token of the status page’s private link: the one that is open, or a new one."""
    return links.token_for(LINK, application.ref, application.club_id) or new_status_token(application.ref)


def new_status_token(ref: str) -> str:
    """The token of a new private link to a status page: where there is none yet."""
    return links.token_of(links.make(LINK, ref, days=LINK_DAYS, club_id=current().club).ref)


def confirm(ref: str, particulars: Particulars, *, lang: str, club_name: str, link: str) -> None:
    """Tell the applicant that the application arrived."""
    received = letters.Received(club_name=club_name, link=link, firm_name=particulars.legal_name)
    send(received, Recipient(lang=lang, email=particulars.contact.email, subject_ref=ref))


def send_link_again(application: Application, *, club_name: str, link: str) -> None:
    """Send a lost link once more. Whoever asked is not known, so the link that the applicant has goes on working."""
    tell(application, letters.LinkAgain(club_name=club_name, link=link, firm_name=application.legal_name))
    record(Did.STATUS_LINK_SENT, application.ref)


def hand_over_link(application: Application) -> str:
    """A link for the desk to pass on; the ones before it end, in whosever hands they are. Returns its token.

    Refused once the application is erased.
    """
    if application.erased_at is not None:
        raise Refused(ERASED)
    application.link_wanted_at = None
    record(Did.STATUS_LINK_SENT, application.ref)
    links.revoke(LINK, application.ref)
    return new_status_token(application.ref)


ERASED = Refusal(
    "erased",
    N_("This application is erased: its time ran out, and nothing of what the applicant sent is left."),
    N_("The firm may apply again."),
)


def renew_owner_link(application: Application, *, only_if_over: bool = False) -> str:
    """A new link for the owner of the firm that this application made, its address; Refused where none is due."""
    if application.firm_id is None:
        raise Refused(_NO_FIRM)
    return welcome_actions.renew(session().get_one(Firm, application.firm_id), only_if_over=only_if_over)


def reset_owner(application: Application) -> None:
    """Order a link for a new password of the only owner of the firm that this application made."""
    if application.firm_id is None:
        raise Refused(_NO_FIRM)
    ownership_actions.ask_to_reset(session().get_one(Firm, application.firm_id))


_NO_FIRM = Refusal(
    "no_firm",
    N_("The firm is not admitted, so there is no link to a workspace."),
    N_("Load the page again and look at where it stands."),
)


def want_link(application: Application) -> None:
    """Let the desk know that an applicant without mail asks for the link."""
    application.link_wanted_at = clock.now()


def turn_away(credit_code: str, *, reason: str, kept_days: int) -> None:
    """Keep nothing of somebody refused at the gate but a keyed hash of the code, for a number of days."""
    at, hashed = clock.now(), code_hash(credit_code)
    session().execute(delete(RefusedCode).where(RefusedCode.code_hash == hashed))
    row = RefusedCode(code_hash=hashed, reason=reason, refused_at=at, forget_at=at + timedelta(days=kept_days))
    session().add(row)
    record(Did.APPLICATION_REFUSED, "", reason=reason)


def code_hash(credit_code: str) -> str:
    """The keyed hash of a credit code in this club; without the installation’s secret it tells nothing."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"refused:{current().club}:{credit_code}".encode(), hashlib.sha256).hexdigest()


def answer(application: Application, *, text: str, evidence: list[Pending], gate: Money) -> None:
    """Answer the open question; the application goes on to whoever looks at it next."""
    hold(application)
    open_questions = select(Question).where(Question.application_id == application.id, Question.answered_at.is_(None))
    question = session().scalars(open_questions.order_by(Question.id)).first()
    if question is None:
        raise Refused(_NO_QUESTION)
    move(application, back_to(application.verified, gate), gate=gate)
    question.answer, question.answered_at = text, clock.now()
    _add_evidence(application, evidence)
    record(Did.QUESTION_ANSWERED, question.ref, application=application.ref, files=len(evidence))


_NO_QUESTION = Refusal(
    "no_question",
    N_("No question is open any more."),
    N_("Load the page again: it shows where the application stands."),
)


def withdraw(application: Application) -> None:
    """End an application at the applicant’s wish; done again it changes nothing."""
    hold(application)
    if application.status is ApplicationStatus.WITHDRAWN:
        return
    move(application, ApplicationStatus.WITHDRAWN)
    application.withdrawn_at = clock.now()
    record(Did.APPLICATION_WITHDRAWN, application.ref)


def _add_evidence(application: Application, evidence: list[Pending]) -> None:
    for pending in evidence:
        row = Evidence(
            ref=new_ref(),
            application_id=application.id,
            stored_as=settled(pending.stored_as),
            name=pending.name,
            media_type=pending.media_type,
            size=pending.size,
            received_at=clock.now(),
        )
        session().add(row)
        record(Did.EVIDENCE_ADDED, row.ref, application=application.ref)
    if evidence:
        outbox.order("applications.settle", keys=[settled(one.stored_as) for one in evidence])
