"""What the club does with an application: verify, ask, vote, decide."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from club.applications import letters, queries
from club.applications.admission_actions import admit, is_member
from club.applications.board_rules import BoardOutcome, BoardVerdict, board_verdict
from club.applications.models import Application, ApplicationStatus, Choice, Decision, Question, Vote
from club.applications.move_actions import hold, move, tell
from club.applications.naming_actions import kept_away, unsettled
from club.applications.progress_rules import ALREADY_DECIDED, BELOW_GATE, OPEN_STATUSES, passes
from club.applications.recusal_rules import verifying_problem
from club.core import clock, messages
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.money import Money
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_


@dataclass(frozen=True)
class Desk:
    """What a step at the desk needs to know of its club: name, quorum, gate, and how links are written."""

    club_name: str
    board_yes: int
    gate: Money
    link_to_vote: Callable[[str], str]
    link_to_status: Callable[[Application], str]


def open_evidence(paper: str, *, application: str) -> None:
    """Leave a trace that the acting person opened a paper; both are refs."""
    record(Did.EVIDENCE_OPENED, paper, application=application)


def verify(application: Application, *, figure: Money, remarks: str, by: int, desk: Desk) -> None:
    """Set the figure that the papers show; one that passes the gate goes to the board."""
    hold(application)
    if application.status not in OPEN_STATUSES:
        raise Refused(ALREADY_DECIDED)
    if problem := verifying_problem(unsettled(application)):
        raise Refused(problem)
    is_through = passes(figure, desk.gate)
    if is_through and is_member(application):
        raise Refused(_IN_ALREADY)
    application.verified_minor, application.verified_by_id = figure.amount_minor, by
    application.verified_at, application.remarks = clock.now(), remarks
    record(Did.APPLICATION_VERIFIED, application.ref, passes=is_through)
    if is_through and application.status is ApplicationStatus.RECEIVED:
        move(application, ApplicationStatus.WITH_BOARD, gate=desk.gate)
        call_to_vote(application, desk=desk)
    elif not is_through and application.status is ApplicationStatus.WITH_BOARD:
        move(application, ApplicationStatus.RECEIVED)
    else:
        application.version += 1


_IN_ALREADY = Refusal(
    "in_already",
    N_("A firm with this credit code is a member of the club already, so the board has nothing to vote on."),
    N_("The club’s office declines the application or puts the firm’s record right. What you typed is kept below."),
)


def call_to_vote(application: Application, *, desk: Desk, is_answered: bool = False) -> None:
    """Ask each member of the board for a vote whom the applicant doesn’t keep away."""
    recused = kept_away(application)
    members = [row.person_id for row in read(queries.BOARD) if row.person_id not in recused]
    event = letters.VoteWanted(
        club_name=desk.club_name,
        link=desk.link_to_vote(application.ref),
        firm_name=application.legal_name,
        is_answered=is_answered,
    )
    for person in read(queries.ADDRESSES, people=members):
        to = messages.Recipient(lang=person.lang or application.lang, person_id=person.id, email=person.mailbox)
        messages.send(event, to)


def explain(application: Application, *, reason: str, desk: Desk) -> None:
    """Give the reason of a refusal that the board voted for; the applicant is told once."""
    hold(application)
    decision = session().scalar(select(Decision).where(Decision.application_id == application.id))
    if decision is None or decision.is_admitted or decision.reason or application.erased_at is not None:
        raise Refused(_NOTHING_TO_EXPLAIN)
    decision.reason = reason
    application.version += 1
    record(Did.REFUSAL_EXPLAINED, application.ref)
    link, firm = desk.link_to_status(application), application.legal_name
    tell(application, letters.Explained(club_name=desk.club_name, link=link, firm_name=firm, reason=reason))


_NOTHING_TO_EXPLAIN = Refusal(
    "nothing_to_explain",
    N_("The applicant has a reason already, or the firm was not refused."),
    N_("Load the page again and look at where it stands."),
)


def ask(application: Application, *, reason: str, by: int, desk: Desk) -> Question:
    """Ask the applicant for more; the decision waits for the answer."""
    hold(application)
    if application.status is ApplicationStatus.QUESTION_OPEN:
        raise Refused(_ONE_AT_A_TIME)
    move(application, ApplicationStatus.QUESTION_OPEN)
    question = Question(
        ref=new_ref(), application_id=application.id, asked_by_id=by, reason=reason, asked_at=clock.now()
    )
    session().add(question)
    record(Did.QUESTION_ASKED, question.ref, application=application.ref)
    link = desk.link_to_status(application)
    tell(
        application,
        letters.QuestionAsked(club_name=desk.club_name, link=link, firm_name=application.legal_name, reason=reason),
    )
    return question


_ONE_AT_A_TIME = Refusal(
    "one_at_a_time",
    N_("Another question went to the applicant a moment ago, and one is open at a time."),
    N_("Your words are kept below; send them once that one is answered."),
)


def vote(application: Application, *, choice: Choice, reason: str, by: int, desk: Desk) -> BoardVerdict:
    """Cast or change a vote; the one that reaches the quorum, or puts it out of reach, decides."""
    hold(application)
    if application.status not in {ApplicationStatus.WITH_BOARD, ApplicationStatus.QUESTION_OPEN}:
        raise Refused(_NOT_WITH_BOARD)
    if not passes(application.verified, desk.gate):
        raise Refused(BELOW_GATE)
    if by in kept_away(application):
        raise Refused(_KEPT_AWAY)
    cast = session().scalar(select(Vote).where(Vote.application_id == application.id, Vote.person_id == by))
    if cast is None:
        cast = Vote(application_id=application.id, person_id=by)
        session().add(cast)
    cast.choice, cast.reason, cast.cast_at = choice, reason, clock.now()
    session().flush()
    record(Did.VOTE_CAST, application.ref, choice=choice.value)
    verdict = count(application, board_yes=desk.board_yes)
    if verdict.decided:
        decide(application, is_admitted=verdict.outcome is BoardOutcome.APPROVED, reason="", desk=desk)
    return verdict


_NOT_WITH_BOARD = Refusal(
    "not_with_board",
    N_("The board isn’t voting on this application at present."),
    N_("Load the page again and look at where it stands."),
)

_KEPT_AWAY = Refusal(
    "kept_away", N_("The applicant has asked that you don’t handle this application."), N_("Leave it to the others.")
)


def count(application: Application, *, board_yes: int) -> BoardVerdict:
    """Count the votes of the present board."""
    return board_verdict(
        {row.person_id: row.choice for row in read(queries.VOTES, application_id=application.id)},
        board=[row.person_id for row in read(queries.BOARD)],
        quorum_yes=board_yes,
        recused=kept_away(application),
        open_questions=int(application.status is ApplicationStatus.QUESTION_OPEN),
    )


def close_vote(application: Application, *, desk: Desk) -> None:
    """Decide by the votes that are cast, where an answered question held the decision open."""
    hold(application)
    verdict = count(application, board_yes=desk.board_yes)
    if application.status is not ApplicationStatus.WITH_BOARD or not verdict.decided:
        raise Refused(_NOT_DECIDED)
    decide(application, is_admitted=verdict.outcome is BoardOutcome.APPROVED, reason="", desk=desk)


_NOT_DECIDED = Refusal("not_decided", N_("The votes don’t decide yet."), N_("Wait for the other members of the board."))


def decline(application: Application, *, reason: str, desk: Desk) -> None:
    """Refuse an application at the desk, with a reason that the applicant reads."""
    hold(application)
    decide(application, is_admitted=False, reason=reason, desk=desk)


def decide(application: Application, *, is_admitted: bool, reason: str, desk: Desk) -> Decision:
    """End an application; admission makes the firm and its first invoice in the same commit."""
    move(application, ApplicationStatus.APPROVED if is_admitted else ApplicationStatus.DECLINED, gate=desk.gate)
    decision = Decision(application_id=application.id, is_admitted=is_admitted, reason=reason, decided_at=clock.now())
    session().add(decision)
    if is_admitted:
        admit(application)  # the invoice's message tells it
    else:
        link, firm = desk.link_to_status(application), application.legal_name
        tell(application, letters.Declined(club_name=desk.club_name, link=link, firm_name=firm, reason=reason))
    record(Did.APPLICATION_DECIDED, application.ref, admitted=is_admitted)
    return decision
