"""Goldcrown's applications, one in every state, with evidence."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select

from club.applications import naming_actions
from club.applications.models import Application, ApplicationStatus, Evidence, OwnRole, Period
from club.applications.upload_actions import store
from club.clubs.models import Basis, Notice, NoticeKind
from club.core import clock
from club.core.audit import Did, record
from club.core.db import session
from club.core.refs import new_ref
from club.demo.cases import tell
from club.demo.firms import credit_code
from club.demo.scopes import at_desk

S = ApplicationStatus
FIRST_CODE = 20
CASES: tuple[tuple[str, str, str, int, ApplicationStatus, int], ...] = (
    ("Stone Ferry Kitchenware", "Ningbo", "Pots and pans", 83, S.RECEIVED, 2),
    ("Nine Wells Tea", "Hangzhou", "Tea and tea ware", 71, S.RECEIVED, 6),
    ("Red Maple Toys", "Yiwu", "Wooden toys", 112, S.WITH_BOARD, 8),
    ("Plum Rain Umbrellas", "Shaoxing", "Umbrellas", 78, S.WITH_BOARD, 5),
    ("Long Bridge Shoes", "Wenzhou", "Children’s shoes", 95, S.QUESTION_OPEN, 11),
    ("Tall Pine Furniture", "Huzhou", "Tables and shelves", 88, S.APPROVED, 9),
    ("White Heron Stationery", "Jinhua", "Notebooks and pens", 74, S.DECLINED, 40),
    ("Old Dock Seafood", "Zhoushan", "Dried seafood", 90, S.WITHDRAWN, 25),
)
"""Name, city, what it sells, turnover in million CNY, where it stands, days since it came."""
KEPT_AWAY = {"Nine Wells Tea": "Gao Lan and her firm"}
"""Whom an applicant wants kept away from the case."""


def seed_applications(club_id: int, people: dict[str, int]) -> None:
    """Write the cases, once, and tell what happened to each."""
    with at_desk(club_id):
        notice = session().scalars(select(Notice).where(Notice.kind == NoticeKind.APPLICANTS)).first()
        if notice is None or session().scalars(select(Application.id)).first() is not None:
            return
        notice_id = notice.id
    for number, case in enumerate(CASES):
        ref = _receive(number, case, club_id, notice_id)
        tell(ref, case[4], club_id=club_id, people=people)


def _receive(number: int, case: tuple[Any, ...], club_id: int, notice_id: int) -> str:
    """Take one application in, as a visitor sent it; returns its ref."""
    name, city, sells, million, _status, days = case
    at = clock.now() - timedelta(days=days)
    with at_desk(club_id), clock.telling_of(at):
        application = Application(
            ref=new_ref(),
            status=S.RECEIVED,
            legal_name=f"{city} {name} Co., Ltd. (demo)",
            credit_code=credit_code(FIRST_CODE + number),
            platforms=["tmall", "taobao"] if number % 2 else ["douyin", "jd"],
            categories=sells,
            city=city,
            turnover_minor=million * 1_000_000_00,
            currency="CNY",
            basis=Basis.PAID_NET,
            period=Period.FISCAL_YEAR,
            period_end=date(at.year - 1, 12, 31),
            own_role=OwnRole.OWNER if number % 3 else OwnRole.GENERAL_MANAGER,
            contact_email=f"owner{number + 1}@applicant.example",
            lang="zh" if number % 2 else "en",
            notice_id=notice_id,
            consented_at=at,
            received_at=at,
        )
        session().add(application)
        session().flush()
        _add_evidence(application, number)
        record(Did.APPLICATION_RECEIVED, application.ref, notice=notice_id, files=1)
        if name in KEPT_AWAY:
            naming_actions.name(application, [KEPT_AWAY[name]])
        return application.ref


def _add_evidence(application: Application, number: int) -> None:
    content = _statement(application.legal_name, number)
    session().add(
        Evidence(
            ref=new_ref(),
            application_id=application.id,
            stored_as=store().keep(content, club="goldcrown", today=clock.now().date()),
            name="statement-december.jpg",
            media_type="image/jpeg",
            size=len(content),
            received_at=application.received_at,
        )
    )


def _statement(name: str, number: int) -> bytes:
    """A picture that plainly is a demonstration."""
    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((60, 60), "DEMONSTRATION STATEMENT", fill="black")
    pen.text((60, 110), name, fill="black")
    for line in range(8):
        pen.text((60, 180 + line * 40), f"{line + 5:02d}    {(number + 3) * (line + 7) * 113_000:,} CNY", fill="black")
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
