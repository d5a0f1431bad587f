"""What a firm shows in the directory, and its own settings."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.forms import VersionedForm
from club.firms.forms import EntryForm, SettingsForm
from club.firms.views.blueprint import blueprint, firm_row
from club.firms.workspace_actions import change_entry, change_settings, firm_here
from club.policy import Can, needs


@blueprint.get("/firms/<slug:firm>/entry")
@needs(Can.FIRM_SET)
def entry(firm: str) -> ResponseReturnValue:
    """The entry, to be changed."""
    return render_template("firms/entry.html", form=EntryForm(obj=firm_row()), slug=firm)


@blueprint.post("/firms/<slug:firm>/entry")
@needs(Can.FIRM_SET)
def save_entry(firm: str) -> ResponseReturnValue:
    """Keep the entry."""
    typed, row = EntryForm(), firm_here()
    if not typed.validate_on_submit() or _is_stale(typed, row.version):
        return render_template("firms/entry.html", form=typed, slug=firm), 422
    change_entry(
        row,
        name=typed.name.data,
        city=typed.city.data or "",
        categories=typed.categories.data or "",
        platforms=typed.platforms.data or [],
        entry=typed.entry.data or "",
        is_listed=typed.is_listed.data,
    )
    flash(_("The entry is kept."), "good")
    return redirect(url_for("firms.entry", firm=firm), 303)


@blueprint.get("/firms/<slug:firm>/settings")
@needs(Can.FIRM_SET)
def settings(firm: str) -> ResponseReturnValue:
    """Language, time, and the way to everything that an owner sets."""
    return render_template("firms/settings.html", form=SettingsForm(obj=firm_row()), slug=firm)


@blueprint.post("/firms/<slug:firm>/settings")
@needs(Can.FIRM_SET)
def save_settings(firm: str) -> ResponseReturnValue:
    """Keep language and time."""
    typed, row = SettingsForm(), firm_here()
    if not typed.validate_on_submit() or _is_stale(typed, row.version):
        return render_template("firms/settings.html", form=typed, slug=firm), 422
    change_settings(
        row,
        lang=typed.lang.data,
        zone=typed.zone.data,
        day_starts_at=typed.day_starts_at.data,
        four_eyes=typed.four_eyes.data,
    )
    flash(_("The settings are kept."), "good")
    return redirect(url_for("firms.settings", firm=firm), 303)


def _is_stale(typed: VersionedForm, version: int) -> bool:
    """Tell that somebody else saved meanwhile; sending again then overwrites knowingly."""
    if not typed.is_stale(version):
        return False
    typed.form_errors.append(_("Somebody else changed this meanwhile. Compare, then send again to keep yours."))
    typed.version.data = str(version)
    typed.version.raw_data = None
    return True
