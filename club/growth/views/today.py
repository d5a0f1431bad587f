"""Today: the own position and the day's process table; the same for whoever may see a person's position."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from club.acknowledgements.queries import owed_by
from club.core import clock, held
from club.core.db import read, session
from club.core.leading import is_for_a_part, lead
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import published
from club.documents.edits import items
from club.documents.kinds import kind_of, kinds
from club.documents.kinds.ladder.body import Task
from club.documents.kinds.ladder.standing import spans
from club.documents.pointing import anchor, clauses
from club.documents.showing import whole_time
from club.documents.views.shelves import ROOT, SHELVES
from club.documents.words import choice_word, days, expected_time, pay
from club.exams.due_queries import to_sit
from club.growth import actions, rules
from club.growth.models import Placement
from club.growth.path_queries import walk
from club.growth.position_queries import Position, lengths, position, way_through
from club.growth.queries import SUBJECT, TICKS, WATCHERS, Edition, edition
from club.policy import Can, FirmRole, needs


class Text(NamedTuple):
    """A text that belongs to a stage, in its edition in force; an exam may be passed."""

    kind: str
    ref: str
    title: str
    is_passed: bool
    id: int
    lang: str
    number: int
    published_at: str
    named: Sequence[str]

    @property
    def edition(self) -> Edition:
        """Its edition in force, to be read."""
        at = datetime.fromisoformat(self.published_at)
        return Edition(self.id, self.ref, self.kind, self.title, self.lang, self.number, at)


class Taken(NamedTuple):
    """A course that belongs to a stage, and how far somebody is with it."""

    slug: str
    title: str
    is_begun: bool
    is_finished: bool


blueprint = Blueprint("growth", __name__)
DAYS_READ = 62


@blueprint.get(f"{ROOT}/today")
@needs(Can.TODAY_USE)
def today(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Where I stand and what I do today."""
    subject = read(SUBJECT, id=g.standing.membership_id, ref="", today=_today()).one()
    return _page(subject, is_own=True)


