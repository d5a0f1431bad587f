"""Pages of a firm's workspace and of the club's directory."""

import pytest
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import session
from club.core.jobs import finish_all
from club.firms.models import Department, DepartmentLead, Firm, FirmExport, Invitation, Membership
from club.home.export_parts import PARTS
from club.people.models import Person
from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_department, a_firm, a_membership, a_person, as_firm, sign_in


@pytest.fixture
def club(app: Flask) -> Club:
    return a_club("crown")


@pytest.fixture
def firm(club: Club) -> Firm:
    from tests.makers import an_admitted_firm

    return an_admitted_firm(club, "Lantern")


def enter(client: HouseClient, firm: Firm, role: FirmRole = FirmRole.OWNER, name: str = "Lin") -> Person:
    person = a_person(totp_confirmed_at=None)
    a_membership(firm, role, person, name=name)
    sign_in(client, person)
    return person


def test_the_first_visit_asks_three_questions_and_makes_the_departments(client: HouseClient, firm: Firm) -> None:
    enter(client, firm)
    assert client.get("/crown/firms/lantern/").location.endswith("/firms/lantern/set-up")
    answers = {
        "departments": ["operations", "service"],
        "head_service": "Wei Demo",
        "other": "Repairs",
        "platforms": ["tmall", "jd"],
    }
    assert client.submit("/crown/firms/lantern/set-up", answers).status_code == 303
    shown = client.get("/crown/firms/lantern/departments").text
    assert "Wei Demo, invited" in shown
    assert "Repairs" in shown
    with as_firm(firm):
        kinds = session().execute(select(Department.name, Department.kind).order_by(Department.position)).all()
        assert [tuple(row) for row in kinds] == [
            ("Operations", "operations"),
            ("Customer service", "service"),
            ("Repairs", ""),
        ]
        assert len(session().scalars(select(DepartmentLead)).all()) == 2
        invited = session().scalars(select(Invitation)).one()
        assert (invited.role, invited.name) == (FirmRole.LEAD, "Wei Demo")
        assert session().get_one(Firm, firm.id).platforms == ["tmall", "jd"]
    assert client.get("/crown/firms/lantern/").status_code == 200
    assert client.get("/crown/firms/lantern/set-up").status_code == 303


def test_the_owner_is_told_to_hand_over_the_links_of_heads(client: HouseClient, firm: Firm) -> None:
    enter(client, firm)
    answers = {"departments": ["service"], "head_service": "Wei Demo"}
    page = client.submit("/crown/firms/lantern/set-up", answers, follow_redirects=True).text
    assert "Invited to lead: Wei Demo." in page


def test_no_department_is_asked_again(client: HouseClient, firm: Firm) -> None:
    enter(client, firm)
    answer = client.submit("/crown/firms/lantern/set-up", {"other": "Repairs"})
    assert answer.status_code == 422
    assert "Choose at least one department." in answer.text
    assert 'value="Repairs"' in answer.text


@pytest.mark.parametrize("role", list(FirmRole))
def test_every_role_has_a_workspace(client: HouseClient, club: Club, role: FirmRole) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    enter(client, firm, role)
    assert client.get("/crown/firms/bamboo/").status_code == 200


@pytest.mark.parametrize("page", ["", "dues", "departments", "entry", "settings", "ownership", "events", "export"])
def test_another_firms_workspace_is_not_found(client: HouseClient, club: Club, firm: Firm, page: str) -> None:
    enter(client, a_firm(club, "bamboo"))
    assert client.get(f"/crown/firms/lantern/{page}").status_code == 404
    assert client.get(f"/crown/firms/nobody/{page}").status_code == 404


def test_a_department_is_added_led_renamed_and_removed(client: HouseClient, club: Club) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    enter(client, firm)
    wei = a_membership(firm, FirmRole.LEAD, name="Wei")
    path = "/crown/firms/bamboo/departments"
    assert client.submit(path, {"name": "Repairs", "kind": "", "lead": wei.ref}).status_code == 303
    taken = client.submit(path, {"name": "Repairs", "kind": "", "lead": ""})
    assert taken.status_code == 422
    assert "is there already" in taken.text
    with as_firm(firm):
        ref = session().scalars(select(Department.ref)).one()
    changed = {"name": "Repair shop", "kind": "service", "lead": ""}
    assert client.submit(f"{path}/{ref}", changed).status_code == 303
    assert "One department has no lead" in client.get(path).text
    assert client.submit(f"{path}/{ref}", to=f"{path}/{ref}/remove").status_code == 303
    assert "No department yet" in client.get(path).text


def test_a_department_with_people_stays(client: HouseClient, club: Club) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    department = a_department(firm, "Repairs")
    a_membership(firm, FirmRole.STAFF, department_id=department.id)
    enter(client, firm)
    path = f"/crown/firms/bamboo/departments/{department.ref}"
    client.submit(path, to=f"{path}/remove")
    assert "Move them to another department first." in client.get("/crown/firms/bamboo/departments").text


def test_an_entry_is_shown_in_the_directory_when_the_firm_wants(client: HouseClient, club: Club) -> None:
    a_firm(club, "hidden")
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    enter(client, firm)
    assert "No member shows itself yet" in client.get("/crown/members").text
    typed = {"name": "Bamboo House", "city": "Ningbo", "entry": "We weave.\n<script>x</script>", "is_listed": "y"}
    assert client.submit("/crown/firms/bamboo/entry", typed).status_code == 303
    shown = client.get("/crown/members").text
    assert "One member shows itself" in shown
    assert "Bamboo House" in shown
    assert "<script>x" not in shown
    assert "Hidden" not in shown


