"""The second story: a text is adopted, changed, signed; the club publishes again, it is merged and signed again."""

import pytest

from tests.chromium import Served
from tests.journeys import signing_steps as steps
from tests.journeys.mill import EXAM, STANDARD, a_mill, the_club_publishes_the_next_number
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("app", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_staff_sign_what_the_club_changed_and_the_firm_took_over(served: Served) -> None:
    mill = a_mill()
    owner = Somebody(served, "owner")
    steps.comes_to_work(owner, mill.owner)
    steps.adopts(owner, STANDARD)
    steps.changes_a_clause(owner)
    steps.publishes(owner, "Our own last sentence")
    steps.adopts(owner, EXAM)
    steps.publishes(owner, "First")
    steps.has_it_signed(owner)
    served.work()

    first, second = Somebody(served, "agent-zh", on_phone=True, lang="zh"), Somebody(served, "agent", on_phone=True)
    for agent, account in zip((first, second), mill.staff, strict=True):
        steps.comes_to_work(agent, account)
        steps.reads_and_signs(agent, 1)

    the_club_publishes_the_next_number(mill.club)
    served.work()
    steps.takes_over_clause_by_clause(owner)
    steps.puts_the_question_right(owner)
    served.work()

    for agent in (first, second):
        steps.reads_and_signs(agent, 2)
    steps.passes_the_exam_on_it(first)
    steps.sees_who_is_current(owner)
