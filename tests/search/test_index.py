"""Searching a club: what is published is found by whoever may read it, and by nobody else."""

import re
from datetime import date

import pytest
from sqlalchemy import delete, select

from club.classes.models import ClassSession, ClassStatus
from club.clubs.models import Club, NoticeKind, Section
from club.clubs.setting_actions import change, publish, remove_section
from club.core import clock
from club.core.db import db, session
from club.core.jobs import finish_all
from club.core.markdown import render
from club.library.actions import offer_starters
from club.library.models import Template
from club.library.template_actions import hide
from club.news import actions as news
from club.policy import FirmRole
from club.search import index_actions, index_views
from club.search.models import IndexEntry
from club.talks import actions
from club.talks.actions import TalkFacts
from club.talks.models import Publication, Talk, Visibility
from tests.client import HouseClient
from tests.makers import a_class, a_club, a_course, a_firm, a_membership, a_person, a_section, a_talk, as_desk, sign_in
from tests.statements import counted

AT = clock.now()


def found(client: HouseClient, asked: str, *, club: str = "crown", **narrowed: str) -> str:
    """The results as a page without marks; nothing of the form above them."""
    answer = client.get(f"/{club}/search", query_string={"q": asked, **narrowed})
    assert answer.status_code == 200
    return re.sub(r"</?mark>", "", answer.text.partition('id="found"')[2])


def as_member(client: HouseClient, club: Club) -> None:
    member = a_person()
    a_membership(a_firm(club, "mill"), FirmRole.STAFF, member)
    sign_in(client, member)


def says(words: str, **facts: object) -> dict[str, object]:
    return {"transcript": words, "transcript_html": render(words), **facts}


def test_two_characters_find_a_talk_by_its_title_before_one_by_its_text(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, **says("先说退货。", title="仓库盘点", held_on=date(2026, 11, 12)))
    a_talk(club, **says("客服的第一天。", title="退货怎么谈", held_on=date(2020, 1, 1)))
    page = found(client, "退货")
    assert page.index("退货怎么谈") < page.index("仓库盘点")
    assert "先说退货。" in page


@pytest.mark.parametrize(
    "asked", ["stock", "STOC", "st", "sto", "counting stock", "mill co", "kettles", "盘点", "盘", "monday"]
)
def test_a_talk_is_found_by_its_words(app, client: HouseClient, asked: str) -> None:
    a_talk(
        a_club("crown"),
        **says("Every **Monday** we begin.", title="Counting stock", firm_name="Mill Co", topics=["盘点", "kettles"]),
    )
    assert "Counting stock" in found(client, asked)
    assert "Counting stock" not in found(client, "tuesday")


def test_what_is_asked_for_is_marked_and_nothing_of_a_text_is_markup(app, client: HouseClient) -> None:
    a_talk(a_club("crown"), **says("We saw `<script>` & stock.", title="One <b>"))
    page = client.get("/crown/search?q=stock").text
    assert "&lt;script&gt; &amp; <mark>stock</mark>." in page
    assert "One &lt;b&gt;" in page


def test_a_draft_is_found_by_nobody_until_it_is_out_nor_after_it_was_withdrawn(app, client: HouseClient) -> None:
    club = a_club("crown")
    facts = TalkFacts(title="Ripe", lang="en", transcript="Kettles", summary="S.", held_on=date(2026, 11, 1))
    with as_desk(club):
        actions.draft(facts, by=None, at=AT, slug="ripe")
    as_member(client, club)
    assert "talks/ripe" not in found(client, "kettles")
    for word, is_found in (("submit", False), ("publish", True), ("withdraw", False)):
        with as_desk(club):
            actions.take_step(actions.to_write("ripe"), word, is_editor=True, at=AT)
        assert ("talks/ripe" in found(client, "kettles")) is is_found


def test_a_change_is_found_by_its_new_words_only(app, client: HouseClient) -> None:
    club = a_club("crown")
    talk = a_talk(club, **says("Kettles", slug="one"))
    with as_desk(club):
        session().get_one(Talk, talk.id).transcript_html = "<p>Teapots</p>"
    assert "talks/one" in found(client, "teapots")
    assert "talks/one" not in found(client, "kettles")


def test_what_was_rolled_back_is_not_found(app, client: HouseClient) -> None:
    club = a_club("crown")
    talk = a_talk(club, **says("Kettles", slug="one", status=Publication.DRAFT))
    with pytest.raises(ZeroDivisionError), as_desk(club):
        session().get_one(Talk, talk.id).status = Publication.PUBLISHED
        session().flush()
        1 / 0  # noqa: B018
    assert "talks/one" not in found(client, "kettles")


