"""Demo sign-ins: who they are is told by their address; the password is the same for all."""

from functools import cache

from sqlalchemy import select

from club.clubs.models import RoleInClub
from club.core.db import session
from club.demo.clubs import FOUNDED
from club.demo.scopes import at_desk, at_root
from club.people.models import Person
from club.people.passwords import hashed
from club.policy import ClubRole

PASSWORD = "golden-crown-demo"  # noqa: S105  printed at the start of the demo

STAFF: dict[str, tuple[tuple[str, str, tuple[ClubRole, ...]], ...]] = {
    "goldcrown": (
        ("admin@goldcrown.example", "He Qing", (ClubRole.ADMINISTRATOR,)),
        ("secretary@goldcrown.example", "Luo Yan", (ClubRole.SECRETARY,)),
        ("verifier@goldcrown.example", "Tang Rui", (ClubRole.VERIFIER,)),
        ("reviewer1@goldcrown.example", "Shen Hao", (ClubRole.BOARD_MEMBER,)),
        ("reviewer2@goldcrown.example", "Xu Ning", (ClubRole.BOARD_MEMBER,)),
        ("reviewer3@goldcrown.example", "Gao Lan", (ClubRole.BOARD_MEMBER,)),
        ("treasurer@goldcrown.example", "Feng Ya", (ClubRole.TREASURER,)),
        ("instructor@goldcrown.example", "Zhao Min", (ClubRole.INSTRUCTOR,)),
    ),
    "harbor": (
        ("admin@harbor.example", "Tan Demo", (ClubRole.ADMINISTRATOR, ClubRole.EDITOR)),
        ("reviewer1@harbor.example", "Lim Demo", (ClubRole.BOARD_MEMBER,)),
        ("reviewer2@harbor.example", "Ng Demo", (ClubRole.BOARD_MEMBER,)),
    ),
}


def seed_people(clubs: dict[str, int]) -> dict[str, int]:
    """Make the operator and each club's own people; returns person ids by address."""
    people = {"operator@club.example": account("operator@club.example", is_operator=True)}
    for slug, staff in STAFF.items():
        for address, _name, _roles in staff:
            people[address] = account(address)
        with at_desk(clubs[slug]):
            there = {tuple(row) for row in session().execute(select(RoleInClub.person_id, RoleInClub.role))}
            for address, name, roles in staff:
                for role in roles:
                    if (people[address], role) not in there:
                        session().add(RoleInClub(person_id=people[address], role=role, name=name, granted_at=FOUNDED))
    return people


def account(address: str = "", *, is_operator: bool = False, lang: str = "") -> int:
    """The account with this mail address, made where there is none; returns its id."""
    with at_root():
        person = session().scalars(select(Person).where(Person.email == address)).first()
        if person is None:
            person = Person(
                email=address,
                email_verified_at=FOUNDED,
                password_hash=_password_hash(),
                password_changed_at=FOUNDED,
                is_operator=is_operator,
                lang=lang,
                created_at=FOUNDED,
            )
            session().add(person)
            session().flush()
        return person.id


@cache
def _password_hash() -> str:
    """One hash for all: thirty slow hashes would take as many seconds."""
    return hashed(PASSWORD)
