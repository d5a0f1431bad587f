"""The page that takes a section away: what stands in it, and where that goes."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from club.clubs import contents, setting_actions
from club.clubs.forms import RemoveSectionForm
from club.clubs.models import Section
from club.clubs.queries import SECTIONS
from club.clubs.setting_views import blueprint
from club.core.db import read, session
from club.core.i18n import pick
from club.policy import Can, needs


@blueprint.route("/sections/<slug:slug>/removal", methods=["GET", "POST"])
@needs(Can.CLUB_SET)
def remove_section(slug: str) -> ResponseReturnValue:
    """Say what stands in a section, ask where it goes, and take the section away."""
    rows = read(SECTIONS).all()
    going = next((row for row in rows if row.slug == slug), None) or abort(404)
    counts = contents.counted(going.id)
    form = RemoveSectionForm(version=sum(counts.values()))
    form.to.choices = _places(rows, going.id)
    if form.validate_on_submit():
        if not form.is_stale(sum(counts.values())):
            to = session().get_one(Section, int(form.to.data)) if form.to.data else None
            setting_actions.remove_section(session().get_one(Section, going.id), to=to)
            flash(_("The section is removed."), "good")
            return redirect(url_for("settings.sections"), 303)
        form.version.data = str(sum(counts.values()))
        form.form_errors.append(_("Texts came or went while the page stood open. Look again, then remove it."))
    page = render_template(
        "clubs/section_removal.html",
        form=form,
        section=going,
        name=pick(going.name_en, going.name_zh),
        below=[pick(row.name_en, row.name_zh) for row in rows if row.parent_id == going.id],
        kept=contents.called(counts),
    )
    return page, 422 if form.is_submitted() else 200


def _places(rows: Sequence[Any], going: int) -> list[SelectChoice]:
    """Every other section, those below another under its name, and none."""
    names = {row.id: pick(row.name_en, row.name_zh) for row in rows}
    places = [
        SelectChoice(str(row.id), " – ".join(names[key] for key in (row.parent_id, row.id) if key in names))
        for row in rows
        if row.id != going
    ]
    return [*places, SelectChoice("", _("Into no section"))]
