"""The edge of a request: one commit, messages after it, refusals and faults as pages."""

import errno
import sqlite3
from typing import Any

from flask import Flask, Response, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from club.core import held, jobs, logs, outbox
from club.core.addresses import built
from club.core.at_hand import asked, beside
from club.core.audit import RECORDED
from club.core.db import db, is_writing
from club.core.drawing import Pages
from club.core.forms import accepted_meanwhile
from club.core.framework import LeanFlask
from club.core.pages import problem_page
from club.core.refs import new_ref
from club.core.refusals import Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED = 400
_TOLD_BESIDE = {"Allow", "Content-Range", "Retry-After"}
BUSY_SECONDS = 3


class ClubApp(LeanFlask):
    """Flask with our edge: what a view wrote is committed once, if its answer is no error."""

    jinja_environment = Pages

    def dispatch_request(self) -> Response:
        response: Response = self.make_response(super().dispatch_request())
        settle(response)
        return response

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """Flask's own, with answers kept: a page of twenty rows asks thirty times."""
        # flask.url_for hands over its own four names each time, mostly with nothing in them.
        given = tuple((name, value) for name, value in values.items() if value is not None)
        if not has_request_context() or endpoint[0] == "." or any(name[0] == "_" for name, _ in given):
            return super().url_for(endpoint, **values)
        try:
            return built(self, asked().environ.get("SCRIPT_NAME", ""), endpoint, given)
        except TypeError:
            return super().url_for(endpoint, **values)


def settle(response: Response) -> None:
    """Commit below 400, roll back else and after what only reads; then hand over what the commit ordered."""
    if not db.session.registry.has():
        return
    if request.method in SAFE and (did := request.environ.get(RECORDED)):
        raise RuntimeError(f"{did} is recorded by a {request.method}, which keeps nothing: open it by a POST")
    work = db.session()
    if response.status_code >= REFUSED or request.method in SAFE:
        work.rollback()
        return
    work.commit()
    jobs.enqueue(outbox.take_orders(work))


def init_app(app: Flask) -> None:
    """Register the answers to what goes wrong."""
    app.before_request(_begin)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    for fault in (OperationalError, sqlite3.OperationalError):
        app.register_error_handler(fault, _database_away)
    app.register_error_handler(DBAPIError, _database_fault)
    app.register_error_handler(OSError, _disk_full)
    app.register_error_handler(Exception, _bug)


def _begin() -> None:
    beside().request_id = new_ref()
    is_writing.set(asked().method not in SAFE)


def _undo() -> None:
    if db.session.registry.has():
        db.session.rollback()


def _http(error: HTTPException) -> ResponseReturnValue:
    _undo()
    if error.code is not None and error.code < REFUSED:
        return error.get_response()
    page = problem_page(error.code or 500)
    headers = {key: value for key, value in error.get_headers(request.environ) if key in _TOLD_BESIDE}
    return page, error.code or 500, headers


def _refused(error: Refused) -> ResponseReturnValue:
    _undo()
    return problem_page(422, refusal=error.refusal), 422


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    _undo()
    return held.shown_again() or (problem_page(400), 400)


def _database_away(error: Exception) -> ResponseReturnValue:
    _undo()
    logs.warning("database.away", error=type(error).__name__, request=g.get("request_id"))
    return problem_page(503), 503, {"Retry-After": str(BUSY_SECONDS)}


def _database_fault(error: DBAPIError) -> ResponseReturnValue:
    if error.connection_invalidated:
        return _database_away(error)
    _undo()
    if isinstance(error, IntegrityError) and (location := accepted_meanwhile()):
        return redirect(location, 303)
    return _bug(error)


def _disk_full(error: OSError) -> ResponseReturnValue:
    """A full disk is put right by whoever runs the installation, and the next try then succeeds."""
    if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
        return _bug(error)
    _undo()
    logs.warning("disk.full", request=g.get("request_id"))
    return problem_page(503), 503, {"Retry-After": str(BUSY_SECONDS)}


def _bug(error: Exception) -> ResponseReturnValue:
    _undo()
    logs.error("bug", fault=error, request=g.get("request_id"))
    return problem_page(500), 500
