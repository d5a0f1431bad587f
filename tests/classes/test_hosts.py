"""Whoever holds a class may be a person of the club: they see who has a place, let them in, and hear of changes."""

import pytest
from sqlalchemy import select

from club.classes import actions
from club.classes.models import ClassSession, ClassStatus, Registration, Standing
from club.classes.rules import QUIET, Every
from club.clubs.models import Club
from club.core import clock, jobs
from club.core.db import session, transaction
from club.core.messages import Message
from club.people import staff_actions
from club.people.models import Person
from club.policy import ClubRole
from tests.classes.joining import a_secretary, work
from tests.classes.test_day import written
from tests.client import HouseClient
from tests.makers import a_class, a_person, a_registration, a_role, as_desk, sign_in
from tests.statements import counted


@pytest.fixture
def desk(app, crown) -> HouseClient:
    return a_secretary(app, crown)


@pytest.fixture
def host(crown) -> Person:
    """Somebody of the board, who writes no class."""
    person = a_person()
    a_role(crown, person, ClubRole.BOARD_MEMBER, name="Shen Hao")
    return person


def stands(club: Club) -> tuple[int | None, str, str]:
    with as_desk(club):
        row = session().scalars(select(ClassSession).order_by(ClassSession.id)).first()
        assert row is not None
        return row.host_id, row.host, row.host_firm


def told(club: Club, person: Person) -> list[str]:
    with as_desk(club, person.id):
        of = select(Message.subject).where(Message.person_id == person.id)
        return list(session().scalars(of.order_by(Message.written_at, Message.ref)))


def named(desk: HouseClient, row: ClassSession, who: str, **more: str) -> int:
    page = f"/crown/classes/{row.slug}/edit"
    return int(desk.submit(page, {**written(row), "host_is": who, "do": "save", **more}).status_code)


def test_the_desk_names_whoever_does_something_for_the_club(crown, desk: HouseClient, host) -> None:
    row, stranger = a_class(crown, title="Counting"), a_person()
    assert named(desk, row, str(stranger.id)) == 422
    assert named(desk, row, "everybody") == 422
    assert named(desk, row, str(host.id), host="Not this one", host_firm="Lantern Trading") == 303
    assert stands(crown) == (host.id, "Shen Hao", "Lantern Trading")
    assert told(crown, host) == ["You hold “Counting”"]
    assert "Shen Hao" in desk.get(f"/crown/classes/{row.slug}").text
    assert named(desk, row, "", host="A guest") == 303
    assert stands(crown)[:2] == (None, "A guest")
    assert told(crown, host)[1:] == ["You no longer hold “Counting”"]


def test_a_host_sees_who_has_a_place_and_lets_them_in(crown, client: HouseClient, host) -> None:
    row = a_class(crown, in_days=0, host_id=host.id, online_url="https://meet.example/counting")
    placed = a_registration(row, crown, name="Zhu Lin", status=Standing.PLACED)
    a_registration(row, crown, name="Wu Fan", status=Standing.WAITING)
    sign_in(client, host)
    people = f"/crown/classes/{row.slug}/registrations"
    assert f'href="{people}"' in client.get("/crown/classes").text
    for asked in ("", "?show=waiting"):
        page = client.get(people + asked).text
        assert ("Zhu Lin" in page, "Wu Fan" in page, placed.email in page, "xlsx" in page) == (
            True,
            False,
            False,
            False,
        )
    client.submit(people, {"from": "list"}, to=f"/crown/classes/check-in/{placed.ref}")
    assert client.submit(people, {"many": "2"}, to=f"/crown/classes/{row.slug}/walk-ins").status_code == 303
    with as_desk(crown):
        came = session().get_one(Registration, placed.id)
        assert came.attended_at is not None
        assert session().get_one(ClassSession, row.id).walk_ins == 2
    entry = client.get(f"/crown/classes/{row.slug}/host.ics").text.replace("\r\n ", "")
    assert "https://meet.example/counting" in entry
    assert client.get(f"{people}.xlsx").status_code == 404
    assert client.submit(people, to=f"{people}/{placed.ref}/withdrawal").status_code == 404