@blueprint.get(f"{ROOT}/people/<ref:ref>/position")
@needs(Can.PLACEMENT_READ)
def person(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Where a person stands, for the lead, the people office and the owner."""
    subject = read(SUBJECT, id=0, ref=ref, today=_today()).first()
    if subject is None or not rules.may_see(
        role=g.standing.role,
        viewer=g.standing.membership_id,
        subject=subject.id,
        lead_of_subject=subject.lead_id,
    ):
        abort(404)
    return _page(subject, is_own=subject.id == g.standing.membership_id)


@blueprint.post(f"{ROOT}/today/ticks")
@needs(Can.TODAY_USE)
def ticks(firm: str) -> ResponseReturnValue:
    """Save what was ticked and unticked on the page of one day."""
    subject = read(SUBJECT, id=g.standing.membership_id, ref="", today=_today()).one()
    if subject.placement_id is None:
        raise Refused(rules.NOT_PLACED)
    now = _today()
    day = _day_of_page(now)
    placement = session().scalars(select(Placement).where(Placement.id == subject.placement_id)).one()
    tasks = _tasks(subject)
    wanted, turned = _turned(request.form)
    for key in sorted(turned):
        if key not in tasks:
            raise Refused(rules.UNKNOWN_ITEM)
        if key in wanted:
            actions.tick(placement, tasks[key], day=day, today=now, at=clock.now())
        else:
            actions.untick(placement, tasks[key], day=day, today=now)
    if is_for_a_part() and (found := _position(subject, day)[0]) is not None:
        told = {"here": found, "tongue": subject.lang, "word": choice_word}
        return render_template("growth/_saved.html", shown=wanted, is_today=day == now, **told)
    flash(_("Your ticks are saved.") if day == now else _("Saved for yesterday. This is today’s page."), "good")
    return lead(url_for(".today", firm=firm, _anchor="td"))


def _turned(sent: MultiDict[str, str]) -> tuple[set[str], set[str]]:
    """Which lines a page had ticked in the end, and which of them it had turned."""
    wanted = set(sent.getlist("done"))
    return wanted, wanted ^ set(sent.get("was", "").split())


def _unsaved(now: date) -> set[str]:
    """The lines of today that were turned on a page whose sign-in had run out."""
    kept = held.given_back()
    return _turned(kept)[1] if kept and kept.get("day") == now.isoformat() else set()


def _page(subject: Any, *, is_own: bool) -> ResponseReturnValue:
    watchers = read(WATCHERS, department_id=subject.department_id).all()
    now, to_sign = _today(), owed_by(subject.id, g.standing.days)
    asked = to_sit(subject.to_sit)
    found, ladder = _position(subject, now)
    if found is None or ladder is None:
        return render_template(
            "growth/not_placed.html",
            subject=subject,
            is_own=is_own,
            watchers=_told(watchers, subject),
            now=now,
            to_sign=to_sign,
            to_sit=asked,
        )
    if found.standing.begins_on is not None:
        told = {"watchers": _told(watchers, subject), "to_sign": to_sign, "to_sit": asked, "is_own": is_own}
        return _page_before(subject, found, ladder, now, **told)
    texts = _texts(subject)
    path = next((one for one in texts if one.kind == "path"), None)
    return render_template(
        "growth/today.html",
        subject=subject,
        is_own=is_own,
        to_sign=to_sign,
        to_sit=asked,
        ladder=ladder,
        here=found,
        now=now,
        turned=_unsaved(now) if is_own else set(),
        watchers=_told(watchers, subject),
        lengths=published.fact(ladder, lengths, found.stage.key),
        conditions=[(one.is_met, said(one.message, one.values), _detail(one)) for one in found.conditions],
        about_stage=published.page(ladder, lambda: _about_stage(found, ladder.lang), "today", found.stage.key),
        whole_time=whole_time(published.fact(ladder, spans)),
        expected=expected_time(found.stage),
        texts=[(one, _clauses(one)) for one in texts],
        courses=[Taken(*one) for one in subject.courses or ()],
        walk=walk(path, day=found.standing.day),
        shelves={kind.name: word for word, kind in SHELVES.items()},
        kinds=kinds(),
        word=choice_word,
        days=days,
    )


def _page_before(subject: Any, found: Position, ladder: Edition, now: date, **told: Any) -> str:
    """What is known of a stage whose first day lies ahead: which day, and what it will ask and give."""
    return render_template(
        "growth/begins.html",
        subject=subject,
        ladder=ladder,
        here=found,
        now=now,
        **told,
        expected=expected_time(found.stage),
        about_stage=published.page(ladder, lambda: _about_stage(found, ladder.lang), "today", found.stage.key),
    )


def _texts(subject: Any) -> list[Text]:
    """The texts in force that belong to the stage."""
    return sorted((Text(*one) for one in subject.texts or ()), key=lambda text: (text.kind, text.title))


def _clauses(text: Text) -> list[tuple[str, str]]:
    """The clauses of a text that are meant, in its order: where each stands on its page, and how it is called."""
    if not text.named:
        return []
    kind, body = kind_of(text.kind), published.body(text.edition)
    known = dict(items(body))
    return [(anchor(kind, known[key]), name) for key, name in clauses(body).items() if key in text.named]


def _about_stage(found: Position, tongue: str) -> str:
    """What does not change from day to day: the work, what to learn, the pay of this stage and of the next."""
    return render_template(
        "growth/_stage.html",
        stage=found.stage,
        tongue=tongue,
        next_pay=[(stage.title, pay(stage.salary)) for stage in found.next if found.ladder.visibility != "own"],
        own_pay=pay(found.stage.salary),
        word=choice_word,
    )


def _detail(condition: Any) -> str:
    """Where a condition stands; one that counts assessments says when there is none yet."""
    if condition.values.get("reached") == 0:
        return str(_("Not assessed yet"))
    return said(condition.detail, condition.values)


def _position(subject: Any, now: date) -> tuple[Position | None, Edition | None]:
    ladder = edition(subject)
    if ladder is None:
        return None, None
    since = min(now - timedelta(days=DAYS_READ), subject.started_on)
    done = {(tick.item, tick.day) for tick in read(TICKS, placement_id=subject.placement_id, since=since)}
    where, way = published.fact(ladder, spans), published.fact(ladder, way_through, subject.stage)
    return position(published.body(ladder), where, way, subject, done, today=now), ladder


def _tasks(subject: Any) -> dict[str, Task]:
    ladder = edition(subject)
    stage = rules.stage_of(published.body(ladder), subject.stage) if ladder is not None else None
    return {task.key: task for task in stage.daily} if stage is not None else {}


def _today() -> date:
    today: date = g.standing.today()
    return today


def _day_of_page(now: date) -> date:
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise Refused(rules.may_tick(date.min, today=now) or rules.UNKNOWN_ITEM) from None


def _told(watchers: Any, subject: Any) -> dict[str, list[str]]:
    """Who sees the position, by what they are; nobody is named twice, nor the person."""
    told: dict[str, list[str]] = {"lead": [], "people_office": [], "owner": []}
    for one in watchers:
        if one.id != subject.id:
            is_lead = one.lead_id is not None and one.role is FirmRole.LEAD
            told["lead" if is_lead else one.role.value].append(one.name)
    return told