def test_a_stale_entry_does_not_overwrite(client: HouseClient, club: Club) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    enter(client, firm)
    path = "/crown/firms/bamboo/entry"
    stale = client.form(path)
    assert client.submit(path, {"name": "First"}).status_code == 303
    answer = client.post(path, data={**stale, "name": "Second"})
    assert answer.status_code == 422
    assert "Somebody else changed this meanwhile" in answer.text
    with as_firm(firm):
        assert session().get_one(Firm, firm.id).name == "First"


@pytest.mark.parametrize(("hour", "status"), [("6", 303), ("12", 422), ("", 422), ("x", 422)])
def test_a_day_begins_at_an_hour_of_the_morning(client: HouseClient, club: Club, hour: str, status: int) -> None:
    enter(client, a_firm(club, "bamboo", set_up_at=club.created_at))
    typed = {"lang": "zh", "zone": "Asia/Bangkok", "day_starts_at": hour}
    assert client.submit("/crown/firms/bamboo/settings", typed).status_code == status


def test_events_say_who_did_what(client: HouseClient, club: Club) -> None:
    enter(client, a_firm(club, "bamboo", set_up_at=club.created_at))
    client.submit("/crown/firms/bamboo/entry", {"name": "Bamboo House"})
    shown = client.get("/crown/firms/bamboo/events").text
    assert "Entry in the directory changed" in shown
    assert "Lin" in shown
    assert "Nothing of this kind" in client.get("/crown/firms/bamboo/events?did=firm.exported").text
    assert client.get("/crown/firms/bamboo/events?did=nonsense&page=-1").status_code == 200


def test_ownership_passes_by_acceptance_alone(client: HouseClient, club: Club) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    owner = enter(client, firm)
    wei = a_person()
    a_membership(firm, FirmRole.STAFF, wei, name="Wei")
    with as_firm(firm):
        to = session().scalars(select(Membership.ref).where(Membership.person_id == wei.id)).one()
    path = "/crown/firms/bamboo/ownership"
    offered = {"to": to, "how": "instead", "then_role": "accountant"}
    assert client.submit(path, offered).status_code == 303
    assert "Wei is to take over from Lin." in client.get(path).text
    sign_in(client, wei)
    with as_firm(firm):
        from club.firms.models import OwnershipOffer

        ref = session().scalars(select(OwnershipOffer.ref)).one()
    assert "Lin offers you ownership" in client.get(f"{path}/{ref}").text
    assert client.submit(f"{path}/{ref}", to=f"{path}/{ref}/accept").status_code == 303
    assert client.get(path).status_code == 303  # everybody concerned signs in anew
    with as_firm(firm):
        roles = dict(session().execute(select(Membership.person_id, Membership.role)).all())
    assert roles == {owner.id: FirmRole.ACCOUNTANT, wei.id: FirmRole.OWNER}


def test_a_stranger_to_an_offer_does_not_see_it(client: HouseClient, club: Club) -> None:
    firm = a_firm(club, "bamboo", set_up_at=club.created_at)
    enter(client, firm)
    wei = a_membership(firm, FirmRole.STAFF, name="Wei")
    path = "/crown/firms/bamboo/ownership"
    client.submit(path, {"to": wei.ref, "how": "beside", "then_role": "staff"})
    with as_firm(firm):
        from club.firms.models import OwnershipOffer

        ref = session().scalars(select(OwnershipOffer.ref)).one()
    token = client.form(path)
    assert client.post(f"{path}/{ref}/accept", data=token).status_code == 404
    enter(client, firm, FirmRole.STAFF, name="Third")
    assert client.get(f"{path}/{ref}").status_code == 404


def test_the_only_owner_stays(client: HouseClient, club: Club) -> None:
    enter(client, a_firm(club, "bamboo", set_up_at=club.created_at))
    path = "/crown/firms/bamboo/ownership"
    answer = client.submit(path, {"role": "staff"}, to=f"{path}/step-down")
    assert answer.status_code == 422
    assert "this is the last" in answer.text


@pytest.mark.slow
def test_everything_of_a_firm_is_gathered_part_by_part(client: HouseClient, firm: Firm) -> None:
    import json
    from io import BytesIO
    from zipfile import ZipFile

    enter(client, firm)
    path = "/crown/firms/lantern/export"
    for _ in range(2):
        assert client.submit(path).status_code == 303
    assert f"0 of {len(PARTS) + 1} parts are ready" in client.get(path).text
    finish_all(rounds=len(PARTS) + 2)
    with as_firm(firm):
        made = session().scalars(select(FirmExport)).one()
    answer = client.get(f"{path}/{made.ref}")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="lantern-')
    with ZipFile(BytesIO(answer.data)) as archive:
        names = archive.namelist()
        people = json.loads(archive.read("people.json"))
        told = json.loads(archive.read("firm.json"))
    assert names == [
        f"{name}.json"
        for name in (
            "firm",
            "application",
            "departments",
            "people",
            "invitations",
            "documents",
            "pointers",
            "pictures",
            "reviews",
            "comments",
            "replies",
            "copies",
            "consultations",
            "talks_and_notices",
            "assignments",
            "assignees",
            "signatures",
            "tellings",
            "question_bank",
            "files_of_questions",
            "pictures_of_questions",
            "attempts",
            "answers_in_attempts",
            "exam_calls",
            "allowed_attempts",
            "exam_rounds",
            "questions_without_an_answer",
            "answers_sent_otherwise",
            "answers_copied",
            "courses_taken",
            "lessons_done",
            "days_for_homework",
            "answers_to_courses",
            "qualifications",
            "own_qualifications",
            "asked_by_own_exams",
            "courses_of_stages",
            "placements",
            "planned_placements",
            "classes",
            "dues",
            "events",
        )
    ]
    assert [one["name"] for one in people] == ["Lin"]
    assert told[0]["name"] == "Lantern"
