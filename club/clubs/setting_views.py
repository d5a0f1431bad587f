"""A club's own screens: what its administrators set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    after_this_request,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from wtforms.fields.choices import SelectChoice

from club.clubs import setting_actions
from club.clubs.forms import (
    BoardForm,
    DuesForm,
    GateForm,
    NoticeForm,
    PlanForm,
    SectionForm,
    SettingForm,
    SiteForm,
    StaffNoticeForm,
    TalksForm,
)
from club.clubs.models import Club, NoticeKind, Plan, Section
from club.clubs.queries import NOTICE_IN_FORCE, NOTICES, PLAN_OFFERED, SECTIONS
from club.clubs.starters import starter_notice, starter_release
from club.clubs.views import NOTICE_TITLES
from club.core import clock
from club.core.db import read, session
from club.core.i18n import lang, money, pick
from club.core.markdown import render
from club.core.money import Money, in_full
from club.core.refusals import Refused
from club.core.saying import said
from club.core.scope import current
from club.core.site import club_here, here
from club.core.text import N_
from club.core.unsaved import Unsaved
from club.policy import Can, needs

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


@dataclass(frozen=True)
class Group:
    """Settings that are changed together."""

    title: str
    form: type[SettingForm]
    more: Callable[[Any], dict[str, Any]] = lambda _club: {}


GROUPS = {
    "site": Group(N_("Names and front page"), SiteForm),
    "gate": Group(
        N_("Who may apply"),
        GateForm,
        lambda club: {"gate": Money(club.gate_minor, club.gate_currency).digits, "gate_basis": club.gate_basis.value},
    ),
    "board": Group(N_("How the board decides"), BoardForm),
    "dues": Group(N_("How dues are paid"), DuesForm),
    "talks": Group(
        N_("How talks come out"),
        TalksForm,
        lambda club: {
            f"release_{code}": getattr(club, f"release_{code}") or starter_release(code, club) for code in ("en", "zh")
        },
    ),
}


@blueprint.get("")
@needs(Can.CLUB_SET)
def index() -> ResponseReturnValue:
    """Everything that is set, and what a new club still lacks."""
    in_force = {row.kind for row in read(NOTICES, now=clock.now())}
    return render_template(
        "clubs/settings.html",
        groups=GROUPS,
        plan=read(PLAN_OFFERED, now=clock.now()).first(),
        notices=[(kind.value, NOTICE_TITLES[kind], kind in in_force) for kind in NoticeKind],
        can_open=NoticeKind.APPLICANTS in in_force,
        base=here().base,
    )


@blueprint.route("/<group>", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def change(group: str) -> ResponseReturnValue:
    """One group of settings."""
    if group not in GROUPS:
        abort(404)
    kind, club = GROUPS[group], setting_actions.to_set(current().club)
    kept = {**_columns(club), **kind.more(club)}
    form = kind.form(data=kept)
    theirs: list[tuple[str, Any]] = []
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            if not form.is_stale(club.version):
                return _saved(club, form)
            theirs = _differing(form, kept)
            form.version.data = str(club.version)
    return render_template(
        "clubs/setting.html", title=kind.title, group=group, form=form, theirs=theirs, understood=_understood(form)
    ), status


@blueprint.route("/plan", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def plan() -> ResponseReturnValue:
    """The one plan on offer; saving offers a new one."""
    now = read(PLAN_OFFERED, now=clock.now()).first()
    version = str(now.id) if now else "0"
    kept = {"months": 12, "seats": 30, "currency": club_here().gate_currency}
    if now:
        kept = {**now._mapping, "price": Money(now.price_minor, now.currency).digits}  # noqa: SLF001
    form = PlanForm(data={**kept, "version": version})
    if not form.validate_on_submit():
        return render_template("clubs/plan.html", form=form, now=now), 422 if form.is_submitted() else 200
    if form.version.data != version:
        form.version.data = version
        form.form_errors = [_("Somebody else has set another plan meanwhile. Compare, then save again.")]
        return render_template("clubs/plan.html", form=form, now=now), 422
    names = ("name_en", "name_zh", "currency", "months", "seats")
    fresh = Plan(**{name: form.data[name] for name in names}, price_minor=form.minor)
    setting_actions.offer(fresh, at=clock.now())
    flash(_("The plan is offered from now on: %(price)s.", price=money(fresh.price_minor, fresh.currency)), "good")
    return redirect(url_for("settings.index"), 303)


@blueprint.route("/notices/<kind>", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def notice(kind: str) -> ResponseReturnValue:
    """The next version of a notice: written, previewed, put into force."""
    if kind not in set(NoticeKind):
        abort(404)
    which = NoticeKind(kind)
    now = read(NOTICE_IN_FORCE, kind=which, now=clock.now()).first()
    number = now.number if now else 0
    kind_of_form = StaffNoticeForm if which is NoticeKind.STAFF else NoticeForm
    unsaved = Unsaved("notices", kind, url_for("settings.notice", kind=kind))
    form = kind_of_form(data={**_bodies(which, now), "version": number}, **unsaved.taken_up())
    if (answer := unsaved.answer(form)) is not None:
        return answer
    page = {
        "title": NOTICE_TITLES[which],
        "form": form,
        "now": now,
        "is_applicants": which is NoticeKind.APPLICANTS,
        "is_staff": which is NoticeKind.STAFF,
        "unsaved": unsaved,
    }
    if not form.validate_on_submit():
        return render_template("clubs/notice_edit.html", **page), 422 if form.is_submitted() else 200
    shown: list[tuple[str, Markup]] = []
    if not form.takes(lambda: shown.extend((code, render(form.data[f"body_{code}"])) for code in ("en", "zh"))):
        return render_template("clubs/notice_edit.html", **page), 422
    if request.form.get("do") == "preview":
        return render_template("clubs/notice_edit.html", **page, preview=shown)
    if form.is_stale(number):
        form.version.data = str(number)
        form.form_errors = [_("Somebody else published a version meanwhile. It is shown below; compare, then publish.")]
        return render_template("clubs/notice_edit.html", **page, theirs=_bodies(which, now)), 422
    bodies = {name: form.data[name] for name in ("body_en", "body_zh")}
    setting_actions.publish(which, after=number, **bodies, at=clock.now())
    unsaved.forget()
    flash(_("In force from now on. Whoever agreed to an older version agreed to that one."), "good")
    return redirect(url_for("settings.index"), 303)


@blueprint.route("/sections", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def sections() -> ResponseReturnValue:
    """The sections, and a new one."""
    return _section(Section(), "")


@blueprint.route("/sections/<slug:slug>", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def section(slug: str) -> ResponseReturnValue:
    """One section."""
    row = next((row for row in read(SECTIONS) if row.slug == slug), None)
    if row is None:
        abort(404)
    return _section(session().get_one(Section, row.id), slug)


def _section(row: Section, slug: str) -> ResponseReturnValue:
    rows = read(SECTIONS).all()
    kept = {name: getattr(row, name) for name in ("name_en", "name_zh", "slug", "position")} if slug else {}
    form = SectionForm(data={**kept, "parent": str(row.parent_id or "")})
    above = [other for other in rows if other.parent_id is None and other.slug != slug]
    form.parent.choices = [
        SelectChoice("", _("Nothing: it stands at the top")),
        *(SelectChoice(str(other.id), pick(other.name_en, other.name_zh)) for other in above),
    ]
    if form.validate_on_submit():
        facts = {name: form.data[name] for name in ("name_en", "name_zh", "slug")}
        facts |= {"position": form.position.data or 0, "parent_id": int(form.parent.data) if form.parent.data else None}
        try:
            setting_actions.put_section(row, facts)
        except Refused as refused:
            session().rollback()
            form.form_errors = [said(refused.refusal)]
        else:
            flash(_("Saved."), "good")
            return redirect(url_for("settings.sections"), 303)
    page = render_template("clubs/sections.html", form=form, rows=rows, slug=slug)
    return page, 422 if form.is_submitted() else 200


def _differing(form: SettingForm, kept: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is saved now where it differs from what was typed: label and value."""
    named = [field for field in form if field.name in kept and field.name != "version"]
    return [(field.label.text, kept[field.name]) for field in named if str(kept[field.name]) != str(field.data)]


def _columns(club: Club) -> dict[str, Any]:
    return {column.name: getattr(club, column.name) for column in Club.__table__.c}


def _bodies(kind: NoticeKind, now: Any) -> dict[str, str]:
    if now is not None:
        return {"body_en": now.body_en, "body_zh": now.body_zh}
    return {f"body_{code}": starter_notice(kind, code, setting_actions.to_set(current().club)) for code in ("en", "zh")}


def _understood(form: SettingForm) -> str | None:
    """An amount as it was read, beside the amount as it was typed."""
    if not isinstance(form, GateForm) or not hasattr(form, "minor"):
        return None
    return in_full(form.gate.data or "", Money(form.minor, form.gate_currency.data), lang())


def _saved(club: Club, form: SettingForm) -> ResponseReturnValue:
    setting_actions.change(club, form.settings())
    app: Flask = current_app

    @after_this_request
    def read_anew(response: Response) -> Response:
        app.extensions["sites"].forget()
        return response

    understood = _understood(form)
    flash(_("Saved: %(amount)s.", amount=understood) if understood else _("Saved."), "good")
    return redirect(url_for("settings.index"), 303)
