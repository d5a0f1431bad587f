"""Who may ask whom in a firm, and what names an audience."""

import pytest

from club.firms.audience_rules import Aim, Audience, may_ask
from club.policy import FirmRole


def may(role: FirmRole, audience: Audience, *, is_own: bool) -> bool:
    return may_ask(role=role, audience=audience, is_own=is_own) is None


@pytest.mark.parametrize("audience", Audience)
def test_an_owner_asks_all_a_lead_the_own_people(audience: Audience) -> None:
    own = {Audience.DEPARTMENT, Audience.PEOPLE}
    assert may(FirmRole.OWNER, audience, is_own=False)
    assert may(FirmRole.PEOPLE_OFFICE, audience, is_own=False)
    assert may(FirmRole.LEAD, audience, is_own=True) == (audience in own)
    assert not may(FirmRole.LEAD, audience, is_own=False)
    assert not may(FirmRole.STAFF, audience, is_own=True)


def test_an_audience_has_one_name() -> None:
    assert Aim(Audience.EVERYBODY).value == "everybody"
    assert Aim(Audience.DEPARTMENT, "abc", "Service").value == "department:abc"
    assert Aim(Audience.ROLE, FirmRole.LEAD).value == "role:lead"
