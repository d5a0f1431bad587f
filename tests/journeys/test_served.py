"""A visitor on a phone: the front page, the talks, a talk."""

import pytest

from tests.chromium import Served
from tests.makers import a_club, a_talk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_visitor_reads_a_talk(served: Served) -> None:
    a_talk(a_club("crown"), title="A future your staff can see")
    page = served.visitor(phone=True)
    page.goto("/crown/")
    served.look(page, "front")
    page.get_by_role("link", name="A future your staff can see").click()
    served.look(page, "talk")
    assert page.get_by_role("heading", level=1).inner_text() == "A future your staff can see"
