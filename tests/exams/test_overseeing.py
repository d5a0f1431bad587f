"""Who leads sees who passed, and an owner allows another attempt."""

import pytest

from club.policy import FirmRole
from tests.client import HouseClient
from tests.exams.desk import RIGHT, WRONG, Desk
from tests.makers import a_department, a_lead, a_membership, a_person, sign_in
from tests.statements import counted


@pytest.mark.slow
def test_who_leads_sees_who_passed_in_the_own_department(app, client: HouseClient) -> None:
    desk = Desk(client)
    desk.room.sat(reply=RIGHT, gift=RIGHT)
    firm, lead, owner = desk.room.firm, a_person(), a_person()
    service, store = a_department(firm, "Service"), a_department(firm, "Store")
    leading = a_membership(firm, FirmRole.LEAD, lead, name="Lead", department_id=service.id)
    a_lead(firm, service, leading)
    a_membership(firm, FirmRole.STAFF, a_person(), name="Of service", department_id=service.id)
    a_membership(firm, FirmRole.STAFF, a_person(), name="Of store", department_id=store.id)
    a_membership(firm, FirmRole.OWNER, owner, name="Owner")
    assert client.get(f"{desk.exam}/people").status_code == 404
    sign_in(client, lead)
    page = client.get(f"{desk.exam}/people").text
    assert "Of service" in page
    assert "Of store" not in page
    assert "Lin Yue" not in page
    sign_in(client, owner)
    page = client.get(f"{desk.exam}/people").text
    assert "1 of 5 have passed" in page
    assert "Lin Yue" in page


@pytest.mark.slow
def test_an_owner_allows_another_attempt(app, client: HouseClient) -> None:
    desk, owner = Desk(client), a_person()
    a_membership(desk.room.firm, FirmRole.OWNER, owner, name="Owner")
    desk.room.sat(reply=WRONG)
    sign_in(client, owner)
    people = f"{desk.exam}/people"
    answer = client.submit(people, {"person": desk.room.member.ref, "why": "Was ill"})
    assert answer.status_code == 303
    assert "may sit it once more, at once." in client.get(people).text
    assert client.submit(people, {"person": desk.room.member.ref}).status_code == 422
    sign_in(client, desk.room.person)
    assert "Begin the exam" in client.get(desk.exam).text


def test_a_lead_allows_themselves_nothing(app, client: HouseClient) -> None:
    desk = Desk(client, role=FirmRole.LEAD)
    desk.room.sat(reply=WRONG)
    assert client.submit(f"{desk.exam}/people", {"person": desk.room.member.ref}).status_code == 422


def test_the_list_of_people_costs_the_same_for_many(app, client: HouseClient) -> None:
    desk = Desk(client, role=FirmRole.OWNER)
    client.get(f"{desk.exam}/people")
    counts = []
    for more in (1, 5):
        for _one in range(more):
            a_membership(desk.room.firm, FirmRole.STAFF, a_person())
        with counted(app) as sent:
            client.get(f"{desk.exam}/people")
        counts.append(len(sent))
    assert counts[0] == counts[1]
