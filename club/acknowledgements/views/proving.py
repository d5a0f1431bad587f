"""The evidence: who signed which number of a text when, a page at a time; as a table, all of it."""

from typing import Any

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.acknowledgements.text_queries import SIGNATURES, SIGNED, SIGNED_PAGE
from club.acknowledgements.views.places import TEXT, signing, text_of
from club.acknowledgements.words import exam_words, read_words
from club.copies.rules import Form
from club.copies.views.files import file_answer
from club.core import clock
from club.core.db import read
from club.core.i18n import NAMES, moment
from club.core.sheets import Column, Sheet, workbook
from club.policy import Can, needs

PAGE, LAST_PAGE = 50, 10_000


@signing.get(f"{TEXT}/evidence")
@needs(Can.SIGNING_MANAGE)
def evidence(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Who signed which number of a text when, the newest number first; who left stays in it."""
    document = text_of(ref)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    asked = {"document_id": document.id, **g.standing.sight}
    rows = read(SIGNED_PAGE, limit=PAGE + 1, offset=(page - 1) * PAGE, **asked).all()
    return render_template(
        "acknowledgements/evidence.html",
        document=document,
        signatures=rows[:PAGE],
        count=read(SIGNED, **asked).scalar_one(),
        page=page,
        has_next=len(rows) > PAGE,
        zone=g.standing.days.zone,
        read_words=read_words,
        exam_words=exam_words,
        as_of=clock.now(),
    )


@signing.get(f"{TEXT}/evidence.xlsx")
@needs(Can.SIGNING_MANAGE)
def evidence_table(firm: str, ref: str) -> Response:  # noqa: ARG001
    """The whole of it as a table."""
    document = text_of(ref)
    rows = [_line(one) for one in read(SIGNATURES, document_id=document.id, **g.standing.sight)]
    headings = [
        Column(_("Edition"), 10),
        Column(_("Person"), 24),
        Column(_("Staff number"), 14),
        Column(_("Department"), 20),
        Column(_("Left on"), 20),
        Column(_("Signed (%(zone)s)", zone=g.standing.days.zone), 24),
        Column(_("Read"), 40),
        Column(_("Language"), 12),
        Column(_("Exam on what changed"), 36),
        Column("SHA-256", 68),
    ]
    content = workbook([Sheet(_("Evidence list"), headings, rows, frozen=2, spare=0)])
    return file_answer(content, Form.SHEETS, " ".join((_("Evidence list"), document.title)) + ".xlsx")


def _line(one: Any) -> list[str | int]:
    return [
        one.number,
        one.name,
        one.staff_number or "",
        one.department or "",
        moment(one.left_at),
        moment(one.signed_at),
        read_words(one),
        NAMES[one.lang],
        exam_words(one),
        one.digest,
    ]
