"""Who stands where on a ladder: the picture, the table; place, move, end."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock
from club.core.db import read, session
from club.core.i18n import day
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import published
from club.documents.kinds.ladder.body import Ladder
from club.documents.kinds.ladder.standing import Span, spans
from club.documents.models import Document
from club.documents.queries import LIST as LADDERS
from club.documents.showing import ladder_facts
from club.documents.views.shelves import ROOT, Opened, in_force
from club.firms.models import DepartmentLead, Invitation, Membership
from club.firms.people_views import open_since
from club.firms.words import said_person
from club.growth import actions, rules
from club.growth.forms import MoveForm, PlaceForm
from club.growth.models import Placement
from club.growth.pace_queries import Pace, pace
from club.growth.plan_actions import plan
from club.growth.plan_queries import INVITED, titles
from club.growth.queries import ON_LADDER, PLACEABLE, TICKS_ON_LADDER
from club.policy import Can, needs

blueprint = Blueprint("placements", __name__)
SHELF, LADDER = "ladders", "ladder"


@blueprint.route(f"{ROOT}/ladders/<ref:ref>/people", methods=["GET", "POST"])
@needs(Can.PLACEMENT_WRITE)
def people(firm: str, ref: str) -> ResponseReturnValue:
    """Who stands on which stage of a ladder; placing one more."""
    opened, ladder, now = _opened(ref)
    seen = g.standing.sight
    free = read(PLACEABLE, document_id=opened.row.id, **seen).all()
    invited = read(INVITED, since=open_since(), **seen).all()
    form = PlaceForm(data={"started_on": now, "person": request.args.get("person", "")})
    form.person.choices = [
        SelectChoice("", _("Choose")),
        *(SelectChoice(one.ref, said_person(one)) for one in free),
        *(SelectChoice(one.ref, _("%(name)s (invited)", name=said_person(one))) for one in invited),
    ]
    form.stage.choices = [SelectChoice(stage.key, str(stage.title)) for stage in ladder.stages]
    if form.validate_on_submit():
        try:
            if form.person.data in {one.ref for one in invited}:
                return _planned(firm, opened, form, now)
            return _placed(firm, opened, ladder, form, now)
        except Refused as error:
            form.form_errors.append(said(error.refusal.message, error.refusal.values))
            session().rollback()
    page = _people_page(opened, ladder, form, now, seen=seen, invited=invited)
    return page, 422 if request.method == "POST" else 200


@blueprint.get(f"{ROOT}/ladders/place")
@needs(Can.PLACEMENT_WRITE)
def choose(firm: str) -> ResponseReturnValue:
    """On which ladder somebody is placed: straight to the only one, else a choice."""
    ladders = [one for one in read(LADDERS, kind=LADDER, today=_today()) if one.number is not None]
    person = request.args.get("person")
    if len(ladders) == 1:
        return redirect(url_for(".people", firm=firm, ref=ladders[0].ref, person=person, _anchor="place"), 303)
    return render_template("growth/choose.html", ladders=ladders, person=person)


@blueprint.route(f"{ROOT}/placements/<ref:ref>", methods=["GET", "POST"])
@needs(Can.PLACEMENT_WRITE)
def placement(firm: str, ref: str) -> ResponseReturnValue:
    """One placement: move the person to another stage."""
    row, membership, document = _to_write(ref)
    opened, ladder, now = _opened(document.ref)
    is_ahead = row.started_on > now
    first = (row.started_on, row.stage) if is_ahead else (now, _next_key(ladder, row.stage))
    form = MoveForm(data={"started_on": first[0], "version": row.version, "stage": first[1]})
    form.stage.choices = [SelectChoice(stage.key, str(stage.title)) for stage in ladder.stages]
    if row.ended_on is not None and request.method == "GET":
        return _ended(firm, document)
    if form.validate_on_submit():
        try:
            _move(form, row, membership, ladder, now)
        except Refused as error:
            form.form_errors.append(said(error.refusal))
        else:
            flash(_("%(name)s begins another stage.", name=membership.name), "good")
            return redirect(url_for(".people", firm=firm, ref=document.ref), 303)
    stage = rules.stage_of(ladder, row.stage)
    page = render_template(
        "growth/placement.html",
        form=form,
        placement=row,
        subject=membership,
        document=opened.row,
        stage=stage.title if stage else row.stage,
        is_ahead=is_ahead,
    )
    return page, 422 if request.method == "POST" else 200


def _move(form: MoveForm, row: Placement, membership: Membership, ladder: Ladder, now: date) -> None:
    if form.is_stale(row.version):
        raise Refused(rules.ENDED)
    actions.move(
        row,
        membership,
        ladder,
        stage=form.stage.data,
        started_on=form.started_on.data,
        today=now,
        by=g.who.person_id,
        at=clock.now(),
    )


@blueprint.post(f"{ROOT}/placements/<ref:ref>/end")
@needs(Can.PLACEMENT_WRITE)
def end(firm: str, ref: str) -> ResponseReturnValue:
    """Take a person off the ladder."""
    row, membership, document = _to_write(ref)
    if row.ended_on is not None:
        return _ended(firm, document)
    actions.end(row, membership, ended_on=_today())
    flash(_("%(name)s stands on this ladder no more.", name=membership.name), "good")
    return redirect(url_for(".people", firm=firm, ref=document.ref), 303)


def _ended(firm: str, document: Document) -> ResponseReturnValue:
    """Somebody else was first: back to who stands where now."""
    flash(said(rules.ENDED), "warn")
    return redirect(url_for(".people", firm=firm, ref=document.ref), 303)


def _opened(ref: str) -> tuple[Opened, Ladder, date]:
    opened = in_force(SHELF, ref)
    if opened.body is None or opened.row.retired_at is not None:
        abort(404)
    return opened, opened.body, _today()


def _placed(firm: str, opened: Opened, ladder: Ladder, form: PlaceForm, now: date) -> ResponseReturnValue:
    membership = session().scalars(select(Membership).where(Membership.ref == form.person.data)).one()
    document = session().scalars(select(Document).where(Document.id == opened.row.id)).one()
    actions.place(
        membership,
        document,
        ladder,
        stage=form.stage.data,
        started_on=form.started_on.data,
        today=now,
        by=g.who.person_id,
        at=clock.now(),
    )
    if form.started_on.data > now:
        flash(_("%(name)s begins on %(day)s.", name=membership.name, day=day(form.started_on.data)), "good")
    else:
        flash(_("%(name)s stands on the ladder now.", name=membership.name), "good")
    return redirect(url_for(".people", firm=firm, ref=opened.row.ref), 303)


def _planned(firm: str, opened: Opened, form: PlaceForm, now: date) -> ResponseReturnValue:
    """Somebody who is invited: kept until they are in."""
    waits = select(Invitation).where(Invitation.ref == form.person.data).with_for_update()
    invitation = session().scalars(waits).one()
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Refused(rules.NOT_INVITED)
    plan(
        invitation,
        opened.row.ref,
        stage=form.stage.data,
        started_on=form.started_on.data,
        today=now,
        by=g.who.person_id,
        at=clock.now(),
    )
    flash(_("Kept. %(name)s stands there as soon as they are in.", name=invitation.name), "good")
    return redirect(url_for(".people", firm=firm, ref=opened.row.ref), 303)


def _people_page(
    opened: Opened, ladder: Ladder, form: PlaceForm, now: date, *, seen: dict[str, Any], invited: Sequence[Any]
) -> str:
    rows = read(ON_LADDER, document_id=opened.row.id, **seen).all()
    done = _ticks(opened.row.id, now)
    where = published.fact(opened.row, spans)
    stages = dict(titles(ladder))
    found = [(row, pace(ladder, where, row, done.get(row.id, ()), today=now)) for row in rows]
    return render_template(
        "growth/people.html",
        form=form,
        document=opened.row,
        people=found,
        coming=[(one, stages.get(one.stage, "")) for one in invited if one.document_id == opened.row.id],
        drawn=[_drawn(ladder, where, row, one) for row, one in found if one is not None],
        **ladder_facts(ladder),
    )


def _drawn(ladder: Ladder, where: Mapping[str, Span], row: Any, one: Pace) -> dict[str, Any]:
    tracks = [track.key for track in ladder.tracks if any(stage.track == track.key for stage in ladder.stages)]
    begins = float(where[one.stage.key].begins)
    return {
        "initial": row.name[:1],
        "name": row.name,
        "track": tracks.index(one.stage.track),
        "at": begins + one.walked,
        "calendar": None if not one.days_ahead else begins + one.walked - one.days_ahead / 30,
        "short": f"{'+' if one.days_ahead > 0 else '−'}{abs(one.days_ahead)}" if one.days_ahead else "",
        "words": one.words,
        "kind": one.kind,
        "is_me": False,
    }


def _ticks(document_id: int, now: date) -> dict[int, Collection[tuple[str, date]]]:
    found: dict[int, Any] = {}
    for tick in read(TICKS_ON_LADDER, document_id=document_id, since=now - timedelta(days=62)):
        found.setdefault(tick.placement_id, set()).add((tick.item, tick.day))
    return found


def _to_write(ref: str) -> tuple[Placement, Membership, Document]:
    """A placement whose person the acting one may place, or 404."""
    row = session().scalars(select(Placement).where(Placement.ref == ref).with_for_update()).first()
    if row is None:
        abort(404)
    membership = session().scalars(select(Membership).where(Membership.id == row.membership_id)).one()
    lead = (
        session()
        .scalars(select(DepartmentLead.membership_id).where(DepartmentLead.department_id == membership.department_id))
        .first()
    )
    own = g.standing.membership_id
    may_see = rules.may_see(role=g.standing.role, viewer=own, subject=membership.id, lead_of_subject=lead)
    if not may_see or (membership.id == own and not g.standing.sees_all):
        abort(404)
    document = session().scalars(select(Document).where(Document.id == row.document_id)).one()
    return row, membership, document


def _next_key(ladder: Ladder, stage: str) -> str:
    return next((each.key for each in ladder.stages if stage in each.after), stage)


def _today() -> date:
    today: date = g.standing.today()
    return today
