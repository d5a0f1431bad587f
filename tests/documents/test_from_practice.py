"""What firms really use, typed into the editor's forms by somebody who knows no code, and published."""

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from club.core.db import read
from club.core.jobs import finish_all
from club.documents import assessment
from club.documents.codec import read as read_body
from club.documents.codec import to_json
from club.documents.kinds import kind_of
from club.documents.queries import DRAFT, NEWEST
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.typing import Typist, bands, rows
from tests.makers import a_club, a_firm, a_membership, a_person, as_firm, sign_in

pytestmark = pytest.mark.slow  # whole texts, typed in field by field

MILL = "/crown/firms/mill"
HAND = Path(__file__).parents[2] / "docs" / "worked-example.md"


class Mill:
    """A firm whose owner types."""

    def __init__(self, client: HouseClient) -> None:
        self.client, self.firm, owner = client, a_firm(a_club("crown"), "mill"), a_person()
        a_membership(self.firm, FirmRole.OWNER, owner)
        sign_in(client, owner)

    def begin(self, shelf: str, title: str) -> Typist:
        return Typist(self.client, f"{MILL}/{shelf}", title)

    def brought_back(self, typist: Typist, form: str) -> Any:
        """Take the text out as a file and bring it in as another text; its draft, as it is kept."""
        taken = self.client.submit(f"{typist.at}/copies", {"form": form, "text": "1", "lang": "en"})
        assert taken.status_code == 303
        finish_all()
        ref = re.findall(rf"{typist.at}/copies/([a-z2-7]{{16}})", typist.page("/copies"))[0]
        content = self.client.get(f"{typist.at}/copies/{ref}").data
        shelf = typist.at.rpartition("/")[0]
        fields = {"file": (io.BytesIO(content), f"text.{'json' if form == 'json' else 'xlsx'}"), "lang": "en"}
        sent = self.client.submit(f"{shelf}/bring", fields, content_type="multipart/form-data")
        assert sent.status_code == 303, sent.text
        made = self.client.submit(sent.location)
        assert made.status_code == 303, self.client.get(sent.location).text
        with as_firm(self.firm):
            return read(DRAFT, ref=made.location.rpartition("/")[2]).one().body

    def survives(self, typist: Typist, kind: str, *forms: str) -> None:
        """What was published comes back from each sort of file as it went."""
        for form in forms or ("json", "sheets"):
            assert self.brought_back(typist, form) == to_json(self.published(typist, kind)), form

    def published(self, typist: Typist, kind: str) -> Any:
        with as_firm(self.firm):
            row = read(NEWEST, ref=typist.at.rpartition("/")[2]).one()
            return read_body(kind_of(kind), {"kind": kind, "schema": row.schema, "body": row.body})


TABLE: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    (
        {"name": "Gross profit against plan", "weight": 30, "better": "higher", "measure": "ratio", "unit": "%"},
        bands(("", 80, 0), (80, 90, 50), (90, 100, 80), (100, "", 100)),
        "96.4",
    ),
    (
        {"name": "Average first reply", "weight": 15, "better": "lower", "measure": "seconds", "unit": "seconds"},
        bands(("", 30, 100), (30, 45, 80), (45, 60, 50), (60, "", 0)),
        "38",
    ),
    (
        {"name": "Returned as not as described", "weight": 15, "better": "lower", "measure": "ratio", "unit": "%"},
        bands(("", 1, 100), (1, 2, 70), (2, "", 0)),
        "1",
    ),
    (
        {"name": "New listings live", "weight": 15, "better": "higher", "measure": "count", "unit": "listings"},
        bands(("", 4, 0), (4, 8, 60), (8, "", 100)),
        "8",
    ),
    (
        {"name": "Goods older than 60 days", "weight": 15, "better": "lower", "measure": "count", "unit": "1,000 CNY"},
        bands(("", 20, 100), (20, 40, 60), (40, "", 20)),
        "40",
    ),
    ({"name": "Work with others", "weight": 10, "better": "higher", "measure": "manual", "unit": "points"}, {}, "85"),
)
PAY = rows(
    "pay_bands",
    {"low": "", "high": 60, "percent": 0},
    {"low": 60, "high": 80, "percent": 60},
    {"low": 80, "high": 90, "percent": 90},
    {"low": 90, "high": "", "percent": 110},
)


