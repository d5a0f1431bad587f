"""Wall 1 and wall 2: 40 kinds of read and write try to leave their scope, on both databases."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from flask import current_app
from sqlalchemy import delete, exists, func, insert, select, text, union_all, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, aliased, joinedload, relationship, selectinload, subqueryload

from club.clubs.models import Club, Section
from club.core import clock
from club.core.db import db, read, session, stop_reading
from club.core.refs import new_ref
from club.core.scope import Scope, WallError, inside
from club.core.walls import Read, reads
from club.dues.models import Invoice
from club.firms.models import Department, Firm, Invitation, Membership
from club.policy import FirmRole
from club.talks.models import Talk
from tests.makers import a_club, a_department, a_firm, a_membership, a_person, a_plan, a_talk, as_desk, as_firm, saved


class SeenSection(Section):
    """A section with its talks as a relationship: slices have none."""

    talks: Mapped[list["SeenTalk"]] = relationship(
        primaryjoin="SeenSection.id == foreign(SeenTalk.section_id)", viewonly=True
    )


class SeenTalk(Talk):
    """A talk with its section."""

    section: Mapped[SeenSection | None] = relationship(
        primaryjoin="SeenSection.id == foreign(SeenTalk.section_id)", viewonly=True
    )


class Place(NamedTuple):
    """What a test stands in and what it must not reach."""

    club: Club
    firm: Firm
    competitor: Firm
    other_club: Club
    foreign_talk: Talk
    foreign_department: Department
    foreign_invoice: Invoice

    @property
    def scope(self) -> Scope:
        return Scope(self.club.id, firm=self.firm.id)


@pytest.fixture
def place(app: Any) -> Place:
    """Two clubs with two talks each, in the first two firms with a department and an invoice each."""
    clubs = [a_club("crown"), a_club("harbour")]
    talks = []
    for club in clubs:
        with as_desk(club):
            section = saved(Section(slug="sharing", name_en="Sharing", name_zh="分享"))
        talks += [a_talk(club, title=f"{club.slug} {n}", section_id=section.id) for n in (1, 2)]
    firms = [a_firm(clubs[0], "lantern"), a_firm(clubs[0], "bamboo")]
    departments = [a_department(firm, f"Service of {firm.slug}") for firm in firms]
    plan = a_plan(clubs[0])
    invoices = [_an_invoice(clubs[0], firm, plan.id, n) for n, firm in enumerate(firms)]
    return Place(clubs[0], firms[0], firms[1], clubs[1], talks[2], departments[1], invoices[1])


def _an_invoice(club: Club, firm: Firm, plan: int, number: int) -> Invoice:
    with as_desk(club):
        invoice: Invoice = saved(
            Invoice(
                firm_id=firm.id,
                number=f"2026-{number}",
                plan_id=plan,
                debtor=firm.name,
                amount_minor=1,
                currency="CNY",
                starts_on=date(2026, 1, 1),
                ends_on=date(2026, 12, 31),
                issued_at=clock.now(),
                due_on=date(2026, 2, 1),
            )
        )
    return invoice


@pytest.fixture
def work(place: Place) -> Iterator[Session]:
    """The writing session, inside the first club and firm."""
    with inside(place.scope):
        yield session()
        db.session.remove()
        stop_reading()


TITLES = reads(select(Talk.title).order_by(Talk.title))
_sections = aliased(Section)
_cte = select(Talk.section_id).cte("written")
REGISTERED: dict[str, tuple[Any, int]] = {
    "columns": (TITLES, 2),
    "count": (reads(select(func.count(Talk.id)).group_by(Talk.club_id)), 1),
    "join": (reads(select(Talk.title, Section.slug).join(Section, Section.id == Talk.section_id)), 2),
    "outer join": (
        reads(
            select(Talk.title, Section.slug).outerjoin(
                Section, (Section.club_id == Talk.club_id) & (Section.id == Talk.section_id)
            )
        ),
        2,
    ),
    "subquery": (reads(select(Section.slug).where(Section.id.in_(select(Talk.section_id)))), 1),
    "scalar subquery": (reads(select(Section.slug, select(func.count(Talk.id)).scalar_subquery())), 1),
    "cte": (reads(select(Section.slug).join(_cte, _cte.c.section_id == Section.id)), 2),
    "union": (reads(union_all(select(Talk.title), select(Talk.title))), 4),
    "alias": (reads(select(_sections.slug)), 1),
    "exists": (reads(select(Section.slug).where(exists().where(Talk.section_id == Section.id))), 1),
    "firm": (reads(select(Department.name)), 1),
    "about firm": (reads(select(Invoice.number)), 1),
    "about firm, as firm": (reads(select(Invoice.number), as_firm=True), 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REGISTERED)
def test_a_registered_read_stays_inside(place: Place, name: str) -> None:
    statement, rows = REGISTERED[name]
    with inside(place.scope):
        assert len(read(statement).all()) == rows
        stop_reading()


@pytest.mark.parametrize("name", REGISTERED)
def test_a_registered_read_stays_inside_a_transaction(work: Session, name: str) -> None:
    statement, rows = REGISTERED[name]
    work.begin()
    assert len(read(statement).all()) == rows


@pytest.mark.parametrize("name", REGISTERED)
def test_a_registered_read_needs_a_scope(place: Place, name: str) -> None:
    with inside(place.scope):
        read(REGISTERED[name][0]).all()  # how it is sent is known from now on
        stop_reading()
    with pytest.raises((WallError, DBAPIError, Exception), match="scope"):
        read(REGISTERED[name][0]).all()


def test_staff_see_what_is_about_each_firm_but_nothing_of_a_firm(place: Place) -> None:
    with inside(Scope(place.club.id, staff=True)):
        assert len(read(REGISTERED["about firm"][0]).all()) == 2
        assert read(REGISTERED["firm"][0]).all() == []
        stop_reading()


def test_a_visitor_without_a_firm_is_not_taken_for_staff(place: Place) -> None:
    with inside(Scope(place.club.id)):
        assert read(REGISTERED["about firm"][0]).all() == []
        stop_reading()


def test_a_person_reads_the_own_memberships_in_every_firm(place: Place) -> None:
    mine = a_membership(place.competitor)
    a_membership(place.competitor)
    own = reads(select(Membership.id), as_person=True)
    with inside(Scope(place.club.id, person=mine.person_id)):
        assert read(own).scalars().all() == [mine.id]
        assert session().get(Membership, mine.id) is None
        db.session.remove()
        stop_reading()


def test_a_person_reads_the_invitation_that_they_opened_themselves(place: Place) -> None:
    me = a_person()
    with as_firm(place.competitor):
        facts = {"role": FirmRole.STAFF, "invited_at": clock.now(), "came_at": clock.now()}
        saved(Invitation(ref=new_ref(), name="Ning", came_id=me.id, **facts))
        saved(Invitation(ref=new_ref(), name="Rui", came_id=a_person().id, **facts))
    own = reads(select(Invitation.name), as_person=True)
    with inside(Scope(place.club.id, person=me.id)):
        assert read(own).scalars().all() == ["Ning"]
        assert session().execute(select(Invitation.name)).all() == []
        stop_reading()


def test_an_outer_join_must_name_the_tenant() -> None:
    loose = Read(select(Talk.title).outerjoin(Section, Section.id == Talk.section_id), as_firm=False, as_person=False)
    with pytest.raises(WallError, match="ON clause"):
        _ = loose.confined


def test_the_firm_that_a_row_of_the_club_names_is_no_tenant() -> None:
    other = aliased(Talk)
    same = (other.club_id == Talk.club_id) & (other.id == Talk.id)
    _ = Read(select(Talk.title).outerjoin(other, same), as_firm=False, as_person=False).confined
    alien = (Department.club_id == Talk.club_id) & (Department.id == Talk.id)
    loose = Read(select(Talk.title).outerjoin(Department, alien), as_firm=False, as_person=False)
    with pytest.raises(WallError, match="firm_id"):
        _ = loose.confined


ENTITIES: dict[str, Callable[[Session], list[Any]]] = {
    "select": lambda s: list(s.scalars(select(Talk))),
    "columns": lambda s: list(s.execute(select(Talk.title))),
    "query": lambda s: s.query(Talk).all(),
    "alias": lambda s: list(s.scalars(select(aliased(Talk)))),
    "joined load": lambda s: _talks(s, joinedload(SeenSection.talks)),
    "selectin load": lambda s: _talks(s, selectinload(SeenSection.talks)),
    "subquery load": lambda s: _talks(s, subqueryload(SeenSection.talks)),
    "lazy load": lambda s: _talks(s),
    "relationship to one": lambda s: [talk.section for talk in s.scalars(select(SeenTalk))],
    "subquery": lambda s: list(s.execute(select(select(Talk.id).subquery()))),
    "cte": lambda s: list(s.execute(select(select(Talk.id).cte()))),
    "union": lambda s: list(s.execute(union_all(select(Talk.id), select(Talk.id))))[::2],
    "exists": lambda s: list(s.scalars(select(Talk).where(exists().where(Section.id == Talk.section_id)))),
    "join": lambda s: list(s.execute(select(Talk, Section).join(Section, Section.id == Talk.section_id))),
}


def _talks(work: Session, *options: Any) -> list[Any]:
    sections = work.scalars(select(SeenSection).options(*options)).unique()
    return [talk for section in sections for talk in section.talks]


@pytest.mark.parametrize("name", ENTITIES)
def test_loaded_entities_stay_inside(work: Session, name: str) -> None:
    assert len(ENTITIES[name](work)) == 2


@pytest.mark.parametrize("name", ENTITIES)
def test_loaded_entities_need_a_scope(place: Place, name: str) -> None:
    with pytest.raises(WallError):
        ENTITIES[name](session())
    db.session.remove()


REFUSED: dict[str, Callable[[Session, Place], Any]] = {
    "core select": lambda s, p: s.execute(select(Talk.__table__)),
    "core select on the connection": lambda s, p: s.connection().execute(select(Talk.__table__)),
    "orm select on the connection": lambda s, p: s.connection().execute(select(Talk.id)),
    "text": lambda s, p: s.execute(text("SELECT * FROM talk")),
    "from_statement": lambda s, p: s.scalars(select(Talk).from_statement(text("SELECT * FROM talk"))).all(),
    "driver sql": lambda s, p: s.connection().exec_driver_sql("SELECT * FROM talk"),
    "core insert": lambda s, p: s.execute(insert(Talk.__table__).values(club_id=p.other_club.id, title="x")),
    "orm insert": lambda s, p: s.execute(insert(Talk).values(club_id=p.other_club.id, title="x")),
    "bulk insert": lambda s, p: s.execute(insert(Talk), [{"club_id": p.other_club.id, "title": "x"}]),
    "insert from select": lambda s, p: s.execute(insert(Talk).from_select(["title"], select(Talk.title))),
    "bulk update by key": lambda s, p: s.execute(update(Talk), [{"id": p.foreign_talk.id, "title": "x"}]),
    "core update": lambda s, p: s.execute(update(Talk.__table__).values(title="x")),
    "core delete": lambda s, p: s.execute(delete(Talk.__table__)),
    "a row of another club": lambda s, p: _added(s, Department(club_id=p.other_club.id, name="x")),
    "a row of another firm": lambda s, p: _added(s, Department(firm_id=p.competitor.id, name="x")),
    "a moved row": lambda s, p: _moved(s, p),
    "bulk_save_objects": lambda s, p: s.bulk_save_objects([Department(firm_id=p.competitor.id, name="x")]),
    "bulk_insert_mappings": lambda s, p: s.bulk_insert_mappings(Department, [{"name": "x"}]),  # type: ignore[arg-type]
    "a nested scope": lambda s, p: inside(Scope(p.other_club.id)).__enter__(),
}


def _added(work: Session, row: Any) -> None:
    work.add(row)
    work.flush()


def _moved(work: Session, place: Place) -> None:
    department = work.scalars(select(Department)).one()
    department.firm_id = place.competitor.id
    work.flush()


@pytest.mark.parametrize("name", REFUSED)
def test_what_passes_the_wall_by_is_refused(work: Session, place: Place, name: str) -> None:
    with pytest.raises(WallError):
        REFUSED[name](work, place)


def test_a_foreign_row_is_not_got_by_its_key(work: Session, place: Place) -> None:
    assert work.get(Talk, place.foreign_talk.id) is None
    assert work.get(Department, place.foreign_department.id) is None
    assert work.get(Invoice, place.foreign_invoice.id) is None


def test_updates_and_deletes_by_condition_stay_inside(work: Session, place: Place) -> None:
    assert work.execute(update(Talk).values(place="moved")).rowcount == 2  # type: ignore[attr-defined]
    assert work.execute(delete(Department)).rowcount == 1  # type: ignore[attr-defined]


def test_merging_a_foreign_row_changes_nothing(work: Session, place: Place) -> None:
    with pytest.raises(Exception, match=r"elsewhere|UNIQUE|duplicate|NOT NULL|null value|row-level"):
        work.merge(Department(id=place.foreign_department.id, name="taken over"))
        work.flush()


def test_refreshing_a_foreign_row_finds_nothing(work: Session, place: Place) -> None:
    strayed = Department(id=place.foreign_department.id, club_id=place.club.id, firm_id=place.firm.id, name="x")
    work.add(strayed)
    with pytest.raises(Exception, match=r"UNIQUE|duplicate|Could not refresh"):
        work.flush()


def test_a_reference_to_another_tenants_row_is_refused_by_the_database(work: Session, place: Place) -> None:
    member = Membership(
        person_id=1, role="staff", name="x", joined_at=clock.now(), department_id=place.foreign_department.id
    )
    work.add(member)
    with pytest.raises(DBAPIError):
        work.flush()


def test_the_scope_may_not_change_under_a_session(place: Place) -> None:
    with inside(place.scope):
        session().scalars(select(Talk)).all()
    with inside(Scope(place.other_club.id)), pytest.raises(WallError):
        session().scalars(select(Talk)).all()
    db.session.remove()


def test_the_reading_connection_cannot_write(place: Place) -> None:
    renamed = update(Club).values(name_en="x").execution_options(installation=True)
    with inside(place.scope), current_app.extensions["reader"].connect() as connection, pytest.raises(DBAPIError):
        connection.execute(renamed)
