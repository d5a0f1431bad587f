"""A visitor asks for a place, without an account."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications.contact_fields import Contact
from club.classes import actions, letters, limits, place_actions, place_queries, rules, series_actions
from club.classes.conditions import not_qualified
from club.classes.models import ClassSession, Registration, Standing
from club.classes.place_actions import Comer
from club.classes.place_forms import RegisterForm
from club.classes.series_actions import Objection, Outcome
from club.classes.telling_actions import place_token, tell
from club.classes.views.blueprint import asked, blueprint, not_open, open_dates
from club.core import clock, i18n, mail
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.markdown import rendered
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.core.saying import said
from club.policy import Can, needs


@blueprint.get("/classes/<slug:slug>/register")
@needs(Can.CLASS_REGISTER)
def register(slug: str) -> ResponseReturnValue:
    """What a visitor has to say to get a place; closed while the club has no notice for visitors."""
    row, notice = asked(slug), _notice()
    refusal = rules.not_eligible(row.audience, [], decides=None, runs_shops=None) or not_open(row)
    refusal = refusal or not_qualified(row, None, "")
    if notice is None or refusal is not None:
        return render_template("classes/closed.html", row=row, refusal=refusal)
    dates = open_dates(row)
    return _page(row, _offered(row, notice, dates), notice, dates)


@blueprint.post("/classes/<slug:slug>/register")
@needs(Can.CLASS_REGISTER, as_desk=True)
def send(slug: str) -> ResponseReturnValue:
    """Give a place, or one in line; somebody for whom the class is not is told so, and nothing is kept."""
    row, notice = asked(slug), _notice()
    if notice is None:
        return render_template("classes/closed.html", row=row, refusal=None), 422
    dates = open_dates(row)
    form = _offered(row, notice, dates)
    if not form.is_in_order():
        return _page(row, form, notice, dates), 422
    refusal = rules.not_eligible(row.audience, row.conditions, decides=form.decides, runs_shops=form.runs_shops)
    if refusal is not None:
        return render_template("classes/closed.html", row=row, refusal=refusal)
    if not limits.may_register():
        form.form_errors = [said(limits.ADDRESS_FULL)]
        return _page(row, form, notice, dates), 429
    try:
        return _registered_for_all(row, form, notice) if form.wants_all else _registered(row, form, notice)
    except Refused as refused:
        session().rollback()
        form.form_errors = [said(refused.refusal)]
        return _page(row, form, notice, dates), 422


def _registered(row: Any, form: RegisterForm, notice: Any) -> ResponseReturnValue:
    held = actions.to_write(row.slug) or abort(404)
    if location := accepted_before(form):  # asked while the class is held: of two clicks the second sees the first
        return redirect(location, 303)
    came, is_new = place_actions.register(held, _comer(form), notice_id=notice.id)
    if not is_new and limits.may_send_link(came.ref):
        _tell_again(held, came)
    accept(form, location := _way_on(row, came))
    session().flush()
    return redirect(location, 303)


def _registered_for_all(row: Any, form: RegisterForm, notice: Any) -> ResponseReturnValue:
    """The same on every date of the series that is open; a date that is not for them keeps them from no other."""
    dates = series_actions.hold_dates(row.series)
    if location := accepted_before(form):
        return redirect(location, 303)
    found = series_actions.ask_for_all(dates, [_comer(form)], notice_id=notice.id, objection=_objection(form))
    came, is_new = _first_of(found)
    if not is_new and limits.may_send_link(came.ref):
        series_actions.tell_of_dates(found)
    accept(form, location := _way_on(row, came))
    tell_refused(found)
    session().flush()
    return redirect(location, 303)


def _first_of(found: Sequence[Outcome]) -> tuple[Registration, bool]:
    """The first date that is new to whoever asks, else the first on which they are; whether it is new."""
    there = [(one.came, one.is_new) for one in found if one.came is not None]
    return next((one for one in there if one[1]), there[0])


def tell_refused(found: Sequence[Outcome], *, by_name: bool = False) -> None:
    """Say on the next page which dates of a series were not taken, and why."""
    for one in found:
        if one.refusal is not None:
            when = _(", ").join([one.name, i18n.day(one.row.day)] if by_name else [i18n.day(one.row.day)])
            flash(_("%(when)s: %(why)s", when=when, why=said(one.refusal)), "warn")


def _objection(form: RegisterForm) -> Objection:
    decides, runs_shops = form.decides, form.runs_shops
    return lambda row, _comer: rules.not_eligible(row.audience, row.conditions, decides=decides, runs_shops=runs_shops)


def _comer(form: RegisterForm) -> Comer:
    contact = form.contact.contact
    return Comer(
        who=f"mail:{contact.email}" if _finds_it_by_mail(contact) else f"unproven:{new_ref()}",
        name=form.name.data or "",
        firm_name=form.firm_name.data or "",
        own_role=form.role,
        email=contact.email,
        phone=contact.phone,
        lang=i18n.lang(),
    )


def _finds_it_by_mail(reached: Contact | Registration) -> bool:
    """Whether the link to the page of a place goes to whoever holds the address.

    Where nothing can be sent, anybody could have typed the contact. So it stands for nobody: whoever registers with it
    gets a place and a page of their own, whether it is on the list or not, and the desk sees that it is there twice.
    """
    return bool(reached.email) and mail.is_on()


def _way_on(row: Any, came: Registration) -> str:
    """Where the browser goes: whoever gave an address finds their page by mail, so that nobody can test who comes."""
    if not _finds_it_by_mail(came):
        return url_for("classes.place", token=place_token(came))
    told = _(
        "Look into your mail: a message to %(to)s says how you stand, and holds the link to your page.", to=came.email
    )
    flash(told, "good")
    return url_for("classes.show", slug=row.slug)


def _tell_again(held: ClassSession, came: Registration) -> None:
    if came.status is Standing.DECLINED:
        tell(held, came, letters.Declined, reason=came.reason)
    else:
        tell(held, came, letters.Registered, standing=came.status.value, is_again=True)


def _notice() -> Any:
    return read(place_queries.NOTICE, at=clock.now()).first()


def _offered(row: Any, notice: Any, dates: Sequence[Any]) -> RegisterForm:
    form = RegisterForm()
    form.offer(row.conditions, notice=notice.id, dates=len(dates))
    return form


def _page(row: Any, form: RegisterForm, notice: Any, dates: Sequence[Any]) -> str:
    return render_template(
        "classes/register.html",
        row=row,
        form=form,
        notice=notice,
        dates=dates,
        notice_text=rendered(i18n.pick(notice.body_en, notice.body_zh)),
        has_mail=mail.is_on(),
    )