def a_table(mill: Mill, total: str) -> Typist:
    """A standard with the weighted table, and a worked example that says a total."""
    typist = mill.begin("standards", "Operations standard")
    typist.write(department="Operations")
    typist.add("", "sections", title="Aim")
    table = typist.add("", "appraisal", **PAY)
    keys = [
        typist.add(table, "indicators", **facts, origin="report", source="Monthly report", **ranges)
        for facts, ranges, _value in TABLE
    ]
    values = ({"indicator": key, "value": value} for key, (_facts, _ranges, value) in zip(keys, TABLE, strict=True))
    typist.add(table, "example", title="March", total=total, text="By hand", **rows("values", *values))
    return typist


def test_a_weighted_table_computes_what_was_computed_by_hand(app, client: HouseClient) -> None:
    mill = Mill(client)
    total, percent = re.findall(r"\*\*([\d.]+)( %)?\*\*", HAND.read_text("utf-8"))
    typist = a_table(mill, total[0])
    typist.publish()
    appraisal = mill.published(typist, "standard").appraisal
    values = {each.indicator: each.value for each in appraisal.example.values}
    reached = assessment.total(appraisal.indicators, values)
    assert reached.score == Decimal(total[0]) == Decimal("83.5")
    assert assessment.bonus_percent(appraisal.pay_bands, reached.score) == Decimal(percent[0]) == 90
    by_hand = re.findall(r"\| ([\d.]+) \|$", HAND.read_text("utf-8"), re.MULTILINE)
    assert [Decimal(points) for points in by_hand] == list(reached.points.values())
    assert "Total: 83.5" in typist.page()
    mill.survives(typist, "standard")


def test_a_total_that_is_wrong_is_not_published(app, client: HouseClient) -> None:
    typist = a_table(Mill(client), "84")
    assert "The example says 84, but its values give 83.5." in typist.page("/publish")


GRADES: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("Trainee", 1, {"low": "4,000", "high": "4,000", "base": "4,000"}),
    ("Agent", 5, {"low": "4,200", "high": "5,000", "base": "4,200"}),
    ("Senior agent", 8, {"low": "4,800", "high": "6,200", "base": "4,500"}),
    ("Lead", 10, {"low": "6,000", "high": "8,000", "base": "5,500"}),
    ("Supervisor", 12, {"low": "8,000", "high": "11,000", "base": "7,000"}),
    ("Manager", 18, {"low": "10,000", "high": "15,000", "base": "8,000"}),
    ("Partner", 0, {}),
)
PARTS = (
    (),
    (("Bonus", "Up to 800 by the table"),),
    (("Bonus", "Up to 1,200"), ("Coaching", "200 for each newcomer who passes")),
    (("Bonus", "Up to 1,500"), ("Shift", "30 a late shift"), ("Team", "1 % of the team’s gross profit")),
    (("Bonus", "Up to 2,000"), ("Team", "1.5 %")),
    (("Bonus", "Up to 3,000"), ("Year", "One month’s base")),
    (),
)


