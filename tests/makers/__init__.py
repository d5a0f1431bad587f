"""Makers: plain functions that put a thing into the database, each in its own scope and commit."""

from tests.makers.classes import a_class, a_registration
from tests.makers.clubs import a_club, a_notice, a_plan, a_role
from tests.makers.courses import a_course
from tests.makers.documents import (
    a_document,
    a_draft,
    a_lead,
    a_library,
    a_newer_number,
    a_next_number,
    a_placement,
    a_pointer,
    a_template,
    a_template_draft,
    a_template_pointer,
    an_adopted,
)
from tests.makers.firms import a_department, a_firm, a_membership, a_tie
from tests.makers.kits import a_piece
from tests.makers.members import an_admitted_firm, an_invoice
from tests.makers.news import a_section, an_article
from tests.makers.people import a_person, sign_in, sign_in_runs_out
from tests.makers.scopes import about, as_desk, as_firm, saved
from tests.makers.talks import a_note, a_talk

__all__ = [
    "a_class",
    "a_club",
    "a_course",
    "a_department",
    "a_document",
    "a_draft",
    "a_firm",
    "a_lead",
    "a_library",
    "a_membership",
    "a_newer_number",
    "a_next_number",
    "a_note",
    "a_notice",
    "a_person",
    "a_piece",
    "a_placement",
    "a_plan",
    "a_pointer",
    "a_registration",
    "a_role",
    "a_section",
    "a_talk",
    "a_template",
    "a_template_draft",
    "a_template_pointer",
    "a_tie",
    "about",
    "an_admitted_firm",
    "an_adopted",
    "an_article",
    "an_invoice",
    "as_desk",
    "as_firm",
    "saved",
    "sign_in",
    "sign_in_runs_out",
]
