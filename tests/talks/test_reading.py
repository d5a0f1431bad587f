"""What stands round a talk: its contents, talks near to it, what chats and engines are told, feeds."""

import json
import re
from datetime import date
from xml.etree import ElementTree as ET

from club.core.markdown import render
from club.policy import FirmRole
from club.talks.models import Publication, Visibility
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_firm, a_membership, a_person, a_section, a_talk, sign_in
from tests.statements import counted

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_talk_with_headings_has_contents(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, slug="long", transcript_html=render("# One\n\n# 两个\n\n# Three"))
    a_talk(club, slug="short", transcript_html=render("# One"))
    page = client.get("/crown/talks/long").text
    assert '<h2 id="h-两个">两个</h2>' in page
    assert '<a href="#h-两个">两个</a>' in page
    assert 'class="toc"' not in client.get("/crown/talks/short").text


def test_what_stands_in_the_other_language_says_so_to_screen_readers(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, slug="kucun", title="库存", lang="zh")
    a_talk(club, slug="stock", title="Stock", lang="en")
    for path in ("/crown/", "/crown/talks"):
        page = client.get(path).text
        assert '<a href="/crown/talks/kucun" lang="zh-CN">库存</a>' in page
        assert '<a href="/crown/talks/stock">Stock</a>' in page
    assert '<header lang="zh-CN"><h1 class="serif">库存</h1>' in client.get("/crown/talks/kucun").text


def test_a_members_talk_shows_a_visitor_neither_contents_nor_data(app, client: HouseClient) -> None:
    text = render("# Pay\n\n# Bands\n\n# Three")
    a_talk(a_club("crown"), slug="inside", visibility=Visibility.MEMBERS, transcript_html=text)
    page = client.get("/crown/talks/inside").text
    assert "Bands" not in page
    assert "application/ld+json" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_talks_on_the_same_topic_or_in_the_section_are_near(app, client: HouseClient) -> None:
    club = a_club("crown")
    section = a_section(club, "practice")
    here = a_talk(club, slug="here", topics=["stock taking", "盘点"], section_id=section.id)
    a_talk(club, slug="topic", title="Of the topic", topics=["盘点"], held_on=date(2020, 1, 1))
    a_talk(club, slug="section", title="Of the section", section_id=section.id, held_on=date(2020, 1, 2))
    a_talk(club, slug="other", title="Of neither", topics=["stock"])
    a_talk(club, slug="draft", title="Not out", topics=["盘点"], status=Publication.DRAFT)
    a_talk(club, slug="inside", title="For members", topics=["盘点"], visibility=Visibility.MEMBERS)
    client.get(f"/crown/talks/{here.slug}")
    with counted(app) as sent:
        page = client.get(f"/crown/talks/{here.slug}").text
    near = page.partition('id="near"')[2].partition("</section>")[0]
    assert re.findall(r'href="/crown/talks/(\w+)"', near) == ["section", "topic"]
    assert len(sent) == 2
    member = a_person()
    a_membership(a_firm(club), FirmRole.STAFF, member)
    sign_in(client, member)
    assert "For members" in client.get(f"/crown/talks/{here.slug}").text


def test_near_to_a_talk_are_talks_alone_and_of_its_club(app, client: HouseClient) -> None:
    crown, harbour = a_club("crown"), a_club("harbour")
    section = a_section(crown, "practice")
    a_talk(crown, slug="read", topics=["refund"], section_id=section.id)
    a_course(crown, slug="course", topics=["refund"])
    a_talk(harbour, slug="theirs", topics=["refund"])
    assert 'id="near"' not in client.get("/crown/talks/read").text


def test_a_chat_and_an_engine_are_told_what_a_talk_is(app, client: HouseClient) -> None:
    a_talk(a_club("crown"), slug="one", title='A "</script>" title', summary="Short.", speaker="Demo Speaker")
    page = client.get("/crown/talks/one").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data, _way = json.loads(found[1])
    assert data["headline"] == 'A "</script>" title'
    firm = {"@type": "Organization", "name": "Demo Firm"}
    assert data["author"] == {"@type": "Person", "name": "Demo Speaker", "affiliation": firm}
    assert data["url"] == "http://127.0.0.1:8000/crown/talks/one"
    assert '<meta property="og:title" content="A &#34;&lt;/script&gt;&#34; title">' in page


def test_the_feed_holds_public_talks_with_outside_addresses(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, slug="one", title="Tea & <kettles>", summary="About tea.")
    a_talk(club, slug="inside", visibility=Visibility.MEMBERS)
    a_talk(club, slug="draft", status=Publication.DRAFT)
    answer = client.get("/crown/talks/feed.atom", headers={"Host": "localhost"})
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.text)  # noqa: S314  our own
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Tea & <kettles>"]
    assert entries[0].findtext(f"{ATOM}id") == "http://127.0.0.1:8000/crown/talks/one"
    unchanged = client.get("/crown/talks/feed.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304
    for path in ("/crown/talks", "/crown/talks/one"):
        assert 'type="application/atom+xml" href="/crown/talks/feed.atom"' in client.get(path).text


def test_a_feed_of_nothing_is_a_feed(app, client: HouseClient) -> None:
    a_club("crown")
    for path in ("/crown/talks/feed.atom", "/crown/news/feed.atom"):
        feed = ET.fromstring(client.get(path).text)  # noqa: S314  our own
        assert feed.findall(f"{ATOM}entry") == []


def test_a_talk_is_passed_on_by_its_poster(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, slug="one", title="Counting <stock>", speaker="Demo Speaker", transcript_html="<p>Inner words.</p>")
    a_talk(club, slug="draft", status=Publication.DRAFT)
    page = client.get("/crown/talks/one/poster", headers={"Host": "localhost"}).text
    assert "Counting &lt;stock&gt;" in page
    assert 'value="http://127.0.0.1:8000/crown/talks/one"' in page
    assert '<svg role="img"' in page
    assert "Inner words." not in page
    assert client.get("/crown/talks/draft/poster").status_code == 404
    assert "/crown/talks/one/poster" in client.get("/crown/talks/one").text


def test_sections_are_a_tree_of_two_lines(app, client: HouseClient) -> None:
    club = a_club("crown")
    above = a_section(club, "information", "Information")
    a_section(club, "practice", "Practice", parent=above)
    a_section(club, "life", "Club life")
    assert "Practice" not in client.get("/crown/talks").text
    for asked in ("information", "practice"):
        page = client.get(f"/crown/talks?section={asked}").text
        assert "Practice" in page
        assert "Club life" in page


def test_a_firm_has_a_page_of_its_talks(app, client: HouseClient) -> None:
    club = a_club("crown")
    mill = a_firm(club, "mill")
    a_talk(club, slug="ours", title="Of the mill", firm_id=mill.id, firm_name="The Mill")
    a_talk(club, slug="theirs", title="Of another", firm_name="Another")
    page = client.get("/crown/talks?firm=mill").text
    assert "What The Mill has shared." in page
    assert "Of another" not in page
    assert 'href="/crown/talks?firm=mill">The Mill</a>' in client.get("/crown/talks/ours").text
    assert "No talk here" in client.get("/crown/talks?firm=nobody").text