@pytest.mark.slow
def test_members_find_more_than_visitors(app, client: HouseClient) -> None:
    club = a_club("crown")
    talk = a_talk(club, **says("Kettles", slug="inside", visibility=Visibility.MEMBERS))
    with as_desk(club):
        offer_starters(at=AT)
    assert "talks/inside" not in found(client, "kettles")
    assert "/library/" not in found(client, "ladder")
    assert "/library/" not in found(client, "ladder", kind="template")
    with as_desk(club):
        session().get_one(Talk, talk.id).visibility = Visibility.PUBLIC
    assert "talks/inside" in found(client, "kettles")
    as_member(client, club)
    assert "/library/operator-ladder?lang=en" in found(client, "ladder")
    assert "/library/operator-ladder?lang=zh" in found(client, "晋升")


@pytest.mark.slow
def test_a_hidden_template_and_an_exam_are_not_found(app, client: HouseClient) -> None:
    club = a_club("crown")
    with as_desk(club):
        offer_starters(at=AT)
        secret = session().scalars(select(Template).where(Template.kind == "exam")).all()
        hide(session().scalars(select(Template).where(Template.slug == "operator-ladder")).one(), at=AT)
        kept = set(session().scalars(select(IndexEntry.subject_id).where(IndexEntry.kind == "template")))
    assert secret
    assert not kept & {each.id for each in secret}
    as_member(client, club)
    assert "operator-ladder" not in found(client, "ladder")


def test_another_club_finds_nothing_of_it(app, client: HouseClient) -> None:
    crown, harbour = a_club("crown"), a_club("harbour")
    a_talk(crown, **says("Kettles", slug="ours"))
    a_talk(harbour, **says("Kettles", slug="theirs"))
    assert "talks/ours" in found(client, "kettles")
    assert "talks/theirs" not in found(client, "kettles")
    assert "talks/ours" not in found(client, "kettles", club="harbour")


def test_a_search_is_narrowed_by_kind_language_and_section(app, client: HouseClient) -> None:
    club = a_club("crown")
    above = a_section(club, "information")
    below = a_section(club, "practice", parent=above)
    a_talk(club, **says("Kettles 水壶", slug="one", lang="zh", section_id=below.id))
    a_talk(club, **says("Kettles", slug="two"))
    with as_desk(club):
        facts = news.ArticleFacts(title="Kettles", lang="en", body="Kettles", summary="S.")
        news.take_step(news.draft(facts, by=None, at=AT, slug="three"), "publish", is_editor=True, at=AT)
    for narrowed, expected in (
        ({}, {"talks/one", "talks/two", "news/three"}),
        ({"kind": "talk"}, {"talks/one", "talks/two"}),
        ({"kind": "article"}, {"news/three"}),
        ({"lang": "zh"}, {"talks/one"}),
        ({"section": "information"}, {"talks/one"}),
        ({"section": "practice", "kind": "talk"}, {"talks/one"}),
        ({"section": "nowhere"}, set()),
        ({"kind": "'", "lang": '"'}, {"talks/one", "talks/two", "news/three"}),
    ):
        page = found(client, "kettles", **narrowed)
        assert {one for one in ("talks/one", "talks/two", "news/three") if one in page} == expected, narrowed


def test_a_class_is_found_while_it_takes_place_and_its_entry_is_left_alone_while_places_go(
    app, client: HouseClient
) -> None:
    club = a_club("crown")
    class_ = a_class(club, title="Kettles in class", slug="kettles")
    a_course(club, title="Kettles in course")
    assert "classes/kettles" in found(client, "kettles")
    assert "Kettles in course" in found(client, "kettles", kind="course")
    with as_desk(club):
        session().get_one(ClassSession, class_.id).taken += 1
        session().flush()
        with counted(app) as sent:
            session().commit()
    assert not [sql for sql in sent if "index_entry" in sql]
    with as_desk(club):
        session().get_one(ClassSession, class_.id).status = ClassStatus.CANCELLED
    assert "classes/kettles" not in found(client, "kettles")


def test_the_privacy_notice_in_force_is_found_and_no_older_one(app, client: HouseClient) -> None:
    with as_desk(a_club("crown")):
        for number, words in enumerate(("Kettles 水壶", "Teapots 茶壶")):
            publish(NoticeKind.APPLICANTS, after=number, body_en=words, body_zh=words, at=AT)
    assert "/crown/privacy#applicants" in found(client, "茶壶")
    assert "/crown/privacy#" not in found(client, "kettles")


