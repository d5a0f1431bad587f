"""The club asks people of its firms to sit an exam of its own, and takes it back."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import pick
from club.core.site import club_here
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Ladder
from club.documents.languages import say
from club.exams import club_call_actions
from club.exams.call_forms import ClubCallForm
from club.exams.call_models import ClubCall
from club.exams.call_rules import SITTING
from club.exams.club_call_actions import Wish
from club.exams.club_queries import FIRMS, LADDERS
from club.exams.views.club_desk import EXAM, blueprint, exam_row, exam_to_write
from club.firms.audience_rules import Aim, Audience
from club.policy import Can, needs

LADDER, BETWEEN = "ladder", "/"
Stages = dict[str, tuple[str, str]]
"""What names a stage of a ladder of the library, and what it is called."""


@blueprint.route(f"{EXAM}/call", methods=["GET", "POST"])
@needs(Can.EXAM_HOLD)
def call(slug: str) -> ResponseReturnValue:
    """Ask people by name, or whoever has a role or stands on a stage of the club’s ladder; in some firms or in all."""
    row, form, stages = exam_row(slug), ClubCallForm(), _stages()
    firms = read(FIRMS).all()
    form.offer_aims(_aims(stages))
    form.firms.choices = [SelectChoice(one.slug, one.name) for one in firms]
    if not form.is_submitted():
        return render_template("exams/club/call.html", row=row, form=form)
    if not form.validate():
        return render_template("exams/club/call.html", row=row, form=form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    chosen = set(form.firms.data or ())
    ids = [one.id for one in firms if one.slug in chosen]

    def step() -> None:
        template, today = exam_to_write(slug), clock.today(club_here().zone)
        club_call_actions.call(
            template, _wish(form, ids, stages), due_on=form.due_on.data, by=g.who.person_id, today=today
        )

    if not form.takes(step):
        return render_template("exams/club/call.html", row=exam_row(slug), form=form), 422
    accept(form, location := url_for(".show", slug=slug))
    flash(_("Asked. Each firm’s people are told inside their firm; who was found stands here in a moment."), "good")
    return redirect(location, 303)


@blueprint.post(f"{EXAM}/calls/<ref:call>/end")
@needs(Can.EXAM_HOLD)
def end_call(slug: str, call: str) -> ResponseReturnValue:
    """Ask them no more; what they sat stays."""
    row = exam_row(slug)
    one = select(ClubCall).where(ClubCall.ref == call, ClubCall.template_id == row.id)
    club_call_actions.end(session().scalars(one).first() or abort(404), at=clock.now())
    flash(_("They are asked no more."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def _aims(stages: Stages) -> list[Aim]:
    """What the club may aim at: people by name, a role, a stage of its own ladders."""
    by_role = [Aim(Audience.ROLE, role.value) for role in SITTING]
    on_stage = [Aim(Audience.CLUB_STAGE, target, pick(*names)) for target, names in stages.items()]
    return [Aim(Audience.PEOPLE), *by_role, *on_stage]


def _wish(form: ClubCallForm, firms: list[int], stages: Stages) -> Wish:
    aim = form.aim
    if aim.audience is Audience.PEOPLE:
        return Wish(aim.audience, firms=firms, people=form.lines())
    name_en, name_zh = stages.get(aim.target, ("", ""))
    return Wish(aim.audience, aim.target, name_en, name_zh, firms=firms)


def _stages() -> Stages:
    """Every stage of every ladder of the library, in both languages."""
    found: Stages = {}
    for row in read(LADDERS):
        ladder: Ladder = read_body(kind_of(LADDER), stored(LADDER, row.schema, row.body))
        for stage in ladder.stages:
            names = (f"{row.title_en}: {say(stage.title, 'en')}", f"{row.title_zh}：{say(stage.title, 'zh')}")
            found[f"{row.slug}{BETWEEN}{stage.key}"] = names
    return found
