"""After a class: how it was, the certificate, and who verifies it."""

from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import day_actions, place_queries, queries
from club.classes.certificate_actions import PURPOSE, certified, page, reference_of, store
from club.classes.place_forms import RATED, FeedbackForm
from club.classes.telling_actions import LINK
from club.classes.views.blueprint import answers_for, blueprint
from club.classes.views.places import place_page
from club.core.db import read
from club.policy import Can, needs


@blueprint.post("/classes/places/<token>/feedback")
@needs(Can.CLASS_FOLLOW, link=LINK)
def rate(token: str) -> ResponseReturnValue:
    """Say how it was."""
    form = FeedbackForm()
    if g.link is None or not form.is_in_order():
        return place_page(token, form, status=422)
    rating, words = int(form.rating.data), form.words.data or ""
    if not form.takes(lambda: day_actions.give_feedback(g.link.subject, rating=rating, words=words)):
        return place_page(token, form, status=422)
    flash(_("Thank you. The host and the club read it without your name."), "good")
    return redirect(url_for("classes.place", token=token), 303)


@blueprint.get("/classes/places/<token>/certificate")
@needs(Can.CLASS_FOLLOW, link=LINK)
def print_certificate(token: str) -> ResponseReturnValue:  # noqa: ARG001
    """The certificate of attendance as it stands on paper."""
    came = _certified()
    return page(came, reference_of(came.ref) or abort(404))


@blueprint.get("/classes/places/<token>/certificate.pdf")
@needs(Can.CLASS_FOLLOW, link=LINK)
def certificate(token: str) -> ResponseReturnValue:  # noqa: ARG001
    """The certificate of attendance as PDF, once it is set."""
    came = _certified()
    try:
        content = store().read(came.certificate_stored_as or abort(404))
    except FileNotFoundError:
        abort(404)
    name = f'attachment; filename="certificate-{came.slug}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return Response(content, mimetype="application/pdf", headers=headers)


@blueprint.get("/classes/certificates/<token>")
@needs(Can.CLASS_FOLLOW, link=PURPOSE)
def verify(token: str) -> ResponseReturnValue:
    """Whether a certificate holds: who came to which class, by its random reference."""
    came = certified(g.link.subject) if g.link else None
    return render_template("classes/verify.html", came=came, reference=token), 200 if came else 404


@blueprint.get("/classes/<slug:slug>/feedback")
@needs(Can.CLASS_LET_IN)
def feedback(slug: str) -> ResponseReturnValue:
    """How it was, for its host and the desk; without names."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or not answers_for(row):
        abort(404)
    said_of_it = read(place_queries.FEEDBACK, class_id=row.id).all()
    given = [one.rating for one in said_of_it]
    return render_template(
        "classes/feedback.html",
        row=row,
        words=[one for one in said_of_it if one.words],
        counts=[(RATED[number], given.count(number)) for number in sorted(RATED, reverse=True)],
        many=len(given),
        average=sum(given) / len(given) if given else None,
    )


def _certified() -> Any:
    """Whoever the link belongs to, if they came to a class that is over; else 404."""
    return (certified(g.link.subject) if g.link else None) or abort(404)
