"""Pages of talks, as a visitor and as a member see them."""

from datetime import date

import pytest

from club.policy import FirmRole
from club.talks.models import Publication, Visibility
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, a_section, a_talk, sign_in
from tests.statements import counted


def test_a_talk_shows_who_spoke_when_and_where(app, client: HouseClient) -> None:
    club = a_club("crown")
    news = a_section(club, "information", "Information")
    section = a_section(club, "practice", "Shop practice", parent=news)
    talk = a_talk(
        club,
        title="Counting stock",
        summary="We counted.",
        speaker="Demo Speaker",
        firm_name="Demo Kettles",
        place="Hangzhou",
        section_id=section.id,
        topics=["stock", "盘点"],
        source="Reprint with the source.",
        transcript_html="<h2>Why</h2><p>Because.</p>",
    )
    page = client.get(f"/crown/talks/{talk.slug}").text
    for words in ("Counting stock", "We counted.", "Demo Speaker", "Demo Kettles", "12 November 2026, Hangzhou"):
        assert words in page
    for words in (
        "Shop practice",
        "Information",
        '<h2 id="h-why">Why</h2>',
        "Reprint with the source.",
        "Back to all talks",
    ):
        assert words in page
    assert "/crown/talks?topic=%E7%9B%98%E7%82%B9" in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/crown/talks/{talk.slug}">' in page
    assert "CNY\u00a070,000,000" in page


def test_a_talk_leads_to_its_neighbours(app, client: HouseClient) -> None:
    club = a_club("crown")
    for day in (1, 2, 3):
        a_talk(club, slug=f"day-{day}", title=f"Day {day}", held_on=date(2026, 11, day))
    a_talk(club, slug="unseen", status=Publication.DRAFT, held_on=date(2026, 11, 2))
    page = client.get("/crown/talks/day-2").text
    assert "Earlier: Day 1" in page
    assert "Next: Day 3" in page
    assert "unseen" not in page
    assert "Earlier:" not in client.get("/crown/talks/day-1").text


@pytest.mark.parametrize("status", [Publication.DRAFT, Publication.SUBMITTED])
def test_what_is_not_out_is_not_found(app, client: HouseClient, status: Publication) -> None:
    club = a_club("crown")
    a_talk(club, slug="unseen", status=status)
    assert client.get("/crown/talks/unseen").status_code == 404
    assert "unseen" not in client.get("/crown/talks").text


def test_a_members_talk_asks_a_visitor_to_sign_in(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(
        club,
        slug="inside",
        title="Inside",
        summary="About pay.",
        visibility=Visibility.MEMBERS,
        transcript_html="<p>Between us.</p>",
    )
    page = client.get("/crown/talks/inside").text
    assert "About pay." in page
    assert "Between us." not in page
    member = a_person()
    a_membership(a_firm(club), FirmRole.STAFF, member)
    sign_in(client, member)
    assert "Between us." in client.get("/crown/talks/inside").text


def test_the_list_is_filtered_by_section_and_topic(app, client: HouseClient) -> None:
    club = a_club("crown")
    above = a_section(club, "information")
    below = a_section(club, "practice", parent=above)
    a_talk(club, slug="one", title="First of them", section_id=below.id, topics=["盘点"])
    a_talk(club, slug="two", title="Second of them", topics=["pay"])
    both = client.get("/crown/talks").text
    assert "First of them" in both
    assert "Second of them" in both
    for query in ("section=practice", "section=information", "topic=盘点"):
        page = client.get(f"/crown/talks?{query}").text
        assert "First of them" in page, query
        assert "Second of them" not in page, query
    assert "No talk here" in client.get("/crown/talks?topic=%22").text


def test_the_list_has_pages(app, client: HouseClient) -> None:
    club = a_club("crown")
    for number in range(21):
        a_talk(club, title=f"Number {number:02}", held_on=date(2026, 1, 1 + number))
    first, second = client.get("/crown/talks").text, client.get("/crown/talks?page=2").text
    assert "Number 20" in first
    assert "Number 00" not in first
    assert "Number 00" in second
    assert client.get("/crown/talks?page=999999999999").status_code == 200


def test_a_club_without_talks_says_so(app, client: HouseClient) -> None:
    a_club("crown")
    assert "No talk yet" in client.get("/crown/talks").text


def test_pages_for_visitors_send_few_statements(app, client: HouseClient) -> None:
    club = a_club("crown")
    for number in range(3):
        a_talk(club, slug=f"talk-of-{number}", held_on=date(2026, 11, 1 + number))
    client.get("/crown/talks")
    for path, most in (("/crown/talks/talk-of-1", 1), ("/crown/talks", 2)):
        with counted(app) as sent:
            client.get(path)
        assert len(sent) == most, sent
