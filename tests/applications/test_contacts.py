"""One field takes a mail address or a telephone number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.applications.contact_fields import Contact, parse_contact
from club.core.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        ("Owner@Cedar.example", Contact(email="owner@cedar.example")),
        (" owner＠cedar.example ", Contact(email="owner@cedar.example")),
        ("138 0013 8000", Contact(phone="+8613800138000")),
        ("１３８００１３８０００", Contact(phone="+8613800138000")),
        ("+86 138-0013-8000", Contact(phone="+8613800138000")),
        ("008613800138000", Contact(phone="+8613800138000")),
        ("0571 5550 1230", Contact(phone="+8657155501230")),
        ("+1 (212) 555-0123", Contact(phone="+12125550123")),
    ],
)
def test_a_contact_is_read_however_it_is_typed(typed, contact):
    assert parse_contact(typed) == contact
    assert str(parse_contact(typed)) == (contact.email or contact.phone)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("owner@", "bad_email"),
        ("a@b@c", "bad_email"),
        ("12345", "no_contact"),
        ("wechat: cedar", "no_contact"),
        ("9" * 5000, "no_contact"),
        ("owner@cedar.example\r\nBcc: all@cedar.example", "bad_email"),
    ],
)
def test_what_reaches_nobody_is_refused(typed, code):
    refusal = parse_contact(typed)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


@pytest.mark.slow
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(typed):
    assert isinstance(parse_contact(typed), Contact | Refusal)
