"""Documents from draft to revision, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import db, read
from club.core.refusals import Refused
from club.documents import actions, editing
from club.documents.edits import digest, digests, entry_of
from club.documents.kinds import kind_of
from club.documents.models import Document, Draft, Revision
from club.documents.pads import DocumentPad
from club.documents.queries import DRAFT, LIST, ONE, export_of_firm
from tests.documents.bodies import a_ladder, a_stage, an_indicator
from tests.makers import a_club, a_document, a_draft, a_firm, a_membership, a_placement, as_firm

TODAY = date(2026, 11, 23)


def opened_on(key: str) -> dict[str, str]:
    entry = entry_of(a_ladder(), key)
    assert entry is not None
    return digests(entry.fields)


def change(document: Document, key: str, typed: dict, opened: dict | None = None) -> tuple:
    return editing.change_item(pad(document), key, typed, opened=opened_on(key) if opened is None else opened)


def pad(document: Document) -> DocumentPad:
    return DocumentPad(document, by=None, at=clock.now())


def publish(document: Document, **changes) -> Revision:
    draft = db.session.scalars(select(Draft).where(Draft.document_id == document.id)).first()
    seen = digest(draft.body) if draft else ""
    facts = {"seen": seen, "note": "", "effective_on": TODAY, "today": TODAY, "by": None, "at": clock.now()}
    return actions.publish(document, **(facts | changes))


def refused(call, *given, **facts) -> str:
    with pytest.raises(Refused) as found:
        call(*given, **facts)
    return found.value.refusal.code


def test_a_document_begins_as_a_draft_and_nothing_is_in_force(app) -> None:
    firm = a_firm(a_club())
    document = a_draft(firm, a_ladder())
    with as_firm(firm):
        row = read(ONE, ref=document.ref, kind="ladder", today=TODAY).one()
        assert (row.number, row.draft_version, row.title) == (None, 1, "Ladder")


def test_publishing_makes_a_numbered_revision_and_ends_the_draft(app) -> None:
    firm = a_firm(a_club())
    document = a_draft(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        assert publish(document, note="First").number == 1
    with as_firm(firm):
        row = read(ONE, ref=document.ref, kind="ladder", today=TODAY).one()
        assert (row.number, row.note, row.draft_version) == (1, "First", None)


def test_a_revision_of_a_later_day_waits_for_its_day(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        change(document, "entry", {"aim": "Later"})
        publish(document, effective_on=TODAY + timedelta(days=7))
    with as_firm(firm):
        assert read(ONE, ref=document.ref, kind="ladder", today=TODAY).one().number == 1
        assert read(ONE, ref=document.ref, kind="ladder", today=TODAY + timedelta(days=7)).one().number == 2
        assert [row.number for row in read(LIST, kind="ladder", today=TODAY)] == [1]


def test_a_stale_write_is_not_made_and_shows_both_texts(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        assert change(document, "entry", {"aim": "Mine", "months": 2}) == ()
        (conflict,) = change(document, "entry", {"aim": "Yours", "title": "Start"})
        assert (conflict.theirs, conflict.typed) == ("Mine", "Yours")
    with as_firm(firm):
        stage = read(DRAFT, ref=document.ref).one().body["stages"][0]
        assert (stage["aim"], stage["title"], stage["months"]) == ("Mine", "Entry", 2)


def test_two_people_change_different_fields_of_one_item(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        change(document, "entry", {"aim": "Mine", "title": "Entry"})
        change(document, "entry", {"aim": "Learn the trade", "title": "Start"})
    with as_firm(firm):
        stage = read(DRAFT, ref=document.ref).one().body["stages"][0]
        assert (stage["aim"], stage["title"]) == ("Mine", "Start")


def test_an_item_that_is_gone_refuses(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        assert refused(change, document, "nobody", {"aim": "x"}, {}) == "document.item_gone"
        assert refused(editing.remove_item, pad(document), "") == "document.item_gone"
        assert refused(editing.add_item, pad(document), "entry", "title", {}) == "document.item_gone"


def test_items_come_move_and_go(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        fields = {"track": "trunk", "title": "Third", "aim": "More", "after": ["promotion"]}
        key = editing.add_item(pad(document), "", "stages", fields)
        editing.move_item(pad(document), key, up=True)
        editing.remove_item(pad(document), "promotion")
    with as_firm(firm):
        assert [s["title"] for s in read(DRAFT, ref=document.ref).one().body["stages"]] == ["Entry", "Third"]


def test_a_text_with_a_problem_is_not_published(app) -> None:
    firm = a_firm(a_club())
    document = a_draft(firm, a_ladder(a_stage(indicators=(an_indicator(weight=99),))))
    with as_firm(firm):
        document = db.session.merge(document)
        assert refused(publish, document) == "document.unpublishable"


def test_what_was_not_read_is_not_published(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        assert refused(publish, document) == "document.no_draft"
        change(document, "entry", {"aim": "Mine"})
        assert refused(publish, document, seen="") == "document.stale_draft"
        assert refused(publish, document, effective_on=date(2026, 11, 1)) == "document.earlier"
        assert refused(publish, document, effective_on=date(9999, 12, 31)) == "document.later"
        assert publish(document).number == 2


def test_a_stage_is_not_removed_while_somebody_stands_on_it(app) -> None:
    firm = a_firm(a_club())
    ladder = a_ladder()
    document, person = a_document(firm, ladder), a_membership(firm, name="Jia Rui")
    a_placement(firm, person, document, ladder, started_on=TODAY)
    with as_firm(firm):
        document = db.session.merge(document)
        with pytest.raises(Refused) as found:
            editing.remove_item(pad(document), "entry")
        assert str(found.value.refusal) == "This is still in use: Jia Rui stands on it."
        assert refused(actions.retire, document, at=clock.now()) == "document.in_use"


def test_a_draft_from_before_the_placement_is_not_published(app) -> None:
    firm = a_firm(a_club())
    ladder = a_ladder()
    document, person = a_document(firm, ladder), a_membership(firm)
    with as_firm(firm):
        editing.remove_item(pad(db.session.merge(document)), "promotion")
    a_placement(firm, person, document, ladder, started_on=TODAY, stage="promotion")
    with as_firm(firm):
        assert refused(publish, db.session.merge(document)) == "document.in_use"


def test_an_older_revision_comes_back_as_a_draft(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        change(document, "entry", {"aim": "Second"})
        publish(document)
        draft = actions.restore(document, 1, by=None, at=clock.now())
        assert draft.body["stages"][0]["aim"] == "Learn the trade"
        assert refused(actions.restore, document, 1, by=None, at=clock.now()) == "document.draft_in_the_way"
        db.session.flush()
        assert publish(document).number == 3


def test_a_discarded_draft_leaves_what_is_published(app) -> None:
    firm = a_firm(a_club())
    document, fresh = a_document(firm, a_ladder()), a_draft(firm, a_ladder())
    with as_firm(firm):
        document, fresh = db.session.merge(document), db.session.merge(fresh)
        assert refused(actions.discard, document, at=clock.now()) == "document.no_draft"
        assert refused(actions.discard, fresh, at=clock.now()) == "document.never_published"
        change(document, "entry", {"aim": "Second"})
        actions.discard(document, at=clock.now())
    with as_firm(firm):
        assert db.session.scalars(select(Draft).where(Draft.document_id == document.id)).all() == []


def test_a_retired_document_is_not_changed(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        document = db.session.merge(document)
        actions.retire(document, at=clock.now())
        assert refused(change, document, "entry", {"aim": "x"}) == "document.retired"
        assert read(LIST, kind="ladder", today=TODAY).all() == []


def test_each_change_leaves_an_event(app) -> None:
    firm = a_firm(a_club())
    document = a_document(firm, a_ladder())
    with as_firm(firm):
        change(db.session.merge(document), "entry", {"aim": "Mine"})
    with as_firm(firm):
        events = db.session.scalars(select(FirmEvent).order_by(FirmEvent.at)).all()
        assert [event.did for event in events] == ["document.adopted", "document.published", "document.changed"]
        assert events[-1].facts == {"item": "entry", "fields": ["aim"]}


def test_the_export_holds_everything_of_this_firm_only(app) -> None:
    club = a_club()
    firm, other = a_firm(club), a_firm(club)
    a_document(other, a_ladder(title="Secret"))
    a_document(firm, a_ladder())
    with as_firm(firm):
        (found,) = export_of_firm()
        assert (found["title"], found["revisions"][0]["number"], found["draft"]) == ("Ladder", 1, None)
        assert found["revisions"][0]["body"]["stages"][0]["key"] == "entry"


def test_every_kind_has_a_shelf_of_its_own() -> None:
    shelves = [kind_of(name).shelf for name in ("culture", "ladder", "standard")]
    assert shelves == ["culture", "ladders", "standards"]
