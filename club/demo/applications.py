"""Goldcrown's applications, one in every state, with evidence, votes and a question."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select

from club.applications.models import (
    Application,
    ApplicationStatus,
    Choice,
    Decision,
    Evidence,
    OwnRole,
    Period,
    Question,
    Vote,
)
from club.applications.pending import store
from club.clubs.models import Basis, Notice, NoticeKind
from club.core import clock
from club.core.audit import Did, record
from club.core.db import session
from club.core.refs import new_ref
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
    ("White Heron Stationery", "Jinhua", "Notebooks and pens", 74, S.DECLINED, 40),
    ("Old Dock Seafood", "Zhoushan", "Dried seafood", 90, S.WITHDRAWN, 25),
)
"""Name, city, what it sells, turnover in million CNY, where it stands, days since it came."""
REASONS = ("The figures hold together.", "I know their goods.")


def seed_applications(club_id: int, people: dict[str, int]) -> None:
    """Write the cases, once."""
    with at_desk(club_id, people["secretary@goldcrown.example"]):
        if session().scalars(select(Application.id)).first() is not None:
            return
        notice = session().scalars(select(Notice).where(Notice.kind == NoticeKind.APPLICANTS)).first()
        if notice is None:
            return
        for number, case in enumerate(CASES):
            _write(number, case, notice.id, people)


def _write(number: int, case: tuple[Any, ...], notice_id: int, people: dict[str, int]) -> None:
    name, city, sells, million, status, days = case
    at = clock.now() - timedelta(days=days)
    is_verified = status is not S.RECEIVED and status is not S.WITHDRAWN
    application = Application(
        ref=new_ref(),
        status=status,
        legal_name=f"{city} {name} Co., Ltd. (demo)",
        credit_code=credit_code(FIRST_CODE + number),
        platforms=["tmall", "taobao"] if number % 2 else ["douyin", "jd"],
        categories=sells,
        city=city,
        turnover_minor=million * 1_000_000_00,
        currency="CNY",
        basis=Basis.PAID_NET,
        period=Period.FISCAL_YEAR,
        period_end=date(clock.now().year - 1, 12, 31),
        own_role=OwnRole.OWNER if number % 3 else OwnRole.GENERAL_MANAGER,
        contact_email=f"owner{number + 1}@applicant.example",
        lang="zh" if number % 2 else "en",
        notice_id=notice_id,
        consented_at=at,
        received_at=at,
        verified_minor=(million - 1) * 1_000_000_00 if is_verified else None,
        verified_by_id=people["verifier@goldcrown.example"] if is_verified else None,
        verified_at=at + timedelta(days=1) if is_verified else None,
        remarks="Twelve monthly statements, compared with the platform’s own report." if is_verified else "",
    )
    session().add(application)
    session().flush()
    _add_evidence(application, number)
    record(Did.APPLICATION_RECEIVED, application.ref, notice=notice_id, files=1)
    _add_what_happened(application, people)


def _add_what_happened(application: Application, people: dict[str, int]) -> None:
    at, board = application.received_at + timedelta(days=2), [people[f"reviewer{n}@goldcrown.example"] for n in (1, 2)]
    if application.status is S.QUESTION_OPEN:
        reason = "Two of your three shops opened in May. How much of the turnover is theirs?"
        session().add(Question(application_id=application.id, asked_by_id=board[0], reason=reason, asked_at=at))
    choice = {S.WITH_BOARD: Choice.YES, S.DECLINED: Choice.NO}.get(application.status)
    voters = board[: 2 if choice is Choice.NO else 1]
    for person, reason in zip(voters, REASONS, strict=False):
        if choice is not None:
            said = reason if choice is Choice.YES else "Most of the turnover is wholesale."
            session().add(Vote(application_id=application.id, person_id=person, choice=choice, reason=said, cast_at=at))
    if application.status is S.DECLINED:
        reason = "The turnover is mostly wholesale; come back with a year of your own shops."
        session().add(Decision(application_id=application.id, is_admitted=False, reason=reason, decided_at=at))


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