def test_a_ladder_of_seven_grades_with_different_parts_of_pay(app, client: HouseClient) -> None:
    mill = Mill(client)
    typist = mill.begin("ladders", "Seven grades")
    track = typist.add("", "tracks", name="Service")
    before: list[str] = []
    for (title, months, pay), parts in zip(GRADES, PARTS, strict=True):
        salary = {f"salary__{name}": value for name, value in pay.items()}
        salary |= {"salary__on": "y", "salary__form": "range" if pay else "agreed", "salary__source": "Owner"}
        salary |= rows("salary__parts", *({"name": name, "how": how} for name, how in parts))
        time = {"months": months} if months else {}
        facts = {"track": track, "title": title, "aim": f"Works as {title}", **time}
        facts |= {"after": before} if before else {}
        before = [typist.add("", "stages", **facts, **salary)]
    typist.publish()
    stages = mill.published(typist, "ladder").stages
    assert [len(stage.salary.parts) for stage in stages] == [len(parts) for parts in PARTS]
    assert (stages[3].salary.low, stages[3].salary.high, stages[3].salary.base) == (600_000, 800_000, 550_000)
    assert (stages[6].salary.form, stages[6].months) == ("agreed", None)
    assert "agreed with each person" in typist.page()
    mill.survives(typist, "ladder")


def test_a_newcomers_path_of_fourteen_days(app, client: HouseClient) -> None:
    mill = Mill(client)
    typist = mill.begin("paths", "Fourteen days")
    typist.write(whom="Newcomers of the warehouse")
    for day in range(1, 15):
        facts = {"title": f"Topic {day}", "topics": f"Shelf {day}\nScanner", "method": "Beside a colleague"}
        typist.add("", "steps", **facts, goal=f"Finds shelf {day}", check="8 of 10 found", checked_by="The lead")
    typist.publish()
    assert len(mill.published(typist, "path").steps) == 14
    assert "Day 14" in typist.page()
    mill.survives(typist, "path")


def test_six_values_with_five_behaviours_each(app, client: HouseClient) -> None:
    mill = Mill(client)
    typist = mill.begin("culture", "Our six values")
    story = {"beginning": "A rented flat", "thanks": "The first 100 buyers", "mission": "What was said is what comes"}
    typist.write(**story, founders="The founders", weight=40)
    for number in range(1, 7):
        facts = {"meaning": "What it means", "counter_example": "Not this", "story": "On a Friday", "red_line": "Never"}
        value = typist.add("", "values", name=f"Value {number}", **facts)
        for place in range(1, 6):
            typist.add(value, "behaviours", text=f"Behaviour {number}.{place}")
    typist.publish()
    values = mill.published(typist, "culture").values
    assert [len(value.behaviours) for value in values] == [5] * 6
    assert "Behaviour 6.5" in typist.page()
    mill.survives(typist, "culture")


SORTS: tuple[dict[str, Any], ...] = (
    {"sort": "single", **rows("options", {"text": "Within 30 s", "right": "y"}, {"text": "Within a day"})},
    {
        "sort": "multiple",
        "points": 2,
        **rows("options", {"text": "Order", "right": "y"}, {"text": "Sum", "right": "y"}, {"text": "Name"}),
    },
    {"sort": "true_false", "is_true": "y"},
    {"sort": "numeric", "answer": "7.5", "tolerance": "0.5", "unit": "kg"},
)


def test_an_exam_of_thirty_questions_on_a_standard(app, client: HouseClient) -> None:
    mill = Mill(client)
    standard = mill.begin("standards", "Service standard")
    standard.write(department="Service")
    section = standard.add("", "sections", title="Reception")
    clauses = [standard.add(section, "clauses", text=f"Rule {number}", must="y") for number in range(5)]
    standard.publish()
    typist = mill.begin("exam-papers", "Thirty questions")
    typist.write(pass_percent=90, minutes=45, attempts=3, **rows("waits", {"days": 2}, {"days": 5}))
    typist.point_at(standard)
    held = typist.add("", "sections", title="All")
    for number in range(30):
        facts = {"text": f"Question {number}", "explanation": "See the rule", "clauses": [clauses[number % 5]]}
        typist.add(held, "questions", **facts, **SORTS[number % 4])
    typist.publish()
    exam = mill.published(typist, "exam")
    assert len(exam.sections[0].questions) == 30
    assert [wait.days for wait in exam.waits] == [2, 5]
    assert exam.sections[0].questions[3].answer == Decimal("7.5")
    assert "Every binding clause has its question" in typist.page("/coverage")
    mill.survives(typist, "exam")
