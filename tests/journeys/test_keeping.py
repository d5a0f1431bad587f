"""What is kept while somebody writes, on a slow line: what was saved is not offered as what was not."""

import pytest
from playwright.sync_api import expect

from club.policy import ClubRole
from tests.chromium import Served
from tests.journeys.crown import an_account
from tests.journeys.slow_line import SlowLine
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_club

pytestmark = pytest.mark.browser


def a_writer(served: Served) -> Somebody:
    """Somebody who writes a piece of news."""
    club = a_club("crown")
    writer = Somebody(served, "writer")
    writer.opens("/crown/login?next=/crown/news/new")
    signs_in(writer, an_account(club, ClubRole.EDITOR, "Shen Lu"))
    writer.types("Title", "The new hall")
    writer.presses("Save the draft")
    return writer


def types_on_a_slow_line(writer: Somebody) -> SlowLine:
    line = SlowLine(writer.page, "**/news/**", of="fetch")
    with writer.page.expect_request(lambda request: request.resource_type == "fetch"):
        writer.types("Title", "The hall opens in spring")
    return line


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_is_saved_while_it_is_being_kept_is_not_offered_as_unsaved(served: Served) -> None:
    writer = a_writer(served)
    line = types_on_a_slow_line(writer)
    writer.button("Save the draft").click()
    expect(writer.page.locator("form[aria-busy=true]")).to_have_count(1)
    line.brings_all()
    writer.reads_words("The hall opens in spring")
    writer.opens(writer.page.url)
    expect(writer.page.get_by_text(writer.word("What you typed is still there"))).to_have_count(0)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_button_does_not_wait_for_ever_for_what_is_being_kept(served: Served) -> None:
    writer = a_writer(served)
    writer.page.clock.install()
    writer.opens(writer.page.url)
    line = types_on_a_slow_line(writer)
    writer.button("Save the draft").click()
    writer.page.clock.fast_forward("00:08")
    writer.reads_words("The hall opens in spring")
    assert len(line.under_way) == 1
