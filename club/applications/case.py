"""One application with everything that belongs to it, read for the desk and for the board."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from club.applications import queries
from club.applications.board import BoardVerdict, board_verdict
from club.applications.history import Line, as_desk_sees
from club.applications.models import ApplicationStatus
from club.applications.progress import OPEN_STATUSES
from club.core.db import read
from club.core.money import Money
from club.core.site import club_here
from club.policy import ClubRole


@dataclass(frozen=True)
class Case:
    """The rows of one application."""

    row: Any
    evidence: list[Any]
    questions: list[Any]
    votes: list[Any]
    decision: Any
    board: list[Any]
    names: dict[int, str]

    @property
    def stated(self) -> Money:
        """The figure that the applicant stated."""
        return Money(self.row.turnover_minor, self.row.currency)

    @property
    def verified(self) -> Money | None:
        """The figure that the papers show, once a verifier set it."""
        return None if self.row.verified_minor is None else Money(self.row.verified_minor, self.row.currency)

    @property
    def standing(self) -> BoardVerdict:
        """The votes as they count now."""
        return board_verdict(
            {vote.person_id: vote.choice for vote in self.votes},
            board=[member.person_id for member in self.board],
            quorum_yes=club_here().board_yes,
            open_questions=int(self.row.status is ApplicationStatus.QUESTION_OPEN),
        )

    @property
    def history(self) -> list[Line]:
        """What happened, with names."""
        return as_desk_sees(self.row, self.questions, self.votes, self.decision, self.names)

    def vote_of(self, person: int) -> Any:
        """The vote of a member of the board, if it is cast."""
        return next((one for one in self.votes if one.person_id == person), None)

    def name_of_paper(self, ref: str) -> str:
        """The name under which a paper came in."""
        return str(next((one.name for one in self.evidence if one.ref == ref), ""))

    @property
    def said_stale(self) -> str:
        """That the case moved on while a form stood open."""
        return str(
            _("Something changed here since you opened the page. What you typed is kept: look again, then send.")
        )


def case(ref: str) -> Case | None:
    """Read a case; None where this club has none of that name."""
    row = read(queries.ONE, ref=ref).first()
    if row is None:
        return None
    mine = {"application_id": row.id}
    staff = read(queries.WHO).all()
    return Case(
        row=row,
        evidence=list(read(queries.EVIDENCE, **mine)),
        questions=list(read(queries.QUESTIONS, **mine)),
        votes=list(read(queries.VOTES, **mine)),
        decision=read(queries.DECISION, **mine).first() if row.status not in OPEN_STATUSES else None,
        board=[one for one in staff if one.role is ClubRole.BOARD_MEMBER],
        names={one.person_id: one.name for one in staff},
    )
