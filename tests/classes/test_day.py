"""At the door and afterwards: who came, the certificate, how it was, and what everybody is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club.classes import certificate_actions, day_rules
from club.classes.models import ClassFeedback, ClassSession, ClassStatus, Registration, Standing
from club.classes.rules import QUIET
from club.clubs.models import Club
from club.core import clock
from club.core.db import session, transaction
from club.core.messages import Message
from club.core.scope import Scope, inside
from club.policy import ClubRole
from tests.classes.joining import a_secretary, joined, standings, work
from tests.client import HouseClient
from tests.makers import a_class, a_person, a_registration, a_role, as_desk, sign_in


@pytest.fixture
def desk(app, crown) -> HouseClient:
    return a_secretary(app, crown)


def ref_of(club: Club, row: ClassSession) -> str:
    with as_desk(club):
        return ref_of_here(row)


def ref_of_here(row: ClassSession) -> str:
    return session().scalars(select(Registration.ref).where(Registration.class_id == row.id)).one()


def subjects(club: Club) -> list[str]:
    with as_desk(club):
        return list(session().scalars(select(Message.subject).order_by(Message.written_at, Message.ref)))


def written(row: ClassSession, **more: str) -> dict[str, str]:
    kept = {"title": row.title, "summary": "S.", "day": row.day.isoformat(), "begins": "09:00", "ends": "23:59"}
    return {**kept, "place": "Hangzhou", "lang": "en", "audience": "public", "seats": "40", **more}


@pytest.mark.parametrize(
    ("standing", "hours", "expected"),
    [
        (Standing.PLACED, -13, "too_early"),
        (Standing.PLACED, -1, ""),
        (Standing.PLACED, 3, ""),
        (Standing.PLACED, 24 * 8, "too_late"),
        (Standing.WAITING, 0, "no_place"),
        (Standing.OFFERED, 0, "no_place"),
    ],
)
def test_whom_the_door_lets_in(standing: Standing, hours: int, expected: str) -> None:
    starts = clock.now()
    lasting = (starts, starts + timedelta(hours=2))
    found = day_rules.not_at_the_door(standing, ClassStatus.PUBLISHED, *lasting, now=starts + timedelta(hours=hours))
    assert (found.code if found else "") == expected


@pytest.mark.slow
def test_a_code_lets_in_once_and_a_second_tap_says_when(crown, desk, client) -> None:
    row = a_class(crown, in_days=0.1)
    page = joined(client, row)
    assert "Your code for the door" in client.get(page).text
    door = f"/crown/classes/check-in/{ref_of(crown, row)}"
    assert "/login" in client.get(door).location
    assert "Let in" in desk.get(door).text
    desk.submit(door)
    assert "Came in on" in desk.get(door).text
    desk.submit(door, {"do": "come"})
    assert "came in already" in desk.get(door).text
    shown = client.get(page).text
    assert ("You are checked in" in shown, "You have a place. Come" in shown) == (True, False)
    with as_desk(crown):
        assert session().get_one(ClassSession, row.id).attended == 1
    client.submit(page, to=f"{page}/withdrawal")
    assert standings(crown, row) == [("Guest 1", "placed")]
    desk.submit(door, {"do": "take-back"})
    with as_desk(crown):
        assert session().get_one(ClassSession, row.id).attended == 0


def test_whoever_wrote_a_class_opens_the_codes_of_its_door_and_of_no_other(crown, client) -> None:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    own, other = (a_class(crown, in_days=0.1, author_id=author) for author in (person.id, None))
    mine, theirs = (a_registration(row, crown) for row in (own, other))
    door = f"/crown/classes/check-in/{mine.ref}"
    hidden = client.form(door)
    client.submit(door)
    assert "Came in on" in client.get(door).text
    for path in (f"/crown/classes/check-in/{theirs.ref}", f"/crown/classes/{own.slug}/registrations"):
        assert client.get(path).status_code == 404
    assert client.post(f"/crown/classes/check-in/{theirs.ref}", data=hidden).status_code == 404


@pytest.mark.slow
def test_of_walk_ins_only_the_number_is_kept(crown, desk) -> None:
    row = a_class(crown, in_days=0.1)
    path = f"/crown/classes/{row.slug}"
    assert desk.submit(f"{path}/registrations", {"many": "3"}, to=f"{path}/walk-ins").status_code == 303
    assert desk.submit(f"{path}/registrations", {"many": "-1"}, to=f"{path}/walk-ins").status_code == 422
    with as_desk(crown):
        assert session().get_one(ClassSession, row.id).walk_ins == 3


def test_nobody_waits_to_write_while_a_certificate_is_set(crown) -> None:
    row = a_class(crown, in_days=-1)
    came = a_registration(row, crown, attended_at=row.starts_at)
    with inside(Scope(crown.id, staff=True)):
        paper = certificate_actions.page(certificate_actions.certified(came.ref), "reference")
        assert not session().in_transaction()
    assert "Club crown" in paper


@pytest.mark.slow  # a page is set as PDF by a process of its own
def test_whoever_came_has_a_certificate_that_anybody_verifies(crown, desk, client, app) -> None:
    row = a_class(crown, in_days=0.1)
    page = joined(client, row)
    desk.submit(f"/crown/classes/check-in/{ref_of(crown, row)}")
    assert client.get(f"{page}/certificate.pdf").status_code == 404
    with as_desk(crown):
        token = certificate_actions.reference_of(ref_of_here(row))
    over, ref = clock.now() + timedelta(days=1), ref_of(crown, row)
    with clock.telling_of(over), as_desk(crown), transaction():
        certificate_actions.certify(ref=ref)
    with clock.telling_of(over):
        assert "Guest 1" in client.get(f"{page}/certificate").text
        answer = client.get(f"{page}/certificate.pdf")
        verified = app.test_client().get(f"/crown/classes/certificates/{token}")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="certificate-{row.slug}.pdf"'
    assert "This certificate holds" in verified.text
    assert "Guest 1" in verified.text
    wrong = app.test_client().get("/crown/classes/certificates/abcdefghijklmnopqrstuvwxyz")
    assert (wrong.status_code, "Guest 1" in wrong.text) == (404, False)


@pytest.mark.slow
def test_how_it_was_is_said_once_and_without_a_name(crown, desk, client) -> None:
    row = a_class(crown, in_days=0.1)
    page = joined(client, row)
    early = client.submit(page, {"rating": "5"}, to=f"{page}/feedback")
    assert early.status_code == 422
    desk.submit(f"/crown/classes/check-in/{ref_of(crown, row)}")
    with clock.telling_of(clock.now() + timedelta(days=1)):
        assert client.submit(page, {"rating": "9"}, to=f"{page}/feedback").status_code == 422
        for words in ("We counted.", "Again."):
            client.submit(page, {"rating": "4", "words": words}, to=f"{page}/feedback")
    desk.get(f"/crown/classes/{row.slug}")  # what was told of the door is read
    told = desk.get(f"/crown/classes/{row.slug}/feedback").text
    assert "We counted." in told
    assert "Guest 1" not in told
    with as_desk(crown):
        assert session().scalars(select(ClassFeedback.rating)).all() == [4]


@pytest.mark.slow
def test_a_reminder_comes_once_and_not_after_the_class_is_called_off(crown, desk, client) -> None:
    row = a_class(crown, in_days=9, status=ClassStatus.DRAFT)
    path = f"/crown/classes/{row.slug}"
    desk.submit(f"{path}/edit", written(row, do="publish"))
    joined(client, row)
    near = clock.now() + timedelta(days=9)
    work(None, near)
    work(None, near)
    assert subjects(crown)[1:] == [f"“{row.title}” is near"]
    other = a_class(crown, in_days=9, status=ClassStatus.DRAFT)
    desk.submit(f"/crown/classes/{other.slug}/edit", written(other, do="publish"))
    joined(client, other, 2)
    desk.submit(f"/crown/classes/{other.slug}", {"reason": "Ill"}, to=f"/crown/classes/{other.slug}/cancellation")
    work(None, near)
    assert f"“{other.title}” is near" not in subjects(crown)
    assert f"“{other.title}” is cancelled" in subjects(crown)


@pytest.mark.slow
def test_who_is_on_the_list_is_told_of_another_time_and_reminded_anew(crown, desk, client) -> None:
    row = a_class(crown, in_days=9, status=ClassStatus.DRAFT)
    path = f"/crown/classes/{row.slug}/edit"
    desk.submit(path, written(row, do="publish"))
    joined(client, row)
    desk.submit(path, written(row, title="Only another title"))
    work(None)
    assert len(subjects(crown)) == 1
    moved = row.day + timedelta(days=3)
    desk.submit(path, written(row, day=moved.isoformat()))
    work(None, clock.now() + QUIET)
    assert subjects(crown)[1:] == [f"“{row.title}” is moved"]
    work(None, clock.now() + timedelta(days=9))
    assert len(subjects(crown)) == 2, "the reminder of the earlier time found the class moved"
    work(None, clock.now() + timedelta(days=12))
    assert subjects(crown)[2:] == [f"“{row.title}” is near"]


@pytest.mark.slow
def test_whoever_came_is_asked_after_the_end(crown, desk, client) -> None:
    row = a_class(crown, in_days=9, status=ClassStatus.DRAFT)
    desk.submit(f"/crown/classes/{row.slug}/edit", written(row, do="publish"))
    joined(client, row)
    a_registration(row, crown, number=2)
    over = clock.now() + timedelta(days=10)
    with as_desk(crown):
        came = session().scalars(select(Registration).where(Registration.number == 1)).one()
        came.attended_at = over
    work(None, over)
    assert [subject for subject in subjects(crown) if "Thank you" in subject] == [
        f"Thank you for coming to “{row.title}”"
    ]


def test_materials_are_for_whoever_has_a_place_once_it_has_begun(crown, client) -> None:
    row = a_class(crown, in_days=0.1, materials="Slides https://club.example/stock.pdf")
    page = joined(client, row)
    assert "stock.pdf" not in client.get(page).text
    with clock.telling_of(clock.now() + timedelta(days=1)):
        assert "https://club.example/stock.pdf" in client.get(page).text
        assert "stock.pdf" not in client.get(f"/crown/classes/{row.slug}").text
