"""Paying at the provider, against a double that speaks HTTP and signs its notices."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import stripe
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, links
from club.core.audit import ClubEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.dues.checkout_actions import set_keys
from club.dues.models import CheckoutIntent, Invoice, InvoiceStatus, Payment, ProviderEvent, ProviderKeys
from club.firms.models import Firm, FirmStatus
from club.policy import ClubRole
from tests.client import HouseClient
from tests.doubles.stripe import Double, running
from tests.makers import a_club, a_person, a_plan, a_role, an_admitted_firm, an_invoice, as_desk, sign_in

HOOK = "/crown/hooks/stripe"


@pytest.fixture
def double(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    made = Double()
    with running(made) as address:
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], stripe_api_base=address))
        yield made


@pytest.fixture
def club(app: Flask, double: Double) -> Club:
    made = a_club("crown")
    with as_desk(made):
        set_keys(secret_key="sk_test_club", webhook_secret=double.secret, at=clock.now())
    return made


@pytest.fixture
def firm(club: Club) -> Firm:
    return an_admitted_firm(club, "Lantern", case_ref="case-l")


@pytest.fixture
def invoice(club: Club, firm: Firm) -> Invoice:
    return an_invoice(club, a_plan(club), firm)


@pytest.fixture
def token(club: Club, invoice: Invoice) -> str:
    with as_desk(club):
        return links.token_of(links.make("status", "case-l", days=30, club_id=club.id).ref)


def begin(client: HouseClient, token: str) -> str:
    """Press "Pay by card"; the name of the Checkout that it led to."""
    answer = client.submit(f"/crown/apply/{token}/invoice", to=f"/crown/apply/{token}/pay")
    assert answer.status_code == 303, answer.text
    return answer.location.rpartition("/")[2]


def notify(client: HouseClient, double: Double, event: dict[str, Any], **signing: Any) -> int:
    body, signature = double.signed(event, **signing)
    headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
    return client.post(HOOK, data=body, headers=headers).status_code


def state(club: Club, invoice: Invoice) -> tuple[InvoiceStatus, FirmStatus, int]:
    with as_desk(club):
        return (
            session().get_one(Invoice, invoice.id).status,
            session().get_one(Firm, invoice.firm_id).status,
            len(session().scalars(select(Payment)).all()),
        )


UNPAID = (InvoiceStatus.OPEN, FirmStatus.APPROVED_UNPAID, 0)
PAID = (InvoiceStatus.PAID, FirmStatus.ACTIVE, 1)


def test_a_checkout_pays_the_invoice_and_opens_the_firm(client, double, club, invoice, token) -> None:
    checkout = double.sessions[begin(client, token)]
    assert (checkout["amount_total"], checkout["currency"]) == (12_800_00, "cny")
    assert checkout["success_url"] == f"http://127.0.0.1:8000/crown/apply/{token}/invoice?checkout=done"
    assert state(club, invoice) == UNPAID
    double.pay(checkout["id"])
    assert notify(client, double, double.event("checkout.session.completed", checkout)) == 200
    assert state(club, invoice) == PAID
    assert finish_all() > 0
    assert "is paid" in client.get(f"/crown/apply/{token}/invoice").text


def test_pressing_twice_leads_to_one_checkout(client, double, club, invoice, token) -> None:
    assert begin(client, token) == begin(client, token)
    with as_desk(club):
        assert len(session().scalars(select(CheckoutIntent)).all()) == 1


def test_a_notice_is_taken_in_once(client, double, club, invoice, token) -> None:
    checkout = double.pay(begin(client, token))
    event = double.event("checkout.session.completed", checkout)
    assert [notify(client, double, event) for _ in range(3)] == [200, 200, 200]
    assert notify(client, double, double.event("checkout.session.completed", checkout)) == 200
    assert state(club, invoice) == PAID
    with as_desk(club):
        assert len(session().scalars(select(ProviderEvent)).all()) == 2


def test_notices_may_come_in_any_order(client, double, club, invoice, token) -> None:
    name = begin(client, token)
    unpaid = double.event("checkout.session.completed", double.sessions[name])
    paid = double.event("checkout.session.async_payment_succeeded", double.pay(name))
    assert [notify(client, double, event) for event in (paid, unpaid)] == [200, 200]
    assert state(club, invoice) == PAID


def test_an_unpaid_or_foreign_notice_changes_nothing(client, double, club, invoice, token) -> None:
    name = begin(client, token)
    assert notify(client, double, double.event("checkout.session.completed", double.sessions[name])) == 200
    assert notify(client, double, double.event("checkout.session.expired", double.sessions[name])) == 200
    double.sessions[name]["client_reference_id"] = "a" * 16
    assert notify(client, double, double.event("checkout.session.completed", double.pay(name))) == 200
    assert state(club, invoice) == UNPAID


@pytest.mark.parametrize("changed", [{"amount_total": 1}, {"currency": "usd"}, {"id": "cs_test_other"}])
def test_money_that_does_not_settle_is_set_aside_for_the_treasurer(
    client, double, club, invoice, token, changed: dict[str, Any]
) -> None:
    checkout = {**double.pay(begin(client, token)), **changed}
    assert notify(client, double, double.event("checkout.session.completed", checkout)) == 200
    assert state(club, invoice) == UNPAID
    with as_desk(club):
        told = session().scalars(select(ClubEvent).where(ClubEvent.did == "payment.unmatched")).all()
    assert len(told) == 1


@pytest.mark.parametrize("signing", [{"secret": "whsec_forged"}, {"at": int(time.time()) - 3600}])
def test_a_forged_or_stale_notice_is_refused(client, double, club, invoice, token, signing: dict[str, Any]) -> None:
    event = double.event("checkout.session.completed", double.pay(begin(client, token)))
    assert notify(client, double, event, **signing) == 400
    assert client.post(HOOK, data=b"{}").status_code == 400
    assert client.post(HOOK, data=b"\xff", headers={"Stripe-Signature": "t=1,v1=é"}).status_code == 400
    assert state(club, invoice) == UNPAID


def test_a_club_without_keys_hears_no_notices_and_offers_no_checkout(client, app, double, club, invoice, token) -> None:
    other = a_club("harbour")
    event = double.event("checkout.session.completed", double.pay(begin(client, token)))
    body, signature = double.signed(event)
    hook = f"/{other.slug}/hooks/stripe"
    assert client.post(hook, data=body, headers={"Stripe-Signature": signature}).status_code == 404
    assert state(club, invoice) == UNPAID


@pytest.mark.slow
def test_a_provider_that_is_down_charges_nothing_and_the_payer_may_try_again(
    client, double, club, invoice, token
) -> None:
    double.is_down = True
    answer = client.submit(f"/crown/apply/{token}/invoice", to=f"/crown/apply/{token}/pay", follow_redirects=False)
    assert answer.location.endswith(f"/crown/apply/{token}/invoice")
    assert "Nothing was charged" in client.get(f"/crown/apply/{token}/invoice").text
    double.is_down = False
    assert begin(client, token) in double.sessions


def test_the_double_refuses_what_stripe_does_not_know(double: Double) -> None:
    with running(double) as address:
        sessions = stripe.StripeClient("sk_test_x", base_addresses={"api": address}).v1.checkout.sessions
        with pytest.raises(stripe.InvalidRequestError, match="sucess_url"):
            sessions.create({"mode": "payment", "sucess_url": "x", "line_items": []})  # type: ignore[typeddict-unknown-key]
        strangers = stripe.StripeClient("bad", base_addresses={"api": address}).v1.checkout.sessions
        with pytest.raises(stripe.AuthenticationError):
            strangers.create({"mode": "payment"})


def test_keys_are_sealed_and_never_shown(client, app) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.ADMINISTRATOR)
    sign_in(client, person)
    wrong = client.submit("/crown/settings/payments", {"secret_key": "pk_test_1", "webhook_secret": "x"})
    assert wrong.status_code == 422
    good = {"secret_key": "sk_test_club_1", "webhook_secret": "whsec_club_1"}
    assert client.submit("/crown/settings/payments", good).status_code == 303
    shown = client.get("/crown/settings/payments").text
    assert "sk_test_club_1" not in shown
    assert "http://127.0.0.1:8000/crown/hooks/stripe" in shown
    with as_desk(club):
        assert "sk_test" not in session().scalars(select(ProviderKeys.secret_key)).one()
    assert client.submit("/crown/settings/payments", to="/crown/settings/payments/remove").status_code == 303
    with as_desk(club):
        assert session().scalars(select(ProviderKeys)).all() == []
