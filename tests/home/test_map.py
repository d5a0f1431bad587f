"""What search engines are told of a club."""

from xml.etree import ElementTree as ET

from club.talks.models import Publication, Visibility
from tests.client import HouseClient
from tests.makers import a_class, a_club, a_course, a_talk, an_article

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_map_names_what_a_stranger_may_read(app, client: HouseClient) -> None:
    club, other = a_club("crown"), a_club("harbour")
    a_talk(club, slug="out")
    a_talk(club, slug="inside", visibility=Visibility.MEMBERS)
    a_talk(club, slug="draft", status=Publication.DRAFT)
    a_talk(other, slug="theirs")
    an_article(club, slug="news")
    a_class(club, slug="class")
    a_course(club, slug="course")
    answer = client.get("/crown/sitemap.xml")
    assert answer.mimetype == "application/xml"
    base = "http://127.0.0.1:8000/crown"
    places = ET.fromstring(answer.text).iter(PLACE)  # noqa: S314  our own
    found = {place.text for place in places}
    pages = {"/", "/talks", "/news", "/classes", "/courses", "/members", "/privacy"}
    texts = {"/talks/out", "/news/news", "/classes/class", "/courses/course"}
    assert found == {f"{base}{path}" for path in pages | texts}


def test_engines_find_the_map_and_leave_the_rest_alone(app, client: HouseClient) -> None:
    a_club("crown")
    page = client.get("/crown/robots.txt").text
    assert "Disallow: /crown/search\n" in page
    assert "Disallow: /crown/firms/\n" in page
    assert "Sitemap: http://127.0.0.1:8000/crown/sitemap.xml\n" in page
    assert "Sitemap: http://127.0.0.1:8000/crown/sitemap.xml\n" in client.get("/robots.txt").text
    assert client.get("/sitemap.xml").status_code == 404
