"""What a talk carries."""

from club.clubs.models import Club
from club.core.db import db
from club.library import kit_actions
from club.library.kit_models import KitItem
from club.library.models import Template
from club.talks.models import Talk
from tests.makers.scopes import as_desk


def a_piece(
    club: Club, talk: Talk, template: Template, *, passage: str = "", why: str = "Use it on Monday."
) -> KitItem:
    """A talk carries a template."""
    with as_desk(club):
        held = db.session.get_one(Talk, talk.id, with_for_update=True)
        item = kit_actions.put_in(held, db.session.merge(template), passage=passage, why=why)
        db.session.flush()
    return item
