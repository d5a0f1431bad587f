"""A certificate as anybody sees it who has its link, and as a file."""

from typing import Any

from flask import Response, abort, g, render_template
from flask.typing import ResponseReturnValue

from club.core import clock
from club.core.db import read
from club.core.qr import svg
from club.core.site import club_here
from club.courses.certificate_actions import PURPOSE, address_of, page
from club.courses.learning_queries import CERTIFICATE
from club.courses.lesson_actions import store
from club.courses.views.learning import blueprint
from club.policy import Can, needs

ONE = "/certificates/<token>"


@blueprint.get(ONE)
@needs(Can.CERTIFICATE_VERIFY, link=PURPOSE)
def certificate(token: str) -> ResponseReturnValue:
    """Whether a certificate is one of this club, whose, and whether it still holds."""
    row = _opened()
    address = address_of(row)
    is_over = row.expires_on is not None and row.expires_on < clock.today(club_here().zone)
    return render_template(
        "courses/certificate.html", row=row, token=token, address=address, qr=svg(address, address), is_over=is_over
    )


@blueprint.get(f"{ONE}/print")
@needs(Can.CERTIFICATE_VERIFY, link=PURPOSE)
def print_certificate(token: str) -> ResponseReturnValue:  # noqa: ARG001
    """The certificate as it stands on paper."""
    return page(_opened())


@blueprint.get(f"{ONE}/pdf")
@needs(Can.CERTIFICATE_VERIFY, link=PURPOSE)
def certificate_pdf(token: str) -> ResponseReturnValue:  # noqa: ARG001
    """The certificate as PDF, once it is set."""
    row = _opened()
    if not row.stored_as:
        abort(404)
    try:
        content = store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    headers = {"Content-Disposition": 'attachment; filename="certificate.pdf"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype="application/pdf", headers=headers)


def _opened() -> Any:
    """The certificate of the link, or 404."""
    if g.link is None:
        abort(404)
    return read(CERTIFICATE, ref=g.link.subject).first() or abort(404)
