"""Two clubs: one to show, and one with another gate and currency, so that leaks would show."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from club.clubs.models import Basis, Club, Notice, NoticeKind, Plan, Section
from club.clubs.starters import starter_notice
from club.core import outbox
from club.core.audit import Did, record
from club.core.db import session
from club.demo.scopes import at_desk, at_root

FOUNDED = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class DemoClub:
    """What a demo club has set."""

    facts: dict[str, Any]
    plan: dict[str, Any]
    sections: tuple[tuple[str, str, str, str], ...]
    """Slug, English name, Chinese name, slug of the section above."""


GOLDCROWN = DemoClub(
    facts={
        "slug": "goldcrown",
        "name_en": "Golden Crown Club",
        "name_zh": "金冠俱乐部",
        "place_en": "Hangzhou, since 2011. Demonstration club",
        "place_zh": "杭州，2011 年起。演示俱乐部",
        "opening_en": "Owners of online shops, teaching each other in confidence.",
        "opening_zh": "网店老板，关起门来互相教。",
        "about_en": "Once a month one of us explains a thing that worked and what it cost. What is said about a firm’s"
        " figures stays in the room.",
        "about_zh": "每月一次，一位会员讲一件做成的事和它的代价。说到哪家的数字，出了门就不再提。",
        "telephone": "0571 5550 1230",
        "hours_en": "Monday to Friday, 9:00 to 18:00. A demonstration number.",
        "hours_zh": "周一至周五 9:00 至 18:00。演示号码。",
        "chat_address": "https://chat.example/goldcrown",
        "gate_minor": 70_000_000_00,
        "gate_currency": "CNY",
        "gate_basis": Basis.PAID_NET,
        "bank_details": "Demonstration Bank, Hangzhou branch\nAccount 0000 0000 0000 0000\nGolden Crown Club",
    },
    plan={
        "name_en": "Member firm",
        "name_zh": "会员企业",
        "price_minor": 12_800_00,
        "currency": "CNY",
        "months": 12,
        "seats": 30,
    },
    sections=(
        ("information", "E-commerce information", "电商信息", ""),
        ("people-and-pay", "People and pay", "人与薪酬", "information"),
        ("money", "Money", "钱与账", "information"),
        ("service", "Customer service", "客服", "information"),
        ("club-life", "Club life", "俱乐部动态", ""),
    ),
)
HARBOR = DemoClub(
    facts={
        "slug": "harbor",
        "name_en": "Harbor Sellers Circle",
        "name_zh": "海港卖家会",
        "place_en": "Singapore. Demonstration club",
        "place_zh": "新加坡。演示俱乐部",
        "opening_en": "Sellers who ship across the water, one table a month.",
        "opening_zh": "跨海发货的卖家，每月一桌。",
        "about_en": "We compare freight, returns and what the platforms changed, with the numbers on the table.",
        "about_zh": "我们把数字摆上桌，比运费、比退货、比平台改了什么。",
        "telephone": "6555 0142",
        "hours_en": "Weekdays, 10:00 to 17:00. A demonstration number.",
        "hours_zh": "工作日 10:00 至 17:00。演示号码。",
        "chat_address": "https://chat.example/harbor",
        "zone": "Asia/Singapore",
        "accent": "indigo",
        "gate_minor": 5_000_000_00,
        "gate_currency": "SGD",
        "gate_basis": Basis.PAID,
        "board_yes": 2,
        "board_size": 2,
        "bank_details": "Demonstration Bank, Harbor branch\nAccount 000-000000-0",
    },
    plan={
        "name_en": "Table seat",
        "name_zh": "席位",
        "price_minor": 2_400_00,
        "currency": "SGD",
        "months": 12,
        "seats": 12,
    },
    sections=(("shipping", "Shipping", "物流", ""), ("circle", "The circle", "本会动态", "")),
)


def seed_clubs() -> dict[str, int]:
    """Make both clubs with plan, sections and notices; returns their ids by slug."""
    return {str(demo.facts["slug"]): _seed(demo) for demo in (GOLDCROWN, HARBOR)}


def _seed(demo: DemoClub) -> int:
    with at_root():
        club = session().scalars(select(Club).where(Club.slug == demo.facts["slug"])).first()
        if club is not None:
            return club.id
        club = Club(**demo.facts, created_at=FOUNDED)
        session().add(club)
    with at_desk(club.id):
        record(Did.CLUB_CREATED, club.slug)
        session().add(Plan(**demo.plan, offered_from=FOUNDED))
        _add_sections(demo)
        for kind in NoticeKind:
            bodies = {f"body_{lang}": starter_notice(kind, lang, club) for lang in ("en", "zh")}
            session().add(Notice(kind=kind, number=1, in_force_at=FOUNDED, **bodies))
            record(Did.NOTICE_PUBLISHED, kind.value, number=1)
        if "library.offer_starters" in outbox.HANDLERS:
            outbox.HANDLERS["library.offer_starters"]()
    return club.id


def _add_sections(demo: DemoClub) -> None:
    ids: dict[str, int] = {}
    for position, (slug, english, chinese, above) in enumerate(demo.sections):
        section = Section(slug=slug, name_en=english, name_zh=chinese, parent_id=ids.get(above), position=position)
        session().add(section)
        session().flush()
        ids[slug] = section.id
