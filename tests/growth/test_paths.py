"""My path: whoever stands on a stage with a learning path sees the day's goal and check on Today."""

from datetime import timedelta
from typing import Any

import pytest

from club.core import clock
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_stage
from tests.documents.counting import statements
from tests.documents.test_path_rules import a_path, a_step
from tests.makers import (
    a_club,
    a_document,
    a_draft,
    a_firm,
    a_membership,
    a_person,
    a_placement,
    sign_in,
)

MILL = "/crown/firms/mill"
PATH = a_path(
    a_step("one", title="Goods", goal="Knows ten goods"),
    a_step("two", title="Rules", days=2, goal="Knows the rules"),
    a_step("three", title="Exam", goal="Ninety points"),
)


class Place:
    """A firm whose trainee has stood on a stage since some days; the owner says which path belongs to it."""

    def __init__(self, client: HouseClient, *, day: int = 1, path: Any = None) -> None:
        self.client = client
        self.firm, self.owner, self.trainee = a_firm(a_club("crown"), "mill"), a_person(), a_person()
        a_membership(self.firm, FirmRole.OWNER, self.owner)
        member = a_membership(self.firm, FirmRole.STAFF, self.trainee, name="Jia Rui")
        ladder = a_ladder(a_stage("entry", months=None, days=14, lives=("a-value",)))
        self.ladder = a_document(self.firm, ladder)
        self.path = path or a_document(self.firm, PATH, "path")
        today = clock.today("Asia/Shanghai")
        started = today - timedelta(days=day - 1)
        a_placement(self.firm, member, self.ladder, ladder, started_on=started)
        sign_in(client, self.owner)

    def choose(self, ref: str) -> Any:
        page = f"{MILL}/ladders/{self.ladder.ref}/belonging/part?key=entry"
        return self.client.submit(page, {"standard": "", "path": ref, "exam": ""})

    def today(self) -> str:
        sign_in(self.client, self.trainee)
        return str(self.client.get(f"{MILL}/today").text)


@pytest.mark.parametrize(
    ("day", "goal", "tomorrow"),
    [(1, "Knows ten goods", "Rules"), (2, "Knows the rules", ""), (3, "Knows the rules", "Exam")],
)
def test_today_says_the_day_its_goal_and_its_check(
    app, client: HouseClient, day: int, goal: str, tomorrow: str
) -> None:
    place = Place(client, day=day)
    assert place.choose(place.path.ref).status_code == 303
    page = place.today()
    assert f"Day {day} of 4" in page
    assert goal in page
    assert "8 of 10 right" in page
    assert f'href="{MILL}/paths/{place.path.ref}"' in page
    assert ("Tomorrow" in page) == bool(tomorrow)
    assert tomorrow in page


def test_after_the_last_day_the_path_is_behind(app, client: HouseClient) -> None:
    place = Place(client, day=9)
    place.choose(place.path.ref)
    assert "The path of 4 days is behind you" in place.today()


def test_a_stage_without_a_path_and_a_path_in_draft_show_nothing(app, client: HouseClient) -> None:
    place = Place(client)
    assert 'id="path"' not in place.today()
    draft = a_draft(place.firm, PATH, "path")
    sign_in(client, place.owner)
    assert place.choose(draft.ref).status_code == 303
    assert 'id="path"' not in place.today()


@pytest.mark.slow
def test_a_path_that_a_stage_has_is_still_changed_and_not_retired(app, client: HouseClient) -> None:
    place = Place(client)
    place.choose(place.path.ref)
    at = f"{MILL}/paths/{place.path.ref}"
    answer = client.submit(f"{at}/edit", {"key": "three"}, to=f"{at}/edit/remove")
    assert answer.status_code == 303
    assert client.submit(f"{at}/publish").status_code == 303
    retired = client.submit(at, to=f"{at}/retire")
    assert retired.status_code == 422
    assert "“Ladder” points at it" in retired.text


@pytest.mark.slow
def test_a_path_costs_today_no_statement_more(app, client: HouseClient) -> None:
    place = Place(client)
    counted = []
    for ref in ("", place.path.ref):
        sign_in(client, place.owner)
        place.choose(ref)
        place.today()
        with statements() as sent:
            client.get(f"{MILL}/today")
        counted.append(len(sent))
    assert counted[1] == counted[0]