def test_texts_of_a_section_that_was_removed_are_found_where_they_went(app, client: HouseClient) -> None:
    club = a_club("crown")
    old, new = a_section(club, "old"), a_section(club, "new")
    a_talk(club, **says("Kettles", slug="one", section_id=old.id))
    with as_desk(club):
        remove_section(session().get_one(Section, old.id), to=session().get_one(Section, new.id))
    finish_all()
    assert "talks/one" in found(client, "kettles", section="new")


@pytest.mark.parametrize(
    "asked",
    ["", " ", "%", '"', "*", "AND", 'a" OR "b', "NEAR(", "-", "😀", "退", "x" * 5000, "退" * 5000, "\u202e", "\0"],
)
def test_any_question_gets_a_calm_page(app, client: HouseClient, asked: str) -> None:
    a_talk(a_club("crown"))
    assert client.get("/crown/search", query_string={"q": asked, "page": "9" * 30}).status_code == 200


def test_who_asks_without_end_is_asked_to_wait(app, client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    a_club("crown")
    monkeypatch.setattr(index_views, "PER_READER", index_views.PER_READER._replace(times=2))
    answers = [client.get("/crown/search?q=stock").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert client.get("/crown/search").status_code == 200


def test_results_have_pages_and_take_as_many_statements(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, **says("Kettles", title="Number 00", held_on=date(2026, 1, 1)))
    client.get("/crown/search?q=kettles")
    with counted(app) as of_one:
        client.get("/crown/search?q=kettles")
    for number in range(1, 22):
        a_talk(club, **says("Kettles", title=f"Number {number:02}", held_on=date(2026, 1, 1 + number)))
    client.get("/crown/search?q=kettles")
    with counted(app) as of_many:
        first = found(client, "kettles")
    assert len(of_one) == len(of_many) == 2
    assert "22 texts say" in first
    assert "Number 21" in first
    assert "Number 00" not in first
    assert "Number 00" in found(client, "kettles", page="3")


def test_what_is_older_than_the_index_comes_into_it_by_the_daily_job(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, **says("Kettles", slug="one"))
    a_class(club, title="Kettles", slug="two")
    with as_desk(club):
        session().execute(delete(IndexEntry).where(IndexEntry.kind == "class"))
    assert "classes/two" not in found(client, "kettles")
    with as_desk(club):
        index_actions.begin()
    finish_all()
    assert "classes/two" in found(client, "kettles")
    assert "talks/one" in found(client, "kettles")


def test_the_index_is_made_anew(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, **says("Kettles", slug="one"))
    with as_desk(club):
        session().execute(delete(IndexEntry))
        session().add(
            IndexEntry(kind="talk", subject_id=999, slug="gone", lang="en", is_public=True, title="Gone", text="",
                       head="", words="_club_1 kettles")
        )  # fmt: skip
    db.session.remove()
    assert "talks/one" not in found(client, "kettles")
    result = app.test_cli_runner().invoke(args=["search", "rebuild", "--club", "crown"])
    assert result.exit_code == 0, result.output
    page = found(client, "kettles")
    assert "talks/one" in page
    assert "gone" not in page


def test_what_the_club_says_of_itself_is_found_in_that_club(app, client: HouseClient) -> None:
    crown, harbour = a_club("crown"), a_club("harbour")
    with as_desk(crown):
        club = session().get_one(Club, crown.id)
        change(club, {"about_en": "We tell one another what a kettle costs.", "about_zh": "讲一件事和它的代价。"})
    assert "what a kettle costs" in found(client, "kettle")
    assert "它的代价" in found(client, "代价")
    assert "kettle costs" not in found(client, "kettle", club="harbour")
    with as_desk(crown):
        index_actions.rebuild("club", beyond=0)
        assert sorted(session().scalars(select(IndexEntry.lang))) == ["en", "zh"]
        change(session().get_one(Club, crown.id), {"about_en": "We meet on Mondays."})
    assert "what a kettle costs" not in found(client, "kettle")
    with as_desk(harbour):
        assert index_actions.rebuild("club", beyond=0) == harbour.id
        assert list(session().scalars(select(IndexEntry.subject_id))) == []


def test_what_has_no_day_comes_behind_what_has_one(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_talk(club, **says("A kettle.", slug="one"))
    with as_desk(club):
        change(session().get_one(Club, club.id), {"about_en": "We tell one another what a kettle costs."})
    page = found(client, "kettle")
    assert page.index("talks/one") < page.index("kettle costs")
