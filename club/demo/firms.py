"""Member firms of both clubs with departments and people; lantern and bamboo compete."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from stdnum.cn import uscc

from club.core.db import session
from club.demo.people import account
from club.demo.scopes import at_desk, at_root, in_firm
from club.firms.models import Department, DepartmentLead, Firm, FirmRecord, FirmStatus, Membership
from club.people.models import Person
from club.policy import FirmRole

ADMITTED = datetime(2026, 2, 9, 2, 0, tzinfo=UTC)
SERVICE, OPERATIONS = "Customer service", "Operations"

Member = tuple[str, str, FirmRole, str, str]
"""Mail address or nothing, name, role, staff number, department."""


@dataclass(frozen=True)
class DemoFirm:
    """A made-up firm."""

    club: str
    slug: str
    name: str
    legal_name: str
    city: str
    platforms: tuple[str, ...]
    categories: str
    entry: str
    verified_minor: int
    members: tuple[Member, ...]
    currency: str = "CNY"


FIRMS = (
    DemoFirm(
        "goldcrown",
        "lantern",
        "Lantern Home Textiles",
        "Hangzhou Lantern Home Textiles Co., Ltd. (demo)",
        "Hangzhou",
        ("tmall", "taobao", "douyin"),
        "Bedding, curtains, towels",
        "We sew and sell bedding. Ask us about ladders and how to keep people.",
        96_400_000_00,
        (
            ("owner@lantern.example", "Lin Yue", FirmRole.OWNER, "L001", ""),
            ("lead@lantern.example", "Wang Ting", FirmRole.LEAD, "L002", SERVICE),
            ("staff@lantern.example", "Zhou Xia", FirmRole.STAFF, "L014", SERVICE),
            ("newcomer@lantern.example", "He Yan", FirmRole.STAFF, "L018", SERVICE),
            ("", "Qian Le", FirmRole.STAFF, "L009", SERVICE),
            ("", "Sun Mei", FirmRole.STAFF, "L011", OPERATIONS),
            ("", "Li Kai", FirmRole.STAFF, "L012", OPERATIONS),
            ("", "Wu Fan", FirmRole.STAFF, "L015", OPERATIONS),
            ("books@lantern.example", "Ye Hui", FirmRole.ACCOUNTANT, "L004", ""),
        ),
    ),
    DemoFirm(
        "goldcrown",
        "bamboo",
        "Bamboo Outdoor",
        "Hangzhou Bamboo Outdoor Goods Co., Ltd. (demo)",
        "Hangzhou",
        ("tmall", "jd"),
        "Tents, lamps, camping furniture",
        "Camping goods, nine years. Ask us about gross profit every morning.",
        121_000_000_00,
        (
            ("owner@bamboo.example", "Chen Bo", FirmRole.OWNER, "B01", ""),
            ("", "Dai Yu", FirmRole.STAFF, "B07", OPERATIONS),
        ),
    ),
    DemoFirm(
        "goldcrown",
        "kiln",
        "Little Kiln Ceramics",
        "Yiwu Little Kiln Ceramics Co., Ltd. (demo)",
        "Yiwu",
        ("taobao", "xiaohongshu"),
        "Cups, plates, vases",
        "Tableware from three kilns. Ask us about newcomers in customer service.",
        74_800_000_00,
        (("owner@kiln.example", "Zhao Min", FirmRole.OWNER, "K1", ""),),
    ),
    DemoFirm(
        "harbor",
        "quay",
        "Quay Outfitters",
        "Quay Outfitters Pte. Ltd. (demo)",
        "Singapore",
        ("shopee", "lazada"),
        "Rainwear",
        "Rainwear that ships across the water.",
        7_300_000_00,
        (("owner@quay.example", "Rahim Demo", FirmRole.OWNER, "Q1", ""),),
        "SGD",
    ),
)


def seed_firms(clubs: dict[str, int]) -> dict[str, int]:
    """Make the firms and their people; returns firm ids by slug."""
    return {demo.slug: _seed(demo, number, clubs[demo.club]) for number, demo in enumerate(FIRMS, start=1)}


def credit_code(number: int) -> str:
    """A code with a right check character that belongs to nobody."""
    body = f"9133010600DEM{number:04d}"
    return body + str(uscc.calc_check_digit(body))


def _seed(demo: DemoFirm, number: int, club_id: int) -> int:
    with at_desk(club_id):
        firm = session().scalars(select(Firm).where(Firm.slug == demo.slug)).first()
        if firm is not None:
            return firm.id
        firm = Firm(
            slug=demo.slug,
            name=demo.name,
            city=demo.city,
            platforms=list(demo.platforms),
            categories=demo.categories,
            entry=demo.entry,
            is_listed=True,
            status=FirmStatus.ACTIVE,
            admitted_at=ADMITTED,
            activated_at=ADMITTED,
            set_up_at=ADMITTED,
        )
        session().add(firm)
        session().flush()
        session().add(_record(demo, number, firm.id))
    people = [_person(address) for address, *_rest in demo.members]
    with in_firm(club_id, firm.id):
        departments = _departments()
        for person, (_address, name, role, staff_number, department) in zip(people, demo.members, strict=True):
            member = Membership(
                person_id=person,
                role=role,
                name=name,
                staff_number=staff_number,
                department_id=departments.get(department),
                joined_at=ADMITTED,
            )
            session().add(member)
            session().flush()
            if role is FirmRole.LEAD:
                session().add(
                    DepartmentLead(department_id=departments[department], membership_id=member.id, since_at=ADMITTED)
                )
    return firm.id


def _record(demo: DemoFirm, number: int, firm_id: int) -> FirmRecord:
    owner_address, owner, *_rest = demo.members[0]
    return FirmRecord(
        firm_id=firm_id,
        legal_name=demo.legal_name,
        credit_code=credit_code(number),
        contact_name=owner,
        contact_email=owner_address,
        verified_minor=demo.verified_minor,
        verified_currency=demo.currency,
        seats=30,
    )


def _departments() -> dict[str, int]:
    made = {}
    for position, (kind, name) in enumerate((("service", SERVICE), ("operations", OPERATIONS))):
        department = Department(name=name, kind=kind, position=position)
        session().add(department)
        session().flush()
        made[name] = department.id
    return made


def _person(address: str) -> int:
    if address:
        return account(address)
    with at_root():
        person = Person(created_at=ADMITTED)
        session().add(person)
        session().flush()
        return person.id
