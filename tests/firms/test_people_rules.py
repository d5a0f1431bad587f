"""Seats, and who decides about whom."""

from club.firms.people_rules import Seats, grantable, keeps_an_owner, may_come_in, may_invite, may_touch
from club.policy import FirmRole


def test_invitations_keep_seats() -> None:
    assert may_invite(Seats(members=2, invited=1, paid_for=4)) is None
    assert may_invite(Seats(members=2, invited=2, paid_for=4)) is not None
    assert may_invite(Seats(members=5, invited=0, paid_for=4)) is not None
    assert Seats(members=5, invited=0, paid_for=4).free == 0


def test_a_plan_without_a_number_limits_nothing() -> None:
    assert Seats(members=90, invited=9, paid_for=0).free is None
    assert may_invite(Seats(members=90, invited=9, paid_for=0)) is None
    assert may_come_in(Seats(members=90, invited=9, paid_for=0)) is None


def test_whoever_was_invited_finds_the_seat_kept() -> None:
    assert may_come_in(Seats(members=3, invited=1, paid_for=4)) is None
    assert may_come_in(Seats(members=4, invited=1, paid_for=4)) is not None


def test_only_owners_decide_about_offices() -> None:
    assert set(grantable(FirmRole.OWNER)) == set(FirmRole)
    assert set(grantable(FirmRole.PEOPLE_OFFICE)) == {FirmRole.LEAD, FirmRole.STAFF, FirmRole.ACCOUNTANT}
    assert may_touch(FirmRole.PEOPLE_OFFICE, FirmRole.OWNER) is not None
    assert may_touch(FirmRole.PEOPLE_OFFICE, FirmRole.STAFF) is None


def test_a_firm_keeps_an_owner() -> None:
    assert keeps_an_owner(owners=1, was=FirmRole.OWNER, becomes=FirmRole.STAFF) is not None
    assert keeps_an_owner(owners=1, was=FirmRole.OWNER, becomes=None) is not None
    assert keeps_an_owner(owners=1, was=FirmRole.OWNER, becomes=FirmRole.OWNER) is None
    assert keeps_an_owner(owners=2, was=FirmRole.OWNER, becomes=None) is None
    assert keeps_an_owner(owners=1, was=FirmRole.LEAD, becomes=None) is None
