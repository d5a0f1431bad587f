"""Classes of both clubs: to come, full, held; one to apply for, one that asks for an exam; one still a draft."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from club.classes import actions
from club.classes.actions import ClassFacts
from club.classes.models import Audience, ClassSession, Condition
from club.core import clock
from club.core.db import session
from club.demo.scopes import at_desk

WRITTEN_BEFORE = timedelta(days=30)
ZONES = {"goldcrown": "Asia/Shanghai", "harbor": "Asia/Singapore"}


@dataclass(frozen=True)
class DemoClass:
    """A class, so many days from the day on which the demonstration is made."""

    club: str
    slug: str
    in_days: int
    facts: dict[str, object]
    is_out: bool = True


AHEAD = DemoClass(
    "goldcrown",
    "pankuxia",
    12,
    {
        "title": "大促之后：把压在货里的钱盘出来",
        "lang": "zh",
        "begins": "14:00",
        "ends": "17:30",
        "seats": 40,
        "firm_most": 4,
        "summary": "双十一过后各家仓里都压着货。带上自己的库存表，"
        "一个下午算清三件事：压了多少、哪些该清、下一季少备多少。",
        "description": "## 带什么来\n\n- 一张按款的库存表，能看到入库月份\n- 最近十二个月的毛利\n\n"
        "## 怎么上\n\n先由主讲拆一家店的账，再分桌，每桌五人互相看。**说到哪家的数字，出了门就不再提。**",
        "host": "赵敏",
        "host_firm": "金冠俱乐部",
        "place": "杭州，滨江，江南大道 588 号 3 楼（演示地址）",
        "online_url": "https://meet.example/goldcrown-stock",
        "agenda": "14:00 开场，分桌\n14:20 先读这一篇：/talks/money-pressed-in-the-goods\n"
        "15:00 拆一家店的账\n16:00 分桌互看\n17:10 各桌说一个数",
        "conditions": [Condition.DECIDES, Condition.RUNS_SHOPS],
        "eligibility": "面向自己开店、能拍板的人。会员企业可带运营负责人。",
        "offer_hours": 24,
    },
)
FULL = DemoClass(
    "goldcrown",
    "service-round-table",
    5,
    {
        "title": "A round table of heads of customer service",
        "lang": "en",
        "begins": "15:00",
        "ends": "17:00",
        "seats": 4,
        "firm_most": 3,
        "audience": Audience.MEMBERS,
        "summary": "Four chairs, one question each: where do newcomers get stuck in their first fortnight, who helps"
        " them.",
        "description": "Bring one chat that went wrong, with the names taken out. We read them together.",
        "host": "Zhao Min",
        "host_firm": "Golden Crown Club",
        "place": "Hangzhou, the club's tea room (demonstration address)",
        "offer_hours": 12,
    },
)
HELD = DemoClass(
    "goldcrown",
    "first-ladder",
    -16,
    {
        "title": "Writing the first career ladder in an afternoon",
        "lang": "en",
        "begins": "13:30",
        "ends": "17:00",
        "seats": 24,
        "summary": "From an empty sheet to a ladder that can be shown to the staff on Monday.",
        "description": "We began with the pay levels that are there, put stages between them, and ended with dates.",
        "host": "Zhao Min",
        "host_firm": "Golden Crown Club",
        "place": "Hangzhou, Binjiang (demonstration address)",
        "materials": "The sheet to begin with: /talks/the-first-twenty-per-cent",
        "agenda": "13:30 What is paid now\n14:30 Stages between\n16:00 Reading one another's ladders",
    },
)
DRAFT = DemoClass(
    "goldcrown",
    "winter-returns",
    40,
    {
        "title": "Returns after the winter sale",
        "lang": "en",
        "begins": "14:00",
        "ends": "16:00",
        "seats": 30,
        "host": "Zhao Min",
        "place": "Ningbo",
    },
    is_out=False,
)
CLINIC = DemoClass(
    "goldcrown",
    "open-books",
    19,
    {
        "title": "打开账本：三家店的毛利摆在一张桌上",
        "lang": "zh",
        "begins": "13:30",
        "ends": "17:00",
        "seats": 12,
        "summary": "带上自己店近三个月的毛利表，三家一组对着看。数字要摊开，所以席位要先申请。",
        "host": "赵敏",
        "host_firm": "金冠俱乐部",
        "place": "杭州，滨江，江南大道 588 号 3 楼（演示地址）",
        "needs_approval": True,
        "conditions": [Condition.DECIDES, Condition.RUNS_SHOPS],
        "eligibility": "面向愿意把毛利摊开看的店主。",
        "agenda": "13:30 先说规矩\n14:00 三家一组\n16:30 每组说一处要改的",
    },
)
COMPLAINTS = DemoClass(
    "goldcrown",
    "hard-complaints",
    26,
    {
        "title": "Hard complaints, read out loud",
        "lang": "en",
        "begins": "14:00",
        "ends": "16:30",
        "seats": 16,
        "firm_most": 3,
        "audience": Audience.MEMBERS,
        "summary": "Six real complaints, two answers to each, and what the platform decided in the end.",
        "description": "Whoever comes knows the rules already; that is why this class asks for the exam first.",
        "host": "Zhao Min",
        "host_firm": "Golden Crown Club",
        "place": "Hangzhou, Binjiang (demonstration address)",
    },
)
HARBOR = DemoClass(
    "harbor",
    "freight-evening",
    8,
    {
        "title": "An evening on freight contracts",
        "lang": "en",
        "begins": "18:30",
        "ends": "20:30",
        "seats": 20,
        "summary": "What each of us pays per cubic metre, and for what; the forwarders are not in the room.",
        "host": "Tan Demo",
        "place": "Singapore, the usual table",
        "needs_approval": True,
    },
)
THEMSELVES = {"Zhao Min", "赵敏"}
"""Whoever writes the classes of the club holds these."""
AUTHOR = {"goldcrown": "instructor@goldcrown.example", "harbor": "admin@harbor.example"}


def seed_classes(clubs: dict[str, int], people: dict[str, int]) -> None:
    """Write the classes that are not there yet, and let them come out."""
    for demo in (AHEAD, FULL, HELD, DRAFT, CLINIC, COMPLAINTS, HARBOR):
        _write(demo, clubs[demo.club], by=people[AUTHOR[demo.club]])


def _write(demo: DemoClass, club_id: int, *, by: int) -> None:
    day = _day_of(demo)
    with at_desk(club_id, by), clock.telling_of(clock.now() - WRITTEN_BEFORE):
        if session().scalars(select(ClassSession.id).where(ClassSession.slug == demo.slug)).first() is not None:
            return
        host = by if demo.facts.get("host") in THEMSELVES else None
        facts = ClassFacts(day=day, host_id=host, **demo.facts)  # type: ignore[arg-type]
        row = actions.draft(facts, zone=ZONES[demo.club], by=by, slug=demo.slug)
        if demo.is_out:
            actions.publish(row)


def _day_of(demo: DemoClass) -> date:
    return clock.today(ZONES[demo.club]) + timedelta(days=demo.in_days)
