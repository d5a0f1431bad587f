"""A guest who has an account names himself as the speaker over the link, and hears of the talk from then on."""

from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.core.messages import Message
from club.people.models import Person
from club.policy import ClubRole
from club.talks.models import Publication, Talk
from tests.client import HouseClient
from tests.makers import a_person, as_desk, sign_in
from tests.talks.test_handing_in import told
from tests.talks.test_release import AGREED, asked, crown, publish  # noqa: F401
from tests.talks.test_writing import a_writer, events_of, the_talks

EDIT = "/crown/talks/counting-stock/edit"
NAMED = "The speaker of “Counting stock” has an account"


def presses(client: HouseClient, link: str, person: Person | None) -> tuple[int, str]:
    """What comes of “this is me”, for somebody who is signed in or nobody."""
    if person is not None:
        sign_in(client, person)
    answer = client.submit(link, to=f"{link}/me")
    return answer.status_code, answer.location or ""


def test_notes_and_releases_reach_whoever_named_himself(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    guest, writer = a_person(), the_talks(crown)[0].author_id
    assert presses(client, asked, guest) == (303, asked)
    assert presses(client, asked, guest) == (303, asked)
    (talk,) = the_talks(crown)
    assert (talk.speaker_id, talk.speaker) == (guest.id, "Demo Guest")
    assert events_of(crown).count("talk.speaker_named") == 1
    assert "You are named as the speaker of this talk." in client.get(asked).text
    with as_desk(crown, writer):
        (letter,) = db.session.scalars(select(Message).where(Message.person_id == writer, Message.subject == NAMED))
        assert "Demo Guest" in letter.body_text
    assert client.submit(asked, {"agrees": "y", "name": "Demo Guest", "do": "release"}).status_code == 303
    assert publish(client, crown) == 303
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/counting-stock/note", {"text": "It helped."})
    sign_in(client, guest)
    assert any("A note about the talk" in subject for subject, _read in told(guest, crown))
    assert "It helped." in client.get("/crown/talks/counting-stock/notes").text


def test_a_stranger_is_led_to_sign_in_and_back(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    phone = client.application.test_client()
    assert f"/crown/login?next={asked}" in phone.get(asked).text.replace("%2F", "/")
    status, there = presses(phone, asked, None)
    assert (status, there.replace("%2F", "/")) == (303, f"/crown/login?next={asked}")
    assert the_talks(crown)[0].speaker_id is None


def test_nobody_takes_the_place_of_somebody_else(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    guest, other = a_person(), a_person()
    presses(client, asked, guest)
    sign_in(client, other)
    assert "This is me" not in client.get(asked).text
    late = client.submit(asked, to=f"{asked}/me")
    assert (late.status_code, "names another account" in late.text) == (422, True)
    assert the_talks(crown)[0].speaker_id == guest.id


def test_who_comes_late_by_the_link_reads_no_notes(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    """Members wrote to whoever was named then; the link is bound to nobody, and may have been passed on."""
    talk, late = "/crown/talks/counting-stock", client.application.test_client()
    sign_in(late, a_person())
    stood_open = late.form(asked)
    client.submit(asked, AGREED)
    assert publish(client, crown) == 303
    client.submit(f"{talk}/note", {"text": "It helped."})
    for _out_and_taken_back in range(2):
        page = late.get(asked).text
        assert "This is me" not in page
        assert "Ask whoever wrote it down to name you" in page
        answer = late.post(f"{asked}/me", data=stood_open)
        assert (answer.status_code, "nobody is named over the link any more" in answer.text) == (422, True)
        assert late.get(f"{talk}/notes").status_code == 404
        client.submit(f"{talk}/edit", {"do": "withdraw"}, to=f"{talk}/step")
    assert the_talks(crown)[0].status is Publication.DRAFT
    assert the_talks(crown)[0].speaker_id is None


def test_a_link_that_ended_names_nobody(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    phone = client.application.test_client()
    sign_in(phone, a_person())
    page = phone.form(asked)
    client.submit("/crown/talks/counting-stock/speaker", to="/crown/talks/counting-stock/speaker/end")
    assert phone.post(f"{asked}/me", data=page).status_code == 410
    assert the_talks(crown)[0].speaker_id is None


def test_a_page_that_stood_open_does_not_take_it_back_unseen(crown: Club, client: HouseClient, asked: str) -> None:  # noqa: F811
    """The writer’s page still says that the speaker is a guest; it is met as any page that somebody else overtook."""
    stale, guest = client.form(EDIT), a_person()
    writer = the_talks(crown)[0].author_id
    presses(client.application.test_client(), asked, guest)
    answer = client.post(EDIT, data={**stale, "title": "Counting anew", "do": "save"})
    assert answer.status_code == 422
    with as_desk(crown):
        talk = db.session.scalars(select(Talk)).one()
        assert (talk.speaker_id, talk.title, talk.author_id) == (guest.id, "Counting stock", writer)
