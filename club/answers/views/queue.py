"""What the panel lacks: gaps and changed answers, settled by whoever writes the catalogue."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.answers import keeping_actions
from club.answers.catalogue_queries import Catalogue, in_force, like, rows_of
from club.answers.forms import DeclineForm
from club.answers.gap_rules import GONE, NO_CATALOGUE, GapOutcome
from club.answers.queries import OPEN_GAPS, OPEN_SENT, REPORTS, SETTLED
from club.answers.views.addresses import ANSWERS, blueprint, catalogue, gap_of, sent_of
from club.core import clock
from club.core.db import read
from club.core.refusals import Refused
from club.core.text import N_
from club.documents.edits import item_of
from club.documents.views.shelves import being_written, person, today
from club.policy import Can, needs

SHELF, MOST_LIKE = "answers", 3
OUTCOMES = {
    GapOutcome.DRAFTED: N_("New answer in the draft"),
    GapOutcome.WORDED: N_("Wording of an answer"),
    GapOutcome.DECLINED: N_("Declined"),
}


@blueprint.get(f"{ANSWERS}/queue")
@needs(Can.DOCUMENT_WRITE)
def queue(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Questions without an answer, those asked most first, and answers that were changed before they were sent."""
    return _page()


@blueprint.post(f"{ANSWERS}/queue/<ref:gap>/draft")
@needs(Can.DOCUMENT_WRITE)
def draft(firm: str, gap: str) -> ResponseReturnValue:
    """Begin an answer in the draft of a catalogue and go on writing it."""
    found, ref = gap_of(gap), request.form.get("catalogue", "")
    if not ref:
        raise Refused(NO_CATALOGUE)
    key = keeping_actions.draft_answer(found, catalogue(ref), by=person(), at=clock.now())
    flash(_("Begun in the draft. Write the answer; whoever asked is told."), "good")
    return redirect(url_for("documents.item", firm=firm, shelf=SHELF, ref=ref, key=key), 303)


@blueprint.post(f"{ANSWERS}/queue/<ref:gap>/word")
@needs(Can.DOCUMENT_WRITE)
def word(firm: str, gap: str) -> ResponseReturnValue:
    """Put the buyer's words to an answer that is there."""
    ref, _sign, item = request.form.get("answer", "").partition(":")
    found = gap_of(gap)
    if not item:
        raise Refused(GONE)
    keeping_actions.add_wording(found, catalogue(ref), item, by=person(), at=clock.now())
    flash(_("Added to the draft. It is found by these words once the draft is published."), "good")
    return redirect(url_for(".queue", firm=firm), 303)


@blueprint.post(f"{ANSWERS}/queue/<ref:gap>/decline")
@needs(Can.DOCUMENT_WRITE)
def decline(firm: str, gap: str) -> ResponseReturnValue:
    """Write no answer, and say why."""
    found, form = gap_of(gap), DeclineForm()
    if not form.validate() or not form.takes(
        lambda: keeping_actions.decline(found, why=form.why.data or "", by=person(), at=clock.now())
    ):
        return _page(declining=(gap, form)), 422
    flash(_("Declined. Whoever asked is told why."), "good")
    return redirect(url_for(".queue", firm=firm), 303)


@blueprint.post(f"{ANSWERS}/<ref:ref>/sent/<ref:sent>/suggest")
@needs(Can.DOCUMENT_WRITE)
def suggest(firm: str, ref: str, sent: str) -> ResponseReturnValue:
    """Suggest what was sent as the wording of the answer."""
    document, found = catalogue(ref), sent_of(sent)
    if found.document_id != document.id:
        abort(404)
    body = being_written(SHELF, ref).body
    made = keeping_actions.suggest(found, document, body, by=person(), at=clock.now())
    where: dict[str, Any] = {"firm": firm, "shelf": SHELF, "ref": ref, "on": made.ref, "_anchor": f"c-{made.ref}"}
    return redirect(url_for("documents.comments", **where), 303)


@blueprint.post(f"{ANSWERS}/<ref:ref>/sent/<ref:sent>/keep")
@needs(Can.DOCUMENT_WRITE)
def keep(firm: str, ref: str, sent: str) -> ResponseReturnValue:
    """Leave the answer as it is."""
    document, found = catalogue(ref), sent_of(sent)
    if found.document_id != document.id:
        abort(404)
    keeping_actions.keep_answer(found, by=person(), at=clock.now())
    flash(_("The answer stays as it is."), "good")
    return redirect(url_for(".queue", firm=firm), 303)


def _page(declining: tuple[str, DeclineForm] | None = None) -> str:
    day = today()
    rows = rows_of(day)
    ready = in_force(rows, day)
    reports: dict[int, list[Any]] = defaultdict(list)
    for one in read(REPORTS):
        reports[one.gap_id].append(one)
    gaps = read(OPEN_GAPS).all()
    return render_template(
        "answers/queue.html",
        gaps=gaps,
        reports=reports,
        near={gap.id: like(gap.words, ready, day, MOST_LIKE) for gap in gaps},
        rows=rows,
        changed=_changed(ready),
        settled=read(SETTLED).all(),
        outcomes=OUTCOMES,
        declining=declining,
        form=declining[1] if declining else None,
        fresh=DeclineForm(formdata=None),
    )


def _changed(ready: Sequence[Catalogue]) -> list[tuple[Any, Any, list[Any]]]:
    """Changed answers: catalogue, answer as it is in force, and what was sent; those changed most first."""
    by_id = {each.row.id: each for each in ready}
    groups: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for one in read(OPEN_SENT):
        if one.document_id in by_id:
            groups[one.document_id, one.item].append(one)
    found = [(by_id[id_].row, item_of(by_id[id_].body, item), sent) for (id_, item), sent in groups.items()]
    return sorted((one for one in found if one[1] is not None), key=lambda one: -len(one[2]))
