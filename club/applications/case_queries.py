"""One application with everything that belongs to it, read for the desk and for the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from flask import g
from flask_babel import gettext as _

from club.applications import queries
from club.applications.addresses import gate_here
from club.applications.board_rules import BoardVerdict, board_verdict
from club.applications.history_queries import Line, as_desk_sees
from club.applications.keeping_rules import KeptUntil, kept_until
from club.applications.models import ApplicationStatus
from club.applications.progress_rules import OPEN_STATUSES, passes
from club.core.db import read
from club.core.money import Money
from club.core.site import club_here
from club.policy import CLUB, Can, ClubRole


class Name(NamedTuple):
    """A name that the applicant wants kept away: its member firm, and whom of the club’s people it means."""

    ref: str
    words: str
    firm: str
    people: tuple[int, ...]
    is_settled: bool


@dataclass(frozen=True)
class Case:
    """The rows of one application."""

    row: Any
    evidence: list[Any]
    recusals: list[Any]
    questions: list[Any]
    votes: list[Any]
    decision: Any
    board: list[Any]
    names: dict[int, str]
    readers: dict[int, str]
    happened: list[Any]

    @property
    def stated(self) -> Money:
        """The figure that the applicant stated."""
        return Money(self.row.turnover_minor, self.row.currency)

    @property
    def verified(self) -> Money | None:
        """The figure that the papers show, once a verifier set it."""
        return None if self.row.verified_minor is None else Money(self.row.verified_minor, self.row.currency)

    @property
    def is_through(self) -> bool:
        """Whether the verified figure passes the club’s gate as it is now."""
        return passes(self.verified, gate_here().least)

    @property
    def is_answered_since_verified(self) -> bool:
        """Whether the applicant answered something after the figure was set."""
        at = self.row.verified_at
        return at is not None and any(one.answered_at and one.answered_at > at for one in self.questions)

    @property
    def is_too_low(self) -> bool:
        """Whether the figure keeps it from the board, and nothing new came in that could change the figure."""
        is_new = self.row.status is ApplicationStatus.RECEIVED and self.is_answered_since_verified
        is_at_rest = self.row.status in {ApplicationStatus.RECEIVED, ApplicationStatus.WITH_BOARD}
        return is_at_rest and self.verified is not None and not self.is_through and not is_new

    @property
    def is_with_the_board(self) -> bool:
        """Whether the board looks at it, also while a question is open."""
        return self.row.status in {ApplicationStatus.WITH_BOARD, ApplicationStatus.QUESTION_OPEN}

    @property
    def standing(self) -> BoardVerdict:
        """The votes as they count now."""
        return board_verdict(
            {vote.person_id: vote.choice for vote in self.votes},
            board=[member.person_id for member in self.board],
            quorum_yes=club_here().board_yes,
            recused=self.kept_away,
            open_questions=int(self.row.status is ApplicationStatus.QUESTION_OPEN),
        )

    @property
    def kept_away(self) -> frozenset[int]:
        """Whom of the club’s people the applicant keeps away from this case."""
        return frozenset(one.person_id for one in self.recusals if one.person_id is not None)

    @property
    def named(self) -> list[Name]:
        """The applicant’s names in their order."""
        return [
            Name(
                rows[0].ref,
                words,
                rows[0].firm_name or "",
                tuple(dict.fromkeys(row.person_id for row in rows if row.person_id is not None)),
                rows[0].settled_at is not None,
            )
            for words, many in groupby(self.recusals, key=lambda row: row.words)
            if (rows := list(many))
        ]

    def called(self, people: Iterable[int]) -> list[str]:
        """The names of some of the club’s people."""
        return [self.names.get(person, "") for person in people]

    @property
    def unsettled(self) -> int:
        """How many of the applicant’s names nobody has said the meaning of."""
        return sum(1 for one in self.recusals if one.settled_at is None)

    @property
    def kept_until(self) -> KeptUntil | None:
        """When the files and the rest of a case go that was declined or withdrawn; None once they are gone."""
        is_over = self.row.status in {ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN}
        ended_at = self.row.withdrawn_at or (self.decision.decided_at if self.decision else None)
        return kept_until(ended_at) if is_over and ended_at and self.row.erased_at is None else None

    @property
    def is_member(self) -> bool:
        """Whether an open application is of a firm that the club has admitted already."""
        return self.row.is_firm and self.row.status in OPEN_STATUSES

    @property
    def figures(self) -> list[Any]:
        """Who set a figure when, and whether it passed the gate, the latest first."""
        return [one for one in self.happened if one.row == self.row.ref]

    @property
    def openings(self) -> list[Any]:
        """Who last opened which paper when, the latest first."""
        return [one for one in self.happened if one.row != self.row.ref]

    def unopened(self, person: int) -> list[str]:
        """The names of the papers that somebody has not opened."""
        opened = {one.row for one in self.openings if one.person_id == person}
        return [one.name for one in self.evidence if one.ref not in opened]

    @property
    def history(self) -> list[Line]:
        """What happened, with names."""
        return as_desk_sees(self)

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


def own_firms() -> dict[str, list[int]]:
    """The firms of the acting person, as they are at this request; an applicant may have named one."""
    return {"own_firms": [standing.firm_id for standing in g.who.firms]}


def case(ref: str) -> Case | None:
    """Read a case; None where this club has none of that name, or none for whoever asks."""
    row = read(queries.CASE, ref=ref, **own_firms()).first()
    if row is None:
        return None
    mine = {"application_id": row.id}
    staff, evidence = read(queries.WHO).all(), list(read(queries.EVIDENCE, **mine))
    return Case(
        row=row,
        evidence=evidence,
        recusals=list(read(queries.RECUSALS, **mine)),
        questions=list(read(queries.QUESTIONS, **mine)),
        votes=list(read(queries.VOTES, **mine)),
        decision=None if row.status in OPEN_STATUSES else read(queries.DECISION, **mine).first(),
        board=[one for one in staff if one.role is ClubRole.BOARD_MEMBER],
        names={one.person_id: one.name for one in staff},
        readers={one.person_id: one.name for one in staff if Can.APPLICATION_READ in CLUB[one.role]},
        happened=list(read(queries.HAPPENED_TO, ref=ref, papers=[one.ref for one in evidence])),
    )
