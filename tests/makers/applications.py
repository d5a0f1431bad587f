"""Applications in every state, and what is typed to make one."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image
from stdnum.cn import uscc

from club.applications.models import Application, ApplicationStatus, Evidence, OwnRole, Period, Recusal
from club.clubs.models import Basis, Club, Notice
from club.core import clock
from club.core.refs import new_ref
from tests.makers.clubs import a_notice
from tests.makers.scopes import as_desk, saved

_number = count(1)


def a_credit_code() -> str:
    """A code with a right check character that no firm has."""
    body = f"9133010600DEM{next(_number):04d}"
    return body + str(uscc.calc_check_digit(body))


def an_application(club: Club, notice: Notice | None = None, **facts: Any) -> Application:
    notice = notice or a_notice(club, number=next(_number))
    values = {
        "ref": new_ref(),
        "legal_name": f"Applicant {next(_number)}",
        "credit_code": a_credit_code(),
        "platforms": ["taobao", "tmall"],
        "categories": "kitchenware",
        "city": "Hangzhou",
        "turnover_minor": 9_000_000_000,
        "currency": "CNY",
        "basis": Basis.PAID_NET,
        "period": Period.FISCAL_YEAR,
        "period_end": date(2025, 12, 31),
        "own_role": OwnRole.OWNER,
        "contact_email": "owner@applicant.example",
        "lang": "en",
        "notice_id": notice.id,
        "consented_at": clock.now(),
        "received_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        row: Application = saved(Application(**values))
    return row


def with_board(club: Club, notice: Notice | None = None, **facts: Any) -> Application:
    """An application that a verifier has passed on to the board."""
    values = {"status": ApplicationStatus.WITH_BOARD, "verified_minor": 8_800_000_000, "verified_at": clock.now()}
    return an_application(club, notice, **{**values, "remarks": "Bank statements of twelve months.", **facts})


def some_evidence(club: Club, application: Application, stored_as: str, **facts: Any) -> Evidence:
    values = {
        "ref": new_ref(),
        "application_id": application.id,
        "stored_as": stored_as,
        "name": "statement.jpg",
        "media_type": "image/jpeg",
        "size": 1000,
        "received_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        row: Evidence = saved(Evidence(**values))
    return row


def a_recusal(club: Club, application: Application, words: str = "The competitor", **facts: Any) -> Recusal:
    """A name that the applicant gave; settled, unless said otherwise."""
    at = clock.now()
    values = {"application_id": application.id, "words": words, "named_at": at, "settled_at": at, **facts}
    with as_desk(club):
        row: Recusal = saved(Recusal(**values))
    return row


def a_photo() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    out.seek(0)
    return out


def typed(**changed: Any) -> dict[str, Any]:
    """What somebody types who passes the gate."""
    return {
        "legal_name": "Hangzhou Stone Ferry Kitchenware Co., Ltd. (demo)",
        "credit_code": a_credit_code(),
        "platforms": ["taobao", "tmall"],
        "categories": "pots and pans",
        "city": "Hangzhou",
        "turnover": "7千2百万",
        "currency": "CNY",
        "period": f"fy-{clock.today('Asia/Shanghai').year - 1}",
        "basis": "paid_net",
        "business": "own_shops",
        "own_role": "owner",
        "contact": "owner@stoneferry.example",
        "consent": "y",
        **changed,
    }
