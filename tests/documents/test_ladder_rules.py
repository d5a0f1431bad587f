"""What stops a ladder from being published, each with the field it concerns."""

from dataclasses import replace

import pytest

from club.documents.assessment import Example
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Crossing, Ladder, Salary, StageExample, Track
from club.documents.kinds.ladder.rules import daily_minutes, first_stages, next_stages, problems
from club.documents.rules import verdict
from tests.documents.bodies import a_ladder, a_promotion, a_stage, a_task, a_topic, a_work, an_indicator


def found(ladder: Ladder) -> list[str]:
    return [str(problem) for problem in problems(ladder)]


def with_salary(**fields: object) -> list[str]:
    return found(a_ladder(a_stage(salary=Salary(**{"form": "range", "low": 400000, "high": 500000} | fields))))


def test_a_whole_ladder_has_no_problem():
    stage = a_stage(
        learn=(a_topic(),),
        daily=(a_task(),),
        work=a_work(),
        indicators=(an_indicator(),),
        promotion=a_promotion(),
        salary=Salary(form="range", low=400000, high=450000, base=400000),
    )
    assert found(a_ladder(stage, a_stage("next", after=("entry",), months=None))) == []


def test_a_ladder_needs_a_stage():
    assert found(Ladder(title="Empty", tracks=(), stages=())) == ["stages: A ladder needs at least one stage."]


def test_a_stage_stands_on_a_track_of_the_ladder():
    assert found(a_ladder(a_stage(track="moon"))) == [
        "stages[entry].track: The track of this stage is gone. Choose another one."
    ]


def test_a_stage_comes_after_stages_of_the_ladder():
    [told] = found(a_ladder(a_stage(after=("gone",))))
    assert told == "stages[entry].after: It comes after a stage that is gone. Choose again after which."


def test_stages_that_go_round_are_named_in_their_order():
    ladder = a_ladder(a_stage("a", after=("c",)), a_stage("b", after=("a",)), a_stage("c", after=("b",)))
    assert len(found(ladder)) == 1
    assert found(ladder)[0] in {
        f"stages: The stages go round in a circle: {circle}."
        for circle in (
            "a > b > c > a",
            "b > c > a > b",
            "c > a > b > c",
            "a > c > b > a",
            "c > b > a > c",
            "b > a > c > b",
        )
    }


def test_a_stage_after_itself_is_a_circle():
    assert found(a_ladder(a_stage("a", after=("a",)))) == ["stages: The stages go round in a circle: a > a."]


def test_tracks_branch_and_join():
    ladder = a_ladder(
        a_stage("trunk"),
        a_stage("gold", after=("trunk",)),
        a_stage("lead", after=("trunk",), track="management"),
        a_stage("manager", after=("gold", "lead"), track="management"),
        tracks=(Track(key="trunk", name="Trunk"), Track(key="management", name="Management")),
    )
    assert found(ladder) == []
    assert [each.key for each in first_stages(ladder)] == ["trunk"]
    assert [each.key for each in next_stages(ladder, "trunk")] == ["gold", "lead"]
    assert [each.key for each in next_stages(ladder, "gold")] == ["manager"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"months": -1}, "stages[entry].months: The expected time cannot be below 0 months."),
        ({"days": -1}, "stages[entry].days: The expected time cannot be below 0 days."),
        ({"seats": -1}, "stages[entry].seats: The number of seats cannot be below 0."),
        ({"learn": (a_topic(hours=-1),)}, "stages[entry].learn[rules].hours: Hours cannot be below 0."),
        ({"daily": (a_task(minutes=-1),)}, "stages[entry].daily[report]: Minutes and target cannot be below 0."),
        ({"daily": (a_task(minutes=1441),)}, "stages[entry].daily: The process table is longer than a day."),
        (
            {"indicators": (an_indicator(weight=99),)},
            "stages[entry].indicators: The weights sum to 99; they must sum to 100.",
        ),
    ],
)
def test_a_stage_with_a_wrong_number_is_named(changes, message):
    assert found(a_ladder(a_stage(**changes))) == [message]


def test_months_may_be_zero_or_open():
    assert found(a_ladder(a_stage(months=0), a_stage("open", months=None))) == []


def test_minutes_of_a_day_are_summed():
    assert daily_minutes(a_stage(daily=(a_task("a", minutes=8), a_task("b", minutes=12)))) == 20


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"low": 500001}, "The lowest amount is above the highest."),
        ({"base": 500001}, "The base is above the highest amount."),
        ({"low": -1}, "An amount cannot be below 0."),
        ({"high": None}, "A salary range needs its lowest and its highest amount."),
        ({"form": "agreed"}, "Pay that is agreed with each person names no amounts."),
    ],
)
def test_a_salary_that_cannot_be_is_named(fields, message):
    assert with_salary(**fields) == [f"stages[entry].salary: {message}"]


def test_a_salary_may_be_one_amount_or_agreed_with_each_person():
    assert with_salary(low=500000) == []
    assert with_salary(form="agreed", low=None, high=None) == []


@pytest.mark.parametrize(
    ("rule", "field", "message"),
    [
        ({"periods": -1}, "periods", "The number of periods cannot be below 0."),
        ({"min_score": 101}, "min_score", "The score for promotion goes from 0 to 100."),
        ({"ticked_percent": 101}, "ticked_percent", "The share of ticks goes from 0 to 100 percent."),
    ],
)
def test_a_promotion_rule_out_of_range_is_named(rule, field, message):
    stage = a_stage(work=a_work(), indicators=(an_indicator(),), promotion=a_promotion(**rule))
    assert found(a_ladder(stage)) == [f"stages[entry].promotion.{field}: {message}"]


def test_a_promotion_cannot_ask_for_what_the_stage_does_not_have():
    assert found(a_ladder(a_stage(promotion=a_promotion()))) == [
        "stages[entry].promotion.work_passed: The promotion asks for a work that the stage does not have.",
        "stages[entry].promotion.periods: The promotion asks for scores, but the stage has no indicators.",
    ]


def test_a_crossing_joins_stages_of_the_ladder():
    crossing = Crossing(key="over", leaves="entry", enters="moon", credit="All", trial="1 month")
    assert found(a_ladder(crossings=(crossing,))) == ["crossings[over]: A crossing joins two stages of this ladder."]


def test_an_example_names_a_stage_of_the_ladder():
    table = Example(key="table", title="Example", values=(), total=0, text="None")
    ladder = a_ladder(example=StageExample(key="example", stage="moon", table=table))
    assert found(ladder) == ["example.stage: The example names a stage that does not exist."]


def hinted(ladder: Ladder) -> list[str]:
    return [hint.message % hint.values for hint in verdict(kind_of("ladder"), ladder).hints]


def test_a_daily_table_of_more_than_an_hour_is_advised_against():
    assert hinted(a_ladder(a_stage(daily=(a_task("long", minutes=60),)))) == []
    [told] = hinted(a_ladder(a_stage(daily=(a_task("long", minutes=61),))))
    assert told.startswith("The process table of one day takes 61 minutes")


def test_a_title_that_names_another_time_than_the_stages_take_is_advised_against():
    stages = (a_stage("one", months=2), a_stage("two", after=("one",), months=3))
    assert hinted(replace(a_ladder(*stages), title="Five in 5 months")) == []
    assert hinted(replace(a_ladder(*stages), title="运营 4 个月")) == ["The title names 4 months, the stages take 5."]
