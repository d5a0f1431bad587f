"""Articles are written like talks."""

from sqlalchemy import select

from club.core.db import db
from club.news.models import Article
from club.policy import ClubRole
from club.talks.models import Publication
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, an_article, as_desk, sign_in

WRITTEN = {"title": "冬季聚餐", "summary": "十二月。", "body": "**“聚餐”**在十二月。", "lang": "zh"}


def test_an_article_is_written_changed_published_and_withdrawn(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.EDITOR)
    sign_in(client, person)
    answer = client.submit("/crown/news/new", {**WRITTEN, "slug": "winter-dinner", "do": "save"})
    assert answer.location == "/crown/news/winter-dinner/edit"
    client.submit(answer.location, {**WRITTEN, "slug": "dinner", "summary": "12 月 5 日。", "do": "publish"})
    page = client.get("/crown/news/dinner")
    assert "<strong>“聚餐”</strong>" in page.text
    assert "12 月 5 日。" in page.text
    client.submit("/crown/news/dinner/edit", {"do": "withdraw"}, to="/crown/news/dinner/step")
    assert client.get("/crown/news/dinner").status_code == 404
    with as_desk(club):
        (article,) = db.session.scalars(select(Article))
    assert (article.status, article.version, article.author_id) == (Publication.DRAFT, 4, person.id)


def test_a_title_without_latin_letters_gets_an_address(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.SECRETARY)
    sign_in(client, person)
    answer = client.submit("/crown/news/new", {**WRITTEN, "do": "submit"})
    assert answer.location.startswith("/crown/news/news-")
    assert client.submit(answer.location, {**WRITTEN, "do": "publish"}).status_code == 422


def test_a_stale_article_is_not_overwritten(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.EDITOR)
    sign_in(client, person)
    an_article(club, slug="dinner", body="Now.")
    stale = {**client.form("/crown/news/dinner/edit"), **WRITTEN, "version": "0", "do": "save"}
    answer = client.post("/crown/news/dinner/edit", data=stale)
    assert answer.status_code == 422
    assert "Now." in answer.text
