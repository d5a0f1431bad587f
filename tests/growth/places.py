"""A firm whose people stand on a ladder."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from club.core.db import read
from club.documents.kinds.ladder.body import Salary
from club.growth.queries import TICKS
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_promotion, a_stage, a_task, a_work, an_indicator
from tests.makers import (
    a_club,
    a_department,
    a_document,
    a_firm,
    a_lead,
    a_membership,
    a_person,
    a_placement,
    as_firm,
    sign_in,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
LADDER = a_ladder(
    a_stage(
        "entry",
        daily=(a_task("report"), a_task("review", how_often="weekly", what="Review the week")),
        work=a_work(),
        indicators=(an_indicator(),),
        promotion=a_promotion(),
        salary=Salary(form="range", low=400000, high=450000),
    ),
    a_stage("promotion", after=("entry",), months=3, salary=Salary(form="range", low=450000, high=520000)),
    visibility="own_next",
)


class Place:
    """A firm with an owner, a lead of one department, a placed person and a colleague."""

    def __init__(self, client: HouseClient, **firm: Any) -> None:
        self.client = client
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill", **firm)
        self.department = a_department(self.firm, "Operations")
        self.people: dict[str, tuple[Any, Any]] = {}
        self.member("owner", FirmRole.OWNER, "Lin Yue")
        self.member("office", FirmRole.PEOPLE_OFFICE, "Sun Mei")
        self.member("lead", FirmRole.LEAD, "Zhou Lan", department_id=self.department.id)
        self.member("staff", FirmRole.STAFF, "Jia Rui", department_id=self.department.id)
        self.member("colleague", FirmRole.STAFF, "Ma Lan", department_id=self.department.id)
        a_lead(self.firm, self.department, self.people["lead"][1])
        self.document = a_document(self.firm, LADDER)
        self.placement = self.placed("staff", date(2026, 11, 2))
        self.today = "/crown/firms/mill/today"
        self.board = f"/crown/firms/mill/ladders/{self.document.ref}/people"

    def member(self, name: str, role: FirmRole, called: str, **facts: Any) -> Any:
        person = a_person()
        self.people[name] = (person, a_membership(self.firm, role, person, name=called, **facts))
        return self.people[name][1]

    def placed(self, name: str, started_on: date) -> Any:
        return a_placement(self.firm, self.people[name][1], self.document, LADDER, started_on=started_on)

    def enter(self, name: str) -> HouseClient:
        sign_in(self.client, self.people[name][0])
        return self.client

    def ticked(self) -> set[tuple[str, date]]:
        with as_firm(self.firm):
            rows = read(TICKS, placement_id=self.placement.id, since=date(2026, 1, 1)).all()
        return {(row.item, row.day) for row in rows}

    def position_of(self, name: str) -> str:
        return f"/crown/firms/mill/people/{self.people[name][1].ref}/position"
