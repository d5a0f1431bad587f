"""What identifies an account, what its password may be, who may open it anew."""

import pytest

from club.people import rules
from club.people.labels import ROLE_NOTES, ROLES
from club.people.rules import Identifier, Kind
from club.people.second_factor import new_codes
from club.people.staff_rules import keeps_an_administrator
from club.policy import ClubRole, FirmRole


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Lin@Firm.example ", "lin@firm.example"),
        ("ｌｉｎ＠firm.example", "lin@firm.example"),
        ("lin@", None),
        ("", None),
        ("a b@firm.example", None),
    ],
)
def test_a_mail_address_is_kept_in_lower_case(typed, kept) -> None:
    assert rules.mail_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000 0000", "+8613800000000"),
        ("１３８００００００００", "+8613800000000"),
        ("0086-138-0000-0000", "+8613800000000"),
        ("+49 30 123456", "+4930123456"),
        ("12", None),
        ("+" + "1" * 20, None),
    ],
)
def test_a_telephone_number_is_kept_with_its_country(typed, kept) -> None:
    assert rules.phone_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "in_firm", "known"),
    [
        ("lin@firm.example", False, Identifier(Kind.EMAIL, "lin@firm.example")),
        ("lin@firm.example", True, Identifier(Kind.EMAIL, "lin@firm.example")),
        ("13800000000", False, Identifier(Kind.PHONE, "+8613800000000")),
        ("13800000000", True, Identifier(Kind.STAFF_NUMBER, "13800000000")),
        ("a17", True, Identifier(Kind.STAFF_NUMBER, "A17")),
        ("a17", False, None),
        ("x" * 41, True, None),
        ("@", True, None),
    ],
)
def test_what_was_typed_is_known_by_its_shape(typed, in_firm, known) -> None:
    assert rules.identifier(typed, in_firm=in_firm) == known


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("seven grey herons", None),
        ("golden-crown-demo", None),
        ("ninechars", "too_short"),
        ("x" * 201, "too_long"),
        ("aaaaaaaaaaaa", "too_plain"),
        ("abcabcabcabc", "too_plain"),
        ("1234567890", "too_plain"),
        ("１２３４５６７８９０", "too_plain"),
        ("ｌｉｎ＠ｆｉｒｍ．ｅｘａｍｐｌｅ", "too_plain"),
        ("abcdefghijkl", "too_plain"),
        ("LIN@firm.example", "too_plain"),
    ],
)
def test_a_password_is_long_and_not_plain(password, code) -> None:
    fault = rules.password_fault(password, "lin@firm.example", None)
    assert (fault.code if fault else None) == code


def test_an_account_of_one_firm_opens_no_other_door() -> None:
    assert rules.may_join(home_firm_id=None, firm_id=2) is None
    assert rules.may_join(home_firm_id=2, firm_id=2) is None
    assert rules.may_join(home_firm_id=1, firm_id=2) is not None
    assert rules.may_join(home_firm_id=1, firm_id=None) is not None


def test_a_firm_resets_only_what_is_its_own() -> None:
    assert rules.may_reset(home_firm_id=1, firm_id=1) is None
    assert rules.may_reset(home_firm_id=None, firm_id=1) is not None
    assert rules.may_reset(home_firm_id=2, firm_id=1) is not None


def test_somebody_always_administers_the_club() -> None:
    had, without = {ClubRole.ADMINISTRATOR, ClubRole.EDITOR}, {ClubRole.EDITOR}
    assert keeps_an_administrator(administrators=1, had=had, has=without) is not None
    assert keeps_an_administrator(administrators=2, had=had, has=without) is None
    assert keeps_an_administrator(administrators=1, had=without, has=set()) is None


def test_every_role_has_its_words() -> None:
    assert set(ROLES) == set(ROLE_NOTES) == {*ClubRole, *FirmRole}


def test_recovery_codes_differ_and_can_be_read_aloud() -> None:
    codes = new_codes()
    assert len(set(codes)) == 10
    assert all(len(code) == 14 and not set(code) & set("0o1il") for code in codes)
