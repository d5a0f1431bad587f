"""The club's editors write, publish and shelve templates, on both databases."""

from typing import Any

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.audit import ClubEvent
from club.core.db import db, read
from club.core.refusals import Refused
from club.documents import editing
from club.documents.blank import blank
from club.documents.body import Pair
from club.documents.codec import to_json
from club.documents.edits import digest, digests, entry_of
from club.documents.kinds import kind_of
from club.library import template_actions
from club.library.models import Template
from club.library.pads import TemplatePad, body_of, draft_of, newest_of
from club.library.queries import LIST
from club.library.template_queries import DESK
from tests.makers import a_club, a_library, a_template, as_desk


def who() -> dict[str, Any]:
    return {"by": None, "at": clock.now()}


def refused(call: Any, *given: Any, **facts: Any) -> str:
    with pytest.raises(Refused) as found:
        call(*given, **facts)
    return found.value.refusal.code


def change(template: Template, key: str, typed: dict[str, Any], opened: Any = None) -> Any:
    body = body_of(template, draft_of(template) or newest_of(template))
    held = entry_of(body, key)
    assert held is not None
    pad = TemplatePad(template, **who())
    return editing.change_item(pad, key, typed, opened=digests(held.fields) if opened is None else opened)


def publish(template: Template, note: str = "") -> Any:
    db.session.flush()
    draft = draft_of(template)
    return template_actions.publish(template, seen=digest(draft.body) if draft else "", note=note, **who())


def test_a_new_template_is_a_draft_that_no_firm_sees(app) -> None:
    club = a_club()
    with as_desk(club):
        kind = kind_of("standard")
        text = blank(kind, Pair("Service", "客服"))
        template_actions.begin(kind, text, slug="service", departments=["service"], **who())
        assert refused(template_actions.begin, kind, text, slug="service", departments=[], **who()) == "template.taken"
    with as_desk(club):
        assert read(LIST).all() == []
        assert [(row.slug, row.number, row.draft_version, row.title_zh) for row in read(DESK)] == [
            ("service", None, 1, "客服")
        ]


def test_a_change_is_published_as_the_next_number_and_no_firm_sees_it_before(app) -> None:
    club = a_club()
    template = a_template(club)
    with as_desk(club):
        template = db.session.merge(template)
        assert change(template, "", {"title": {"en": "Ours", "zh": "我们的"}}) == ()
    with as_desk(club):
        assert [(row.number, row.title_en) for row in read(LIST)] == [(1, "Our text")]
        template = db.session.merge(template)
        assert publish(template, "Renamed").number == 2
    with as_desk(club):
        assert [(row.number, row.title_en) for row in read(LIST)] == [(2, "Ours")]
        assert [row.draft_version for row in read(DESK)] == [None]


def test_two_editors_do_not_overwrite_one_another(app) -> None:
    club = a_club()
    template = a_template(club)
    with as_desk(club):
        template = db.session.merge(template)
        seen = digests(to_json(body_of(template, newest_of(template))))
        assert change(template, "", {"summary": {"en": "A", "zh": "甲"}}, seen) == ()
        (conflict,) = change(template, "", {"summary": {"en": "B", "zh": "乙"}}, seen)
        assert conflict.theirs == {"en": "A", "zh": "甲"}


def test_what_was_not_read_or_lacks_a_language_is_not_published(app) -> None:
    club = a_club()
    template = a_template(club)
    with as_desk(club):
        template = db.session.merge(template)
        assert refused(publish, template) == "document.no_draft"
        change(template, "", {"summary": {"en": "Only in English", "zh": ""}})
        db.session.flush()
        assert refused(publish, template) == "document.unpublishable"
        assert refused(template_actions.publish, template, seen="", note="", **who()) == "document.stale_draft"


def test_an_older_number_comes_back_as_a_draft(app) -> None:
    club = a_club()
    template = a_template(club)
    with as_desk(club):
        template = db.session.merge(template)
        change(template, "", {"title": {"en": "Second", "zh": "第二"}})
        publish(template)
        assert refused(template_actions.restore, template, 9, **who()) == "template.no_such_number"
        template_actions.restore(template, 1, **who())
        db.session.flush()
        assert refused(template_actions.restore, template, 1, **who()) == "document.draft_in_the_way"
        assert publish(template).number == 3
        assert template.title_en == "Our text"


def test_a_draft_is_discarded_and_a_template_without_a_number_goes_with_it(app) -> None:
    club = a_club()
    template = a_template(club, drafted=True)
    with as_desk(club):
        template_actions.discard(db.session.merge(template))
        kind = kind_of("culture")
        new = template_actions.begin(kind, blank(kind, Pair("New", "新的")), slug="new-one", departments=[], **who())
        template_actions.discard(new)
    with as_desk(club):
        assert [(row.slug, row.number) for row in read(DESK)] == [("our-culture", 1)]


def test_a_hidden_template_leaves_the_shelf_and_comes_back(app) -> None:
    club = a_club()
    template = a_template(club)
    with as_desk(club):
        template_actions.hide(db.session.merge(template), at=clock.now())
    with as_desk(club):
        assert read(LIST).all() == []
        template_actions.hide(db.session.merge(template), at=None)
        assert len(read(LIST).all()) == 1


@pytest.mark.slow
def test_the_order_of_the_shelf_is_the_editors(app) -> None:
    club = a_club()
    a_library(club)
    with as_desk(club):
        before = [row.slug for row in read(DESK)]
        template_actions.move(db.session.scalars(select(Template).where(Template.slug == before[1])).one(), up=True)
    with as_desk(club):
        assert [row.slug for row in read(DESK)] == [before[1], before[0], *before[2:]]


def test_each_step_is_in_the_clubs_book(app) -> None:
    club = a_club()
    template = a_template(club, drafted=True)
    with as_desk(club):
        publish(db.session.merge(template))
    with as_desk(club):
        found = [row.did for row in db.session.scalars(select(ClubEvent).order_by(ClubEvent.at))]
        assert found == ["template.changed", "template.published", "template.changed", "template.published"]
