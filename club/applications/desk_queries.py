"""What waits on whom, and the queue, for whoever is at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from flask import g, url_for
from flask_babel import gettext as _

from club.applications import queries
from club.applications.addresses import gate_here
from club.applications.case_queries import own_firms
from club.applications.models import ApplicationStatus as Status
from club.applications.rules import turnover_band
from club.core.db import read
from club.core.money import Money
from club.core.text import N_, Phrase
from club.policy import Can

LAST_PAGE = 10_000
FILTERS = {
    "all": N_("All"),
    "me": N_("On me"),
    "applicant": N_("On the applicant"),
    "board": N_("On the board"),
    "decided": N_("Decided"),
}
_DECIDED = (Status.APPROVED, Status.DECLINED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Waiting:
    """How many applications wait on each side, and since when the oldest waits on me."""

    me: int = 0
    applicant: int = 0
    board: int = 0
    decided: int = 0
    all: int = 0
    oldest_of_mine: datetime | None = None


@dataclass(frozen=True)
class Wish:
    """Which part of the queue is wanted, in which order: four words of the address."""

    chosen: str = "all"
    sort: str = "received"
    is_falling: bool = True
    page: int = 1

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Wish":
        """The wish of an address; what it doesn’t know, or must not tell by its order, is left at its default."""
        chosen, order, page = args.get("waits", ""), args.get("sort", "-received"), args.get("page", "1")
        sort = order.removeprefix("-")
        known = set(queries.SORTS) - (set() if sees_figures() else {"turnover"})
        return cls(
            chosen if chosen in FILTERS else "all",
            sort if sort in known else "received",
            order.startswith("-"),
            min(max(int(page), 1), LAST_PAGE) if page.isdecimal() and len(page) < 6 else 1,  # noqa: PLR2004
        )

    @property
    def address(self) -> str:
        """The address of this wish."""
        order = f"{'-' if self.is_falling else ''}{self.sort}"
        return url_for("applications.index", waits=self.chosen, sort=order, page=self.page)


class Queue(NamedTuple):
    """One page of applications."""

    rows: list[Any]
    has_next: bool


def sees_figures() -> bool:
    """Whether the acting person may see stated figures and contacts; the board sees a verified band."""
    return bool(g.who.can(Can.APPLICATION_HANDLE) or g.who.can(Can.EVIDENCE_READ))


def on_me() -> tuple[Status, ...]:
    """The statuses in which an application may wait on the acting person."""
    mine: tuple[Status, ...] = (Status.RECEIVED,) if sees_figures() else ()
    return (*mine, Status.WITH_BOARD) if g.who.can(Can.APPLICATION_DECIDE) else mine


def counts_here() -> Waiting:
    """Count by one statement."""
    counted = read(queries.COUNTS, **own_firms()).all()
    mine = [row for row in counted if row.status in on_me() and not row.has_voted]
    return Waiting(
        me=sum(row.many for row in mine),
        applicant=sum(row.many for row in counted if row.status is Status.QUESTION_OPEN),
        board=sum(row.many for row in counted if row.status is Status.WITH_BOARD),
        decided=sum(row.many for row in counted if row.status in _DECIDED),
        all=sum(row.many for row in counted),
        oldest_of_mine=min((row.oldest for row in mine), default=None),
    )


def queue_here(wish: Wish) -> Queue:
    """One page of the queue."""
    statuses = {
        "me": on_me(),
        "applicant": (Status.QUESTION_OPEN,),
        "board": (Status.WITH_BOARD,),
        "decided": _DECIDED,
    }.get(wish.chosen, tuple(Status))
    rows = read(
        queries.QUEUE[wish.sort, wish.is_falling],
        statuses=list(statuses),
        whoever=wish.chosen != "me",
        offset=(wish.page - 1) * queries.PAGE,
        **own_firms(),
    ).all()
    return Queue(list(rows[: queries.PAGE]), len(rows) > queries.PAGE)


def queue_page(wish: Wish, queue: Queue, waiting: Waiting) -> dict[str, Any]:
    """What the queue’s page shows around its rows."""
    counts = {name: getattr(waiting, name) for name in FILTERS}
    return {
        "total": counts[wish.chosen],
        "filters": [
            (_(label), replace(wish, chosen=name, page=1).address, name == wish.chosen, counts[name])
            for name, label in FILTERS.items()
        ],
        "newer": replace(wish, page=wish.page - 1).address if wish.page > 1 else None,
        "older": replace(wish, page=wish.page + 1).address if queue.has_next else None,
        **table_of(wish.sort, is_falling=wish.is_falling, wish=wish),
    }


def table_of(sort: str, *, is_falling: bool, wish: Wish | None = None) -> dict[str, Any]:
    """The columns of the queue, each that sorts with its address."""

    def column(label: str, by: str = "", *, is_number: bool = False) -> dict[str, Any]:
        is_here = by == sort
        facts: dict[str, Any] = {"label": label, "number": is_number}
        if by and wish is not None:
            facts["sort"] = replace(wish, sort=by, is_falling=not is_falling if is_here else False, page=1).address
            facts["sorted"] = ("descending" if is_falling else "ascending") if is_here else ""
        return facts

    figures = sees_figures()
    return {
        "sees_figures": figures,
        "band_of": band_of,
        "columns": [
            column(_("Firm"), "firm"),
            column(_("To do")),
            column(_("Turnover"), "turnover" if figures else "", is_number=True),
            column(_("Basis")),
            column(_("Received"), "received", is_number=True),
        ],
    }


def band_of(row: Any) -> Phrase:
    """The range that a board member sees of an application in the queue."""
    if row.verified_minor is None:
        return Phrase(N_("not verified yet"))
    return turnover_band(Money(row.verified_minor, row.currency), gate_here())
