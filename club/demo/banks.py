"""Question banks of the demonstration: Lantern's, from which its hands-on test draws, and the club's."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from sqlalchemy import select

from club.banks import actions, picture_actions
from club.banks.models import BankQuestion, ClubQuestion
from club.banks.queries import CLUB, FIRM, Bank
from club.core import clock
from club.core.db import session
from club.core.file_types import FileType
from club.core.files import Admitted
from club.demo.growth import morning
from club.demo.scopes import at_desk, in_firm
from club.documents.body import Pair
from club.documents.kinds.exam.body import Option, Question
from club.library.models import Template

WRITTEN, STANDARD = 26, "service-standard"
PARCELS, BEDDING, RULES = "parcels", "bedding", "platform rules"
Line = tuple[str, str, bool, str]
"""Tag, statement, whether it is true, why; of the club, also the part of its standard that says so."""
LANTERN: tuple[Line, ...] = (
    (PARCELS, "A parcel that has not moved for 3 days is asked after before the buyer asks.", True, "We see it first."),
    (PARCELS, "An address can be changed after the parcel has left the warehouse.", False, "Only the carrier can."),
    (PARCELS, "Quilts leave on the day of the order when it is paid before 4 p.m.", True, "The van leaves at 5."),
    (PARCELS, "Two orders of one buyer are always sent in one parcel.", False, "Only when the buyer agrees."),
    (
        PARCELS,
        "A torn parcel is refused at the door or photographed before it is opened.",
        True,
        "The carrier pays then.",
    ),
    (BEDDING, "Silk is washed at 60 degrees.", False, "At 30 at most, by hand or in a net."),
    (BEDDING, "A 200 by 230 quilt fits a bed of 1.5 metres.", True, "It hangs over on both sides."),
    (BEDDING, "Down quilts are dried in the shade.", True, "The sun makes the down brittle."),
    (BEDDING, "“Four-piece” means one quilt and three pillows.", False, "A sheet, a cover and two cases."),
)
OF_THE_CLUB: tuple[tuple[str, Pair, bool, Pair, str], ...] = (
    (
        RULES,
        Pair("A shop may pay for a good review if the buyer agrees.", "买家同意的话，店铺可以花钱换好评。"),
        False,
        Pair("No platform allows it, whatever the buyer says.", "不管买家怎么说，平台都不允许。"),
        "grants-never",
    ),
    (
        RULES,
        Pair("A buyer's telephone number stays inside the platform.", "买家电话不能拿到平台以外使用。"),
        True,
        Pair("It was given for the delivery.", "买家只是为了收货才留的。"),
        "data-least",
    ),
    (
        RULES,
        Pair("Words like “best in the country” belong into a title.", "标题里可以写“全国最好”。"),
        False,
        Pair("Advertising law forbids them.", "广告法禁止绝对化用语。"),
        "wording-forbidden",
    ),
)


WAITING = """The torn parcel below is asked after before the other two.

| Parcel | Where it stands | Days without a move |
|---|---|--:|
| A 7739 | left the warehouse | 1 |
| B 7740 | in Jiaxing | 2 |
| C 7741 | in Jiaxing, torn | 4 |"""


def seed_banks(club_id: int, firm_id: int, *, owner: int, editor: int) -> None:
    """Fill both banks, once."""
    at = morning(WRITTEN)
    with clock.telling_of(at), in_firm(club_id, firm_id, owner):
        if session().scalars(select(BankQuestion.id)).first() is None:
            for tag, text, is_true, why in LANTERN:
                _add(
                    FIRM,
                    tag,
                    Question(key="new", sort="true_false", text=text, is_true=is_true, explanation=why),
                    owner,
                )
            _add_pictured(owner)
    with clock.telling_of(at), at_desk(club_id, editor):
        if session().scalars(select(ClubQuestion.id)).first() is None:
            standard = session().scalars(select(Template.id).where(Template.slug == STANDARD)).one()
            for tag, said, is_true, because, part in OF_THE_CLUB:
                asked = Question(key="new", sort="true_false", text=said, is_true=is_true, explanation=because)
                _add(CLUB, tag, replace(asked, clauses=(part,)), editor, standard=standard)
            where = Pair("Where does a promise to a buyer count?", "对买家的承诺，在哪里说的才算数？")
            both = (
                Option(text=Pair("Wherever it was written", "写在哪里都算"), right=True),
                Option(text=Pair("On the product page only", "只有商品页上的才算")),
            )
            _add(CLUB, RULES, Question(key="new", text=where, options=both, points=2), editor)


def _add_pictured(owner: int) -> None:
    """A question with a table, and with a parcel as somebody would draw it."""
    asked = Question(
        key="new", sort="true_false", text=WAITING, is_true=True, explanation="The longest wait comes first."
    )
    row = _add(FIRM, PARCELS, asked, owner)
    picture_actions.put(FIRM, row, Admitted(_drawing(), FileType.JPEG, "parcel.jpg"), by=owner, at=clock.now())


def _drawing() -> bytes:
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (640, 360), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((140, 70, 500, 300), fill="#e8d5b0", outline="#8a6410", width=4)
    pen.line((140, 150, 500, 150), fill="#8a6410", width=3)
    pen.line(((400, 70), (420, 110), (390, 150), (430, 200)), fill="#a32020", width=6)
    pen.text((165, 180), "C 7741", fill="#16191d", font_size=32)
    pen.text((165, 230), "no move since Monday", fill="#16191d", font_size=22)
    out = BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def _add(bank: Bank, tag: str, question: Question, by: int, *, standard: int | None = None) -> Any:
    return actions.add(bank, question, tags=(tag,), standard=standard, by=by, at=clock.now())
