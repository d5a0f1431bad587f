"""The way back to an application whose link was lost."""

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from club.applications import actions
from club.applications.models import Application
from club.core.db import session
from club.core.messages import Message
from club.policy import ClubRole
from tests.applications.applying import rows, send
from tests.makers import as_desk


def test_a_lost_link_is_sent_again_and_the_answer_tells_nothing(client, club):
    send(client)
    known = client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"})
    unknown = client.submit("/crown/apply/find", {"contact": "nobody@stoneferry.example"})
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert sorted(message.event for message in rows(club, Message)) == [
        "applications/link_again",
        "applications/received",
    ]


def test_a_stranger_who_asks_for_the_link_ends_nothing(client, club):
    """A contact is no secret, and the mail that was sent may lie among the spam."""
    first = send(client).location
    client.application.test_client().submit("/crown/apply/find", {"contact": "owner@stoneferry.example"})
    assert client.get(first).status_code == 200
    (text,) = [message.body_text for message in rows(club, Message) if message.event == "applications/link_again"]
    assert "nothing has happened" in text
    assert client.get(urlsplit(text.split()[-1]).path).status_code == 200


def test_a_link_that_the_desk_hands_over_ends_the_earlier_one(client, club, as_role):
    first = send(client).location
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{rows(club, Application)[0].ref}"
    page = client.submit(case, to=f"{case}/link").text
    assert "The earlier link has ended." in page
    ended = client.get(first)
    assert ended.status_code == 404
    assert "a newer link has taken its place" in ended.text
    assert "<textarea" not in ended.text
    (address,) = re.findall(r'id="share-url" value="([^"]+)"', page)
    assert client.get(urlsplit(address).path).status_code == 200


def test_the_page_of_an_application_says_that_its_link_is_a_key(client, club):
    page = client.get(send(client).location).text
    assert "This link is like a key" in page
    assert "tell the club: it gives you a new link, and this one ends" in page


@pytest.mark.parametrize(("step", "field"), [("answer", "answer"), ("names", "names")])
def test_what_is_typed_while_the_link_ends_is_there_to_be_copied(client, club, step, field):
    page, typed = send(client).location, "Of one <b>company</b>.\nAnd of its shop."
    form = client.form(page)
    with as_desk(club):
        actions.hand_over_link(session().scalars(select(Application)).one())
        session().commit()
    late = client.post(f"{page}/{step}", data={**form, field: typed})
    assert late.status_code == 404
    assert "Of one &lt;b&gt;company&lt;/b&gt;.\nAnd of its shop.</textarea>" in late.text
    assert "Copy" in late.text


def test_an_applicant_without_mail_who_lost_the_link_is_shown_to_the_desk(client, club):
    send(client, contact="138 0013 8000")
    client.submit("/crown/apply/find", {"contact": "+86 138 0013 8000"})
    assert rows(club, Application)[0].link_wanted_at is not None
    assert len(rows(club, Message)) == 1


def test_where_no_mail_goes_out_the_desk_hands_the_link_over(client, club, app, monkeypatch):
    send(client)
    monkeypatch.setattr(app.extensions["post"], "url", urlsplit("off:"))
    assert "We send it again" not in client.get("/crown/apply/find").text
    page = client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"}).text
    assert "mail" not in page[page.index("<h1") : page.index("</main>")]
    assert "gets in touch with you and gives you the link" in page
    assert rows(club, Application)[0].link_wanted_at is not None
    assert [message.event for message in rows(club, Message)] == ["applications/received"]


def test_a_link_is_sent_again_at_most_five_times_a_day(client, club):
    send(client)
    for _ in range(7):
        client.submit("/crown/apply/find", {"contact": "owner@stoneferry.example"})
    assert len(rows(club, Message)) == 6
