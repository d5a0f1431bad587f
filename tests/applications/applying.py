"""Filling in the form as somebody does, and how a case stands, for the tests of them."""

import re
from html import unescape

from sqlalchemy import select

from club.applications.models import Application
from club.core.db import session
from tests.makers import as_desk
from tests.makers.applications import typed

APPLY = "/crown/apply"


def rows(club, model):
    with as_desk(club):
        return list(session().scalars(select(model)))


def send(client, **changed):
    """Fill in, check and send, as somebody does; the answer of the last step."""
    checked = client.submit(APPLY, typed(**changed))
    assert checked.status_code == 200, checked.text
    return client.post(APPLY, data={**hidden_of(checked.text), "step": "send"})


def hidden_of(markup):
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', markup):
        found.setdefault(name, []).append(unescape(value))
    return found


def now_of(club, application):
    """The application as it stands."""
    with as_desk(club):
        return session().get_one(Application, application.id)
