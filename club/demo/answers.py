"""Lantern's answers: the club's sixty with order numbers and a picture, weeks of copies, and what is missing."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from club.answers import actions
from club.answers.models import Gap
from club.core import clock
from club.core.db import session
from club.core.file_types import FileType
from club.core.files import Admitted
from club.demo.scopes import in_firm
from club.documents import actions as documents
from club.documents import picture_actions
from club.documents.codec import to_json
from club.documents.edits import added, digest
from club.documents.entries import with_fields
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.documents.pads import DocumentPad
from club.firms.models import Membership
from club.library.models import Template
from club.library.pads import body_of, newest_of
from club.library.rules import slug_of

STARTER = slug_of("service_answers")
LOOKING = {"en": "I am looking after order {order} now. ", "zh": "我正在查您的订单 {order}。"}
MEASURED = "q-which-size"
WITH_ORDER = ("q-late", "q-lost", "q-refund-when")
ORDER = {
    "name": "order",
    "label": {"en": "Order number", "zh": "订单号"},
    "example": {"en": "2026112700018", "zh": "2026112700018"},
    "type": "text",
}
FESTIVAL: dict[str, Any] = {
    "title": {"en": "Dispatch during the festival", "zh": "大促期间几天发货"},
    "topic": "stock",
    "code": "dc1",
    "wordings": [{"en": "How long does it take in the sale?", "zh": "大促下单几天能发？"}],
    "text": {
        "en": "During the festival we dispatch within 48 hours, in the order in which you paid.",
        "zh": "大促期间按付款顺序发货，48 小时内发出。",
    },
}
SHORTER = {
    "when": {"en": "For somebody in a hurry", "zh": "买家着急时"},
    "text": {"en": "Within 48 hours, in the order of payment.", "zh": "按付款顺序，48 小时内发。"},
}
COPIED = ("q-late", "q-dispatch", "q-which-size", "q-return-freight", "q-cheaper", "q-gift-missing", "q-exchange")
MISSING: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("被套能不能单独买一个枕套配色", ("L014", "L009", "L014"), 3),
    ("Do you ship to Hong Kong?", ("L009",), 2),
    ("这款有没有婴儿床的尺寸", ("L014", "L009"), 1),
    ("寄回来的运费谁出啊", ("L009",), 1),
    ("能不能帮我写贺卡", ("L014",), 0),
)
"""What a buyer asked, who met it, and how many days ago."""
SENT: tuple[tuple[str, str, str], ...] = (
    ("q-late", "L014", "I am looking after order {order} now and write to you before 18:00."),
    ("q-late", "L009", "Order {order}: the carrier stopped in Jiaxing, I write again at 16:00."),
    ("q-exchange", "L009", ""),
)


def seed_answers(club_id: int, firm_id: int, *, owner: int) -> None:
    """Publish the catalogue and let some weeks go by, once."""
    today = clock.today("Asia/Shanghai")
    with in_firm(club_id, firm_id, owner):
        if session().scalars(select(Gap.id)).first() is not None:
            return
        people = {row.staff_number: row.person_id for row in session().scalars(select(Membership))}
        document = _published(today, owner)
        _copies(document, today)
    for number in ("L014", "L009"):
        with in_firm(club_id, firm_id, people[number]):
            _tell(number, people[number])


def _published(today: date, owner: int) -> Document:
    """The club's catalogue in both languages, with what is lantern's own."""
    template = session().scalars(select(Template).where(Template.slug == STARTER)).one()
    revision = newest_of(template)
    if revision is None:
        raise LookupError(STARTER)
    body: Any = body_of(template, revision)
    for key in WITH_ORDER:
        text = next(each.text for each in body.answers if each.key == key)
        body = with_fields(body, key, {"text": {one: LOOKING[one] + getattr(text, one) for one in ("en", "zh")}})
    body = added(body, "", "asks", "ask-order", ORDER)
    days = {"begins": (today - timedelta(days=20)).isoformat(), "ends": (today + timedelta(days=20)).isoformat()}
    body = added(
        added(body, "", "answers", "a-festival", FESTIVAL | days), "a-festival", "variants", "v-short", SHORTER
    )
    who: dict[str, Any] = {"by": owner, "at": clock.now()}
    base: dict[str, Any] = {"template_id": template.id, "base_revision_id": revision.id}
    document = documents.begin(kind_of("answers"), body, lang="en", **who, **base)
    session().flush()
    picture_actions.put(document, MEASURED, Admitted(_drawing(), FileType.JPEG, "size.jpg"), **who)
    session().flush()
    seen = digest(to_json(DocumentPad(document, **who).opened()))
    documents.publish(document, seen=seen, note="First", effective_on=today, today=today, **who)
    return document


def _drawing() -> bytes:
    """How a mattress is measured, as somebody would draw it for a buyer."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (640, 400), "white")
    pen = ImageDraw.Draw(page)
    pen.rounded_rectangle((90, 90, 550, 270), 24, outline="#1f4b6e", width=5)
    for ends, at, words in (
        ((90, 310, 550, 310), (295, 320), "200 cm"),
        ((585, 90, 585, 270), (560, 285), "180 cm"),
        ((60, 225, 60, 270), (20, 285), "25 cm"),
    ):
        pen.line(ends, fill="#8a6410", width=4)
        pen.text(at, words, fill="#16191d", font_size=24)
    out = BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def _copies(document: Document, today: date) -> None:
    for weeks in range(4):
        times = {key: 31 - 4 * place - 2 * weeks for place, key in enumerate(COPIED)}
        actions.note_copies(document, times, day=today - timedelta(weeks=weeks))


def _tell(number: str, person: int) -> None:
    """What one of the agents left at the panel."""
    at = clock.now()
    for words, who, days in MISSING:
        for _ in range(who.count(number)):
            actions.report_gap(words, by=person, at=at - timedelta(days=days))
    document = session().scalars(select(Document).where(Document.kind == "answers")).one()
    for item, sender, sent in SENT:
        if sender == number:
            actions.note_sent(document, item, number=1, sent=sent, by=person, at=at)
