"""A document's own facts: keeper, department, review date and languages; what its keeper is told, and when."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.core.messages import Message
from club.documents.models import Document
from club.firms.models import Department, Membership
from club.firms.workspace_actions import remove_department
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage
from tests.makers import (
    a_club,
    a_department,
    a_document,
    a_firm,
    a_membership,
    a_person,
    as_firm,
    sign_in,
)


class Place:
    """A firm with an owner and a lead, and a ladder in force."""

    def __init__(self, client: HouseClient, *, ladder: Any = None) -> None:
        self.client = client
        self.firm = a_firm(a_club("crown"), "mill")
        self.owner, self.lead = a_person("owner@mill.example"), a_person("lead@mill.example")
        a_membership(self.firm, FirmRole.OWNER, self.owner, name="Lin Yue")
        self.keeper = a_membership(self.firm, FirmRole.LEAD, self.lead, name="Wang Ting")
        self.department = a_department(self.firm, "Operations")
        self.document = a_document(self.firm, ladder or a_ladder())
        self.at = f"/crown/firms/mill/ladders/{self.document.ref}"
        sign_in(client, self.owner)

    def set(self, **changes: str) -> Any:
        fields = {"keeper": self.keeper.ref, "department": self.department.ref, "review_on": ""} | changes
        return self.client.submit(f"{self.at}/facts", fields)

    def letters(self, person: Any) -> int:
        with as_firm(self.firm, person.id):
            return session().query(Message).filter_by(event="documents/review_day_reached").count()


def in_days(days: int) -> str:
    return (clock.today("Asia/Shanghai") + timedelta(days=days)).isoformat()


def test_keeper_department_and_review_date_are_set_and_shown(app, client: HouseClient) -> None:
    place = Place(client)
    day = clock.today("Asia/Shanghai") + timedelta(days=30)
    assert place.set(review_on=day.isoformat()).status_code == 303
    page = client.get(place.at).text
    assert "Kept by Wang Ting" in page
    assert "Operations" in page
    form = client.get(f"{place.at}/facts").text
    assert day.isoformat() in form
    with as_firm(place.firm):
        row = session().get(Document, place.document.id)
        assert (row.keeper_id, row.department_id, row.review_on) == (place.keeper.id, place.department.id, day)


@pytest.mark.parametrize("changes", [{"keeper": "zzzzzzzzzzzzzzzz"}, {"department": "x"}, {"review_on": "soon"}])
def test_what_is_not_there_is_refused(app, client: HouseClient, changes: dict[str, str]) -> None:
    assert Place(client).set(**changes).status_code == 422


def test_a_day_that_is_over_is_refused_unless_it_stood_there(app, client: HouseClient) -> None:
    place = Place(client)
    answer = place.set(review_on="2020-01-01")
    assert answer.status_code == 422
    assert "This day is over already." in answer.text
    with as_firm(place.firm):
        session().get(Document, place.document.id).review_on = date(2020, 1, 1)
    assert place.set(review_on="2020-01-01").status_code == 303


def test_a_page_that_somebody_overtook_says_so(app, client: HouseClient) -> None:
    place = Place(client)
    opened = client.form(f"{place.at}/facts")
    place.set()
    answer = client.post(f"{place.at}/facts", data={**opened, "keeper": "", "department": "", "review_on": ""})
    assert answer.status_code == 422
    assert "Somebody else changed this meanwhile." in answer.text


def test_on_the_review_date_the_keeper_is_told_once(app, client: HouseClient) -> None:
    place = Place(client)
    place.set(review_on=in_days(2))
    place.set(review_on=in_days(3))
    place.set(review_on=in_days(2))
    finish_all()
    assert place.letters(place.lead) == 0
    with time_machine.travel(clock.now() + timedelta(days=4)):
        finish_all()
        assert (place.letters(place.lead), place.letters(place.owner)) == (1, 0)


def test_the_owners_are_told_where_nobody_keeps_the_text(app, client: HouseClient) -> None:
    place = Place(client)
    place.set(review_on=in_days(0))
    with as_firm(place.firm):
        session().get(Membership, place.keeper.id).left_at = clock.now()
    finish_all()
    assert (place.letters(place.lead), place.letters(place.owner)) == (0, 1)


def test_nobody_is_told_of_a_retired_text_or_a_day_that_was_taken_back(app, client: HouseClient) -> None:
    place = Place(client)
    place.set(review_on=in_days(1))
    place.set(review_on="")
    other = a_document(place.firm, a_ladder())
    at = f"/crown/firms/mill/ladders/{other.ref}"
    client.submit(f"{at}/facts", {"keeper": place.keeper.ref, "department": "", "review_on": in_days(1)})
    assert client.submit(at, to=f"{at}/retire").status_code == 303
    with time_machine.travel(clock.now() + timedelta(days=2)):
        finish_all()
    assert place.letters(place.lead) == 0


def test_the_list_of_review_dates_shows_what_is_overdue_first(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(title="Waits"))
    late = a_document(place.firm, a_ladder(title="Late"))
    with as_firm(place.firm):
        session().get(Document, late.id).review_on = clock.today("Asia/Shanghai") - timedelta(days=3)
    page = client.get("/crown/firms/mill/review-dates").text
    assert "1 text is overdue for a look" in page
    assert page.index("Late") < page.index("Waits")


def test_a_department_that_goes_leaves_its_texts(app, client: HouseClient) -> None:
    place = Place(client)
    place.set()
    with as_firm(place.firm):
        remove_department(session().get(Department, place.department.id))
    with as_firm(place.firm):
        assert session().get(Document, place.document.id).department_id is None


def test_a_second_language_is_added_filled_in_and_read_by_each_reader(app, client: HouseClient) -> None:
    place = Place(client, ladder=a_ladder(a_stage()))
    assert client.submit(f"{place.at}/facts", to=f"{place.at}/languages/add").status_code == 303
    assert "lack one of the two" in client.get(f"{place.at}/facts").text
    page = client.get(f"{place.at}/publish").text
    assert "This text is missing in one of the two languages." in page
    fields = {"title__en": "Ladder", "title__zh": "晋升通道", "visibility": "all"}
    assert client.submit(f"{place.at}/edit/item?key=", fields).status_code == 303
    stage = {"title__en": "Entry", "title__zh": "入门", "aim__en": "Learn the trade", "aim__zh": "学会本行"}
    assert (
        client.submit(f"{place.at}/edit/item?key=entry", {**stage, "track": "trunk", "months": "1"}).status_code == 303
    )
    track = {"name__en": "Trunk", "name__zh": "主干"}
    assert client.submit(f"{place.at}/edit/item?key=trunk", track).status_code == 303
    assert client.submit(f"{place.at}/publish", {"note": "Both"}).status_code == 303
    assert "Learn the trade" in client.get(place.at).text
    client.set_cookie("lang", "zh", domain="localhost")
    page = client.get(place.at).text
    assert "学会本行" in page
    assert "Learn the trade" not in page


def test_the_second_language_goes_again(app, client: HouseClient) -> None:
    place = Place(client)
    once = f"{place.at}/languages/add"
    assert client.submit(f"{place.at}/facts", to=once).status_code == 303
    assert client.submit(f"{place.at}/facts", to=once).status_code == 422
    assert client.submit(f"{place.at}/facts", to=f"{place.at}/languages/remove").status_code == 303
    assert client.submit(f"{place.at}/facts", to=f"{place.at}/languages/remove").status_code == 422
    assert "Nothing differs" in client.get(f"{place.at}/publish").text


def test_a_lead_sees_the_dates_and_sets_none(app, client: HouseClient) -> None:
    place = Place(client)
    sign_in(client, place.lead)
    assert client.get("/crown/firms/mill/review-dates").status_code == 200
    assert client.get(f"{place.at}/facts").status_code == 404