def test_who_holds_another_class_sees_nothing_of_this_one(crown, client: HouseClient, host) -> None:
    a_class(crown, host_id=host.id)
    row = a_class(crown, in_days=0)
    placed = a_registration(row, crown, status=Standing.PLACED)
    sign_in(client, host)
    here = f"/crown/classes/{row.slug}"
    for page in (f"{here}/registrations", f"{here}/host.ics", f"{here}/feedback", f"{here}/materials"):
        assert client.get(page).status_code == 404
    assert client.get(f"/crown/classes/check-in/{placed.ref}").status_code == 404
    assert client.submit("/crown/classes", {"many": "2"}, to=f"{here}/walk-ins").status_code == 404


def test_a_host_reaches_nothing_of_a_draft_before_it_is_out(crown, client: HouseClient, host) -> None:
    here = f"/crown/classes/{a_class(crown, host_id=host.id, status=ClassStatus.DRAFT).slug}"
    sign_in(client, host)
    for page in ("registrations", "materials", "feedback", "host.ics"):
        assert client.get(f"{here}/{page}").status_code == 404
    for form in ("materials", "walk-ins"):
        assert client.submit("/crown/classes", {"many": "2"}, to=f"{here}/{form}").status_code == 404


def test_a_host_is_counted_no_figures_that_their_page_does_not_show(app, crown, desk: HouseClient, host) -> None:
    page = f"/crown/classes/{a_class(crown, host_id=host.id).slug}/registrations"
    client = app.test_client()
    sign_in(client, host)

    def counts(who: HouseClient) -> int:
        who.get(page)
        with app.app_context(), counted(app) as sent:
            assert who.get(page).status_code == 200
        return len([one for one in sent if "GROUP BY" in one and "registration" in one])

    assert (counts(desk), counts(client)) == (1, 0)


def test_whoever_wrote_a_class_and_writes_none_any_more_lets_nobody_in(crown, client: HouseClient, host) -> None:
    """Another role does not keep it for them, unless they hold the class."""
    row = a_class(crown, in_days=0, author_id=host.id)
    placed = a_registration(row, crown, status=Standing.PLACED)
    sign_in(client, host)
    pages = (f"/crown/classes/{row.slug}/materials", f"/crown/classes/check-in/{placed.ref}")
    assert [client.get(page).status_code for page in pages] == [404, 404]
    a_role(crown, host, ClubRole.INSTRUCTOR)
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_a_host_hears_of_a_move_and_that_it_is_called_off(app, crown, desk: HouseClient, host) -> None:
    row = a_class(crown, title="Counting", host_id=host.id, host="Shen Hao")
    assert named(desk, row, str(host.id), place="Ningbo") == 303
    work(app, clock.now() + QUIET)
    desk.submit(f"/crown/classes/{row.slug}", {"reason": "Ill."}, to=f"/crown/classes/{row.slug}/cancellation")
    work(app)
    assert sorted(told(crown, host)) == ["“Counting” is cancelled", "“Counting” is moved"]


def test_a_series_is_told_to_its_host_in_one_letter(crown, host) -> None:
    row, writer = a_class(crown, host_id=host.id), a_person()
    with as_desk(crown), transaction():
        actions.repeat(session().merge(row), Every.WEEK, 4, by=writer.id)
    with as_desk(crown, host.id):
        (body,) = session().scalars(select(Message.body_text).where(Message.person_id == host.id))
    assert "2 more dates" in body


def test_whoever_does_nothing_for_the_club_any_more_holds_no_class(crown, client: HouseClient, host) -> None:
    row = a_class(crown, host_id=host.id, host="Shen Hao")

    def holds(*roles: ClubRole) -> int | None:
        with as_desk(crown), transaction():
            staff_actions.set_roles(session().merge(host), roles=roles, name="Shen Hao", at=clock.now())
        jobs.finish_all()
        return stands(crown)[0]

    assert holds(ClubRole.VERIFIER) == host.id
    assert holds() is None
    assert stands(crown)[1] == "Shen Hao"
    sign_in(client, host)
    assert client.get(f"/crown/classes/{row.slug}/registrations").status_code == 404
