"""What the club did with each demo application: the program's own actions, by the right person, at the right time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import select

from club.applications import desk_actions as desk
from club.applications.actions import status_token, withdraw
from club.applications.addresses import status_address, vote_address
from club.applications.desk_actions import Desk
from club.applications.models import Application, ApplicationStatus, Choice, Evidence
from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.money import Money
from club.demo.scopes import at_desk

S = ApplicationStatus
Act = Callable[[Application, Desk, int], object]
REMARKS = "Twelve monthly statements, compared with the platform’s own report."
QUESTION = "Two of your three shops opened in May. How much of the turnover is theirs?"
WHOLESALE = "Most of the turnover is wholesale."
REFUSAL = "The turnover is mostly wholesale; come back with a year of your own shops."


class Step(NamedTuple):
    """One thing done: how long after the application came, by whom, and what."""

    after: timedelta
    by: str
    act: Act


def tell(ref: str, status: ApplicationStatus, *, club_id: int, people: dict[str, int]) -> None:
    """Carry out what brought an application to where it stands."""
    if status is S.WITHDRAWN:
        _withdraw(ref, club_id)
    for step in _story(status):
        person = people[f"{step.by}@goldcrown.example"]
        with at_desk(club_id, person):
            application = session().scalars(select(Application).where(Application.ref == ref)).one()
            with clock.telling_of(application.received_at + step.after):
                step.act(application, _desk(club_id), person)
                session().flush()


def _story(status: ApplicationStatus) -> list[Step]:
    verified = Step(timedelta(days=1, hours=3), "verifier", _verify)
    first = timedelta(days=2, hours=1)
    yes = Step(first, "reviewer1", partial(_vote, Choice.YES, "The figures hold together."))
    stories = {
        S.WITH_BOARD: [verified, yes],
        S.QUESTION_OPEN: [verified, Step(first, "reviewer1", _ask)],
        S.APPROVED: [
            verified,
            yes,
            Step(timedelta(days=3), "reviewer2", partial(_vote, Choice.YES, "I know their goods.")),
        ],
        S.DECLINED: [
            verified,
            Step(first, "reviewer1", partial(_vote, Choice.NO, WHOLESALE)),
            Step(timedelta(days=3), "secretary", _decline),
        ],
    }
    return stories.get(status, [])


def _verify(application: Application, at: Desk, by: int) -> None:
    for paper in session().scalars(select(Evidence).where(Evidence.application_id == application.id)):
        desk.open_evidence(paper.ref, application=application.ref)
    figure = Money(application.turnover_minor - 1_000_000_00, application.currency)
    desk.verify(application, figure=figure, remarks=REMARKS, by=by, desk=at)


def _vote(choice: Choice, reason: str, application: Application, at: Desk, by: int) -> None:
    desk.vote(application, choice=choice, reason=reason, by=by, desk=at)


def _ask(application: Application, at: Desk, by: int) -> None:
    desk.ask(application, reason=QUESTION, by=by, desk=at)


def _decline(application: Application, at: Desk, _by: int) -> None:
    desk.decline(application, reason=REFUSAL, desk=at)


def _withdraw(ref: str, club_id: int) -> None:
    """The applicant's own wish, so nobody of the club stands beside it."""
    with at_desk(club_id):
        application = session().scalars(select(Application).where(Application.ref == ref)).one()
        with clock.telling_of(application.received_at + timedelta(days=4)):
            withdraw(application)
            session().flush()


def _desk(club_id: int) -> Desk:
    club = session().get_one(Club, club_id)
    return Desk(
        club_name=club.name_en,
        board_yes=club.board_yes,
        gate=Money(club.gate_minor, club.gate_currency),
        link_to_vote=vote_address,
        link_to_status=lambda application: status_address(status_token(application)),
    )
