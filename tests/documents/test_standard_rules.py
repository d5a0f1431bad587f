"""What stops a department standard from being published, and how its clauses are numbered."""

from decimal import Decimal

import pytest

from club.documents.body import Clause
from club.documents.kinds.standard.body import (
    Appraisal,
    Column,
    CustomerProblem,
    Grant,
    Minimum,
    Row,
    Section,
    Standard,
    Table,
)
from club.documents.kinds.standard.rules import numbers, problems
from tests.documents.bodies import an_indicator


def a_section(key: str = "aim", clauses: int = 2, **changes: object) -> Section:
    listed = tuple(Clause(key=f"{key}-{place}", text="Who does what", must=True) for place in range(clauses))
    return Section(**({"key": key, "title": "Aim", "clauses": listed} | changes))


def a_standard(*sections: Section, **changes: object) -> Standard:
    fields = {"title": "Standard", "department": "Customer service", "sections": sections or (a_section(),)}
    return Standard(**(fields | changes))


def a_grant(key: str, limit: int, currency: str = "CNY") -> Grant:
    return Grant(key=key, role=key, limit=limit, currency=currency, when="A fault", record="The order")


def a_problem(**changes: object) -> CustomerProblem:
    return CustomerProblem(
        **({"key": "late", "topic": "Parcel", "wordings": ("Where is it?",), "answer": "I look"} | changes)
    )


def found(standard: Standard) -> list[str]:
    return [str(problem) for problem in problems(standard)]


def test_a_whole_standard_has_no_problem():
    grants = (a_grant("agent", 1000), a_grant("lead", 5000))
    appraisal = Appraisal(key="appraisal", indicators=(an_indicator(),))
    assert found(a_standard(grants=grants, appraisal=appraisal, problems=(a_problem(),))) == []


def test_a_standard_needs_a_section():
    assert found(Standard(title="Empty", department="None", sections=())) == [
        "sections: A standard needs at least one chapter."
    ]


def test_clauses_are_numbered_by_their_order():
    assert numbers(a_standard(a_section("aim"), a_section("hiring", 1))) == {
        "aim": "1",
        "aim-0": "1.1",
        "aim-1": "1.2",
        "hiring": "2",
        "hiring-0": "2.1",
    }


def test_each_row_has_a_cell_for_each_column():
    columns = (Column(key="day", name="Day"), Column(key="topic", name="Topic"))
    table = Table(key="days", title="Days", columns=columns, rows=(Row(key="one", cells=("1",)),))
    assert found(a_standard(a_section(tables=(table,)))) == [
        "sections[aim].tables[days]: Each row has one cell for each column."
    ]


def test_a_minimum_is_not_below_zero():
    minimum = Minimum(key="typing", name="Typing", at_least=Decimal(-1), unit="a minute", tested="5 minutes")
    assert found(a_standard(profile=(minimum,))) == ["profile[typing].at_least: A minimum cannot be below 0."]


@pytest.mark.parametrize(
    ("grants", "message"),
    [
        ((a_grant("agent", -1),), "grants[agent].limit: An amount cannot be below 0."),
        ((a_grant("a", 1), a_grant("b", 2, "USD")), "grants: All amounts that may be granted are in one currency."),
        (
            (a_grant("lead", 5000), a_grant("agent", 1000)),
            "grants: List what each role may grant from the smallest amount to the largest.",
        ),
    ],
)
def test_what_may_be_granted_rises_in_one_currency(grants, message):
    assert found(a_standard(grants=grants)) == [message]


def test_the_table_of_the_appraisal_is_checked():
    appraisal = Appraisal(key="appraisal", indicators=(an_indicator(weight=99),))
    assert found(a_standard(appraisal=appraisal)) == [
        "appraisal.indicators: The weights sum to 99; they must sum to 100."
    ]


def test_a_problem_has_a_wording_and_a_sensitive_one_is_passed_on():
    assert found(a_standard(problems=(a_problem(wordings=()),))) == [
        "problems[late].wordings: A problem needs at least one wording of a customer."
    ]
    assert found(a_standard(problems=(a_problem(sensitive=True),))) == [
        "problems[late].escalate: A sensitive problem says when and to whom it is passed on."
    ]
