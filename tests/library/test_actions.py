"""The library's starter texts, and a firm that adopts one."""

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.db import db, read
from club.core.jobs import finish_all
from club.documents.kinds.ladder.body import Ladder
from club.documents.languages import in_language
from club.documents.models import Draft
from club.library.actions import adopt, offer_starters, publish_revision
from club.library.count_models import TemplateCount
from club.library.models import Template, TemplateRevision
from club.library.pads import body_of, newest_of
from club.library.queries import ADOPTED, LIST
from club.library.starters import STARTERS, starter
from tests.dues.test_actions import at_once
from tests.makers import a_club, a_firm, a_library, a_template, as_desk, as_firm


@pytest.mark.slow
def test_offering_twice_offers_once(app) -> None:
    club = a_club()
    a_library(club)
    a_library(club)
    with as_desk(club):
        rows = read(LIST).all()
        assert [(row.slug, row.number) for row in rows] == [(name.replace("_", "-"), 1) for name in STARTERS]
        assert rows[0].title_en
        assert rows[0].title_zh


@pytest.mark.slow
def test_each_club_has_its_own_texts(app) -> None:
    club, other = a_club("crown"), a_club("harbour")
    a_library(other)
    with as_desk(club):
        assert read(LIST).all() == []


@pytest.mark.slow
def test_a_newer_revision_follows(app) -> None:
    club = a_club()
    a_library(club)
    with as_desk(club):
        template = db.session.scalars(select(Template).where(Template.slug == "operator-ladder")).one()
        _, body = starter("operator_ladder")
        assert isinstance(body, Ladder)
        publish_revision(template, in_language(body, "en"), note="Shorter", at=clock.now())
    with as_desk(club):
        offer_starters(at=clock.now())
        assert [row.number for row in read(LIST) if row.slug == "operator-ladder"] == [2]
        offer_starters(at=clock.now(), newer=True)
        db.session.flush()
        assert [row.number for row in read(LIST) if row.slug == "operator-ladder"] == [3]


@pytest.mark.slow
def test_adopting_makes_a_draft_in_one_language_and_remembers_its_base(app) -> None:
    club = a_club()
    a_library(club)
    firm = a_firm(club)
    with as_firm(firm):
        template = db.session.scalars(select(Template).where(Template.slug == "operator-ladder")).one()
        revision = newest_of(template)
        assert isinstance(revision, TemplateRevision)
        document = adopt(template, revision, lang="zh", by=None, at=clock.now())
        assert (document.lang, document.base_revision_id) == ("zh", revision.id)
        assert document.title == body_of(template, revision).title.zh
    with as_firm(firm):
        draft = db.session.scalars(select(Draft)).one()
        assert draft.body["stages"][0]["title"] == "入门"
        assert [row.kind for row in read(ADOPTED)] == ["ladder"]


def test_two_colleagues_who_adopt_a_text_at_once_make_one_firm_count(app) -> None:
    club = a_club()
    template, firm = a_template(club), a_firm(club)

    def adopting(_number: int) -> None:
        with as_firm(firm):
            held = db.session.get_one(Template, template.id)
            revision = newest_of(held)
            assert revision is not None
            adopt(held, revision, lang="en", by=None, at=clock.now())

    assert at_once(app, 2, adopting) == []
    finish_all()
    with as_firm(firm):
        assert len(read(ADOPTED).all()) == 2
    with as_desk(club):
        assert db.session.scalars(select(TemplateCount.firms)).all() == [1]


@pytest.mark.slow
def test_the_command_fills_a_library(app) -> None:
    club = a_club("crown")
    result = app.test_cli_runner().invoke(args=["library", "offer", "--club", "crown"])
    assert result.exit_code == 0, result.output
    with as_desk(club):
        assert len(read(LIST).all()) == len(STARTERS)
    assert app.test_cli_runner().invoke(args=["library", "offer", "--club", "nobody"]).exit_code == 1
