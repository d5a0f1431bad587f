"""Messages to the acting person; and in development the mails that were written to files."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.account.blueprint import blueprint
from club.core import mail
from club.core.db import read
from club.core.messages import INBOX, mark_read
from club.core.site import here
from club.policy import Can, needs
from config import Settings

PAGE = 20
LAST_PAGE = 10_000
SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@blueprint.get("/inbox")
@needs(Can.ACCOUNT_USE)
def inbox() -> ResponseReturnValue:
    """Every message to this person in this club, latest first."""
    if here().club is None:
        return render_template("account/inbox.html", messages=[], new=[], page=1, has_next=False)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(INBOX, limit=PAGE + 1, offset=(page - 1) * PAGE).all()
    messages = [(*row[:2], Markup(row.body_html), *row[3:]) for row in rows[:PAGE]]  # noqa: S704  our own pages, escaped
    new = [("ref", row.ref) for row in rows[:PAGE] if row.read_at is None]
    return render_template("account/inbox.html", messages=messages, new=new, page=page, has_next=len(rows) > PAGE)


@blueprint.post("/inbox")
@needs(Can.ACCOUNT_USE)
def read_messages() -> ResponseReturnValue:
    """Mark messages as read."""
    mark_read(*request.form.getlist("ref")[: PAGE * 5])
    return redirect(url_for("account.inbox"), 303)


@blueprint.get("/dev/mail")
@needs(Can.SITE_READ)
def mails() -> ResponseReturnValue:
    """Mails of a development installation, newest first."""
    _in_development_only()
    letters = [(path.stem, _letter(path)) for path in mail.written_files()[:100]]
    return render_template("account/mails.html", letters=letters)


@blueprint.get("/dev/mail/<ref:ref>")
@needs(Can.SITE_READ)
def one_mail(ref: str) -> ResponseReturnValue:
    """One of them as text."""
    letter = _letter(_file(ref))
    body = letter.get_body(("plain",))
    return render_template("account/one_mail.html", letter=letter, ref=ref, text=body.get_content() if body else "")


@blueprint.get("/dev/mail/<ref:ref>/html")
@needs(Can.SITE_READ)
def mail_page(ref: str) -> ResponseReturnValue:
    """One of them as its reader's mail program shows it, in a sandbox."""
    body = _letter(_file(ref)).get_body(("html",))
    response = Response(body.get_content() if body else "", mimetype="text/html")
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _in_development_only() -> None:
    settings: Settings = current_app.extensions["settings"]
    if not settings.is_development:
        abort(404)


def _file(ref: str) -> Path:
    _in_development_only()
    path = next((path for path in mail.written_files() if path.stem == ref), None)
    if path is None:
        abort(404)
    return path


def _letter(path: Path) -> EmailMessage:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(letter, EmailMessage)  # noqa: S101  what this policy makes
    return letter
