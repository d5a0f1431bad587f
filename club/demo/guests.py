"""Who comes to the demo’s classes: visitors, and people of member firms."""

from datetime import timedelta
from importlib.resources import files
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from club.applications.models import OwnRole
from club.classes import actions, day_actions, material_actions, place_actions, series_actions
from club.classes.models import ClassSession, Registration
from club.classes.place_actions import Comer
from club.clubs.models import Notice, NoticeKind
from club.core import clock
from club.core.db import session
from club.demo.classes import AHEAD, CLINIC, FULL, HARBOR, HELD, DemoClass
from club.demo.scopes import at_desk, in_firm
from club.firms.models import Firm, Membership

VISITORS: dict[str, tuple[tuple[str, str, str], ...]] = {
    AHEAD.slug: (
        ("Guest Lin", "Demo Kettles", "kettles"),
        ("Guest Bai", "Demo Umbrellas", "umbrellas"),
        ("来宾 阮", "演示茶具", "tea"),
    ),
    HELD.slug: (
        ("Guest Lin", "Demo Kettles", "kettles"),
        ("Guest Mo", "Demo Lamps", "lamps"),
        ("Guest Cai", "Demo Baskets", "baskets"),
        ("Guest Yu", "Demo Ribbons", "ribbons"),
    ),
    CLINIC.slug: (
        ("来宾 沈", "演示雨靴", "boots"),
        ("来宾 陶", "演示香薰", "scents"),
        ("来宾 柏", "演示代运营", "operators"),
        ("Guest Ru", "Demo Blankets", "blankets"),
    ),
    HARBOR.slug: (("Guest Ong", "Demo Sails", "sails"), ("Guest Teo", "Demo Ropes", "ropes")),
}
"""Name, firm and mailbox."""
SENT = (("lantern", ("Wang Ting", "Zhou Xia")), ("bamboo", ("Chen Bo",)), ("kiln", ("Zhao Min",)))
SENT_LATER = (("lantern", ("Qian Le",)), ("bamboo", ("Dai Yu",)))
"""They come once all four chairs are taken, so they wait."""
TO_ALL_DATES = ("lantern", "Wu Fan")
"""On the first date they wait, on the others they have a place."""
DECLINED_BECAUSE = "这一场互看的是自家店的毛利，代运营手里是客户的账，不便摊开。欢迎报名下个月的公开课堂。"
SAID = ((5, "We put the sheet on the wall on Monday; two people asked what comes after stage three."), (4, ""))


def seed_guests(clubs: dict[str, int], firms: dict[str, int], *, secretary: int) -> None:
    """Register whoever comes, and let in whoever came; who is there stays as they are."""
    for demo in (AHEAD, HELD, CLINIC, HARBOR):
        for number, visitor in enumerate(VISITORS[demo.slug]):
            _visit(demo, clubs[demo.club], visitor, days_ago=20 - number)
    _decide(CLINIC, clubs[CLINIC.club], by=secretary)
    _hold(HELD, clubs[HELD.club], by=secretary)
    for firm, names in (*SENT, *SENT_LATER):
        for name in names:
            _send(FULL, clubs[FULL.club], firms[firm], name)
    _send_to_all(FULL, clubs[FULL.club], firms[TO_ALL_DATES[0]], TO_ALL_DATES[1])


def _visit(demo: DemoClass, club_id: int, visitor: tuple[str, str, str], *, days_ago: int) -> None:
    name, firm_name, mailbox = visitor
    email, lang = f"{mailbox}@guests.example", "en" if name.isascii() else "zh"
    own_role = OwnRole.OWNER if demo.facts.get("conditions") else ""
    comer = Comer(who=f"mail:{email}", name=name, firm_name=firm_name, own_role=own_role, email=email, lang=lang)
    with at_desk(club_id), clock.telling_of(clock.now() - timedelta(days=days_ago)):
        _register(demo, comer)


def _decide(demo: DemoClass, club_id: int, *, by: int) -> None:
    """The first who applied comes, one was declined with the reason; the others wait for the desk."""
    with at_desk(club_id, by):
        row = actions.to_write(demo.slug)
        assert row is not None  # noqa: S101  written before
        if row.taken:
            return
        of_class = select(Registration).where(Registration.class_id == row.id).order_by(Registration.number)
        first, _second, third, *_others = [one.ref for one in session().scalars(of_class)]
        place_actions.approve(first)
        place_actions.decline(third, reason=DECLINED_BECAUSE)


def _hold(demo: DemoClass, club_id: int, *, by: int) -> None:
    """All but the last came, one of them said how it was, and three came unasked."""
    with at_desk(club_id, by):
        row = actions.to_write(demo.slug)
        assert row is not None  # noqa: S101  written before
        if row.attended:
            return
        of_class = select(Registration).where(Registration.class_id == row.id).order_by(Registration.number)
        came = [one.ref for one in session().scalars(of_class)][:-1]
        with clock.telling_of(row.starts_at - timedelta(minutes=5)):
            for ref in came:
                day_actions.check_in(ref, by=by)
            day_actions.set_walk_ins(row, 3)
        _leave(row, by=by)
        for ref, (rating, words) in zip(came, SAID, strict=False):
            day_actions.give_feedback(ref, rating=rating, words=words)


def _leave(row: ClassSession, *, by: int) -> None:
    """Slides and a photo of the board, to take home."""
    slides = files(__package__).joinpath("slides", "the-first-twenty-per-cent.pdf").read_bytes()
    board = BytesIO()
    Image.new("RGB", (960, 540), "#2c4a3e").save(board, "JPEG")
    for content, name in ((slides, "First ladder, slides.pdf"), (board.getvalue(), "The board at five.jpg")):
        material_actions.put(row, material_actions.made_ready(content, name), by=by)


def _send(demo: DemoClass, club_id: int, firm_id: int, name: str) -> None:
    with in_firm(club_id, firm_id), clock.telling_of(clock.now() - timedelta(days=2)):
        _register(demo, _of_firm(firm_id, name))


def _send_to_all(demo: DemoClass, club_id: int, firm_id: int, name: str) -> None:
    with in_firm(club_id, firm_id), clock.telling_of(clock.now() - timedelta(days=1)):
        comer = _of_firm(firm_id, name)
        if session().scalars(select(Registration.id).where(Registration.who == comer.who)).first() is None:
            series = session().scalars(select(ClassSession.series).where(ClassSession.slug == demo.slug)).one()
            series_actions.ask_for_all(series_actions.hold_dates(series), [comer])


def _of_firm(firm_id: int, name: str) -> Comer:
    member = session().scalars(select(Membership).where(Membership.name == name)).one()
    firm = session().scalars(select(Firm).where(Firm.id == firm_id)).one()
    who = f"person:{firm_id}:{member.person_id}"
    return Comer(who=who, name=name, firm_name=firm.name, person_id=member.person_id, lang=firm.lang)


def _register(demo: DemoClass, comer: Comer) -> None:
    row = actions.to_write(demo.slug)
    assert row is not None  # noqa: S101  written before
    there = select(Registration.id).where(Registration.who == comer.who, Registration.class_id == row.id)
    if session().scalars(there).first() is not None:
        return
    notice = session().scalars(select(Notice.id).where(Notice.kind == NoticeKind.VISITORS).limit(1)).first()
    place_actions.register(row, comer, notice_id=notice)
