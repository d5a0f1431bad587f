"""After a class: how it was, the certificate, and who verifies it."""

import re
from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import day_actions, place_queries, queries
from club.classes.day_rules import is_certified
from club.classes.limits import may_set_certificate
from club.classes.place_forms import RATED, FeedbackForm
from club.classes.telling_actions import CERTIFICATE, LINK
from club.classes.views.blueprint import blueprint, may_read_feedback
from club.classes.views.places import place_page
from club.copies.printing import for_setting
from club.core import clock, i18n, pdf
from club.core.addresses import absolute
from club.core.db import read
from club.core.qr import svg
from club.core.refusals import Refusal
from club.core.saying import said
from club.core.site import club_here
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


@blueprint.get("/classes/places/<token>/certificate.pdf")
@needs(Can.CLASS_FOLLOW, link=LINK)
def certificate(token: str) -> ResponseReturnValue:
    """The certificate of attendance, to keep and to print."""
    came = _certified(g.link.subject if g.link else "") or abort(404)
    if not may_set_certificate(came.ref):
        abort(429)
    reference = day_actions.certificate_token(came.ref) or abort(404)
    address = absolute("classes.verify", token=reference)
    page = render_template(
        "classes/certificate_paper.html",
        came=came,
        address=address,
        qr=svg(address, _("Link that verifies this certificate")),
        reference=reference,
        club_name=club_here().name,
        lang=i18n.lang(),
    )
    drawn = pdf.drawn(for_setting(page))
    if isinstance(drawn, Refusal):
        flash(said(drawn), "bad")
        return redirect(url_for("classes.place", token=token), 303)
    name = re.sub(r"[^a-z0-9-]", "", came.slug)
    headers = {"Content-Disposition": f'attachment; filename="certificate-{name}.pdf"'}
    return Response(drawn, mimetype="application/pdf", headers=headers)


@blueprint.get("/classes/certificates/<token>")
@needs(Can.CLASS_FOLLOW, link=CERTIFICATE)
def verify(token: str) -> ResponseReturnValue:
    """Whether a certificate holds: who came to which class, by its random reference."""
    came = _certified(g.link.subject) if g.link else None
    return render_template("classes/verify.html", came=came, reference=token), 200 if came else 404


@blueprint.get("/classes/<slug:slug>/feedback")
@needs(Can.CLASS_WRITE)
def feedback(slug: str) -> ResponseReturnValue:
    """How it was, for its host and the desk; without names."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or not may_read_feedback(row):
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


def _certified(ref: str) -> Any:
    came = read(place_queries.ONE, ref=ref).first()
    if came is None or came.erased_at is not None:
        return None
    return came if is_certified(came.status, came.attended_at, came.ends_at, now=clock.now()) else None
