"""Drawing questions from a bank: a part of an exam by its tag and how many, in one step."""

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from club.core.forms import OnceForm, WholeNumberField, accept, accepted_before
from club.documents import editing
from club.documents.banked import tags_here
from club.documents.body import Pair
from club.documents.codec import to_json
from club.documents.kinds.exam.rules import MOST_DRAWN
from club.documents.views.editor import Writing
from club.documents.words import choice_word

FIRST = 5
"""How many are proposed."""


class DrawForm(OnceForm):
    """Which questions a part draws, and how many of them."""

    tag = SelectField(lazy_gettext("Which questions"), [InputRequired(lazy_gettext("Choose a tag."))])
    draws = WholeNumberField(
        lazy_gettext("How many"),
        [InputRequired(lazy_gettext("Give a number.")), NumberRange(min=1, max=MOST_DRAWN)],
        default=FIRST,
    )

    def offer(self, listed: list[tuple[str, str, int]]) -> None:
        """The tags of the banks at hand; as many as there are are drawn at most."""
        self.there = {f"{bank}:{tag}": count for bank, tag, count in listed}
        self.tag.choices = [SelectChoice(f"{bank}:{tag}", _words(bank, tag, count)) for bank, tag, count in listed]

    def validate_draws(self, field: WholeNumberField) -> None:
        """No more than the bank holds of it."""
        there = self.there.get(self.tag.data or "")
        if there is not None and field.data is not None and field.data > there:
            more = ngettext("The bank holds %(num)s of them.", "The bank holds %(num)s of them.", there)
            field.errors = [*field.errors, more]


def draw(writing: Writing) -> ResponseReturnValue:
    """Choose a tag and a number; the part is then in the draft, named after its tag."""
    if not writing.kind.is_composed:
        abort(404)
    pad = writing.pad() if request.method == "POST" else None
    only = writing.only().get("Section.bank")
    listed = [one for one in tags_here() if only is None or one[0] in only]
    form = DrawForm(data={"draws": min([FIRST, *(count for _bank, _tag, count in listed[:1])])})
    form.offer(listed)
    if pad is not None and (before := accepted_before(form)):
        return redirect(before, 303)
    if pad is None or not form.validate() or form.draws.errors:
        page = render_template("documents/exam/draw.html", **writing.chrome(), at=writing.at, form=form)
        return page, 422 if pad is not None else 200
    bank, _colon, tag = form.tag.data.partition(":")
    title = to_json(Pair(tag, tag)) if writing.is_bilingual else tag
    facts = {"title": title, "tag": tag, "draws": form.draws.data, "bank": bank}
    key = editing.add_item(pad, "", "sections", facts)
    accept(form, location := writing.at("edit", _anchor=f"s-{key}"))
    flash(_("Added to the draft. “Change” gives it a heading, or a pass mark of its own."), "good")
    return redirect(location, 303)


def _words(bank: str, tag: str, count: int) -> str:
    many = ngettext("%(num)s question", "%(num)s questions", count)
    return str(_("%(tag)s (%(bank)s, %(many)s)", tag=tag, bank=choice_word(bank), many=many))
