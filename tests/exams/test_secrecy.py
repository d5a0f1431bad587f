"""A firm's questions are secret to it: nobody who sits an exam finds its text, on whichever page."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from club.core import clock
from club.documents import editing
from club.documents.pads import DocumentPad
from club.policy import FirmRole
from tests.client import HouseClient
from tests.exams.places import Room
from tests.makers import sign_in

A_REF = "z" * 16
SPECIMEN = {"firm": "mill", "shelf": "exam-papers", "kind": "exam", "number": 1, "file": A_REF}


def about_documents(app: Flask) -> Iterator[Rule]:
    """Every address of a document of whichever shelf."""
    return (rule for rule in app.url_map.iter_rules() if {"shelf", "ref"} <= rule.arguments)


def path_to(app: Flask, rule: Rule, ref: str) -> str:
    values = {name: SPECIMEN.get(name, A_REF) for name in rule.arguments} | {"ref": ref}
    return "/crown" + app.url_map.bind("installation").build(rule.endpoint, values)


@pytest.mark.slow
@pytest.mark.parametrize("role", [FirmRole.STAFF, FirmRole.ACCOUNTANT])
def test_no_page_of_a_document_shows_its_questions_to_who_does_not_write(app, client: HouseClient, role) -> None:
    room = Room(role=role)
    with room.inside():
        pad = DocumentPad(room.held(room.exam), by=None, at=clock.now())
        editing.change_item(pad, "reply", {"text": "Changed"}, opened={})
    sign_in(client, room.person)
    token = client.form("/crown/me")["csrf_token"]
    found = []
    for rule in about_documents(app):
        path = path_to(app, rule, room.exam.ref)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
            found += [f"{method} {path}: {answer.status_code}"] if answer.status_code != 404 else []
    assert found == []


def test_a_writer_finds_it_at_the_same_addresses(app, client: HouseClient) -> None:
    """Else the test above would pass for an address that is wrong."""
    room = Room(role=FirmRole.LEAD)
    sign_in(client, room.person)
    page = f"/crown/firms/mill/exam-papers/{room.exam.ref}"
    assert path_to(app, next(r for r in about_documents(app) if r.endpoint == "documents.show"), room.exam.ref) == page
    assert "Question reply" in client.get(page).text


def test_search_and_workspace_do_not_tell_of_it(app, client: HouseClient) -> None:
    room = Room()
    sign_in(client, room.person)
    for page in ("/crown/firms/mill/", "/crown/firms/mill/search?q=Question", "/crown/firms/mill/exams"):
        text = client.get(page).text
        assert "Question reply" not in text
        assert "exam-papers" not in text
