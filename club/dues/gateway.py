"""The only door to the payment provider: a Checkout is started, a signed notice is read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import current_app

from club.core import logs
from club.core.db import session
from club.core.secrets import unseal
from club.dues.models import CheckoutIntent, ProviderKeys
from config import Settings

if TYPE_CHECKING:
    from stripe import StripeClient

SECONDS_TO_WAIT = 10
RETRIES = 2
STALE_SECONDS = 300
"""A notice signed longer ago is refused: it may be a recording."""

LOCALES = {"en": "en", "zh": "zh"}


class ProviderAway(RuntimeError):  # noqa: N818
    """The provider did not answer, or refused; nothing was charged."""


class ForgedNotice(ValueError):  # noqa: N818
    """A notice without a good, fresh signature of this club."""


@dataclass(frozen=True)
class Order:
    """What the payer sees at the provider: what for, how much, and where it leads back."""

    title: str
    amount_minor: int
    currency: str
    email: str
    lang: str
    back: str


@dataclass(frozen=True)
class Notice:
    """What the provider tells of a Checkout."""

    event: str
    kind: str
    session: str = ""
    intent: str = ""
    is_paid: bool = False
    amount_minor: int = 0
    currency: str = ""
    payment: str = ""


def start(intent: CheckoutIntent, order: Order, keys: ProviderKeys) -> str:
    """Where the payer pays. Commits the intent, calls the provider under the intent's ref, commits the result.

    The one place where a request commits before its end: a charge without a row must not be possible.
    """
    work = session()
    work.commit()
    made = _create(intent.ref, order, unseal(keys.secret_key))
    intent.provider_session, intent.address = made.id, made.url
    work.commit()
    return intent.address


def read_notice(payload: bytes, signature: str, keys: ProviderKeys) -> Notice:
    """The notice in a request's body; ForgedNotice unless the club's webhook secret signed it just now."""
    import stripe

    try:
        event = stripe.Webhook.construct_event(payload, signature, unseal(keys.webhook_secret), tolerance=STALE_SECONDS)
        facts = event.to_dict()
        return _notice(facts)
    except (ValueError, KeyError, TypeError, AttributeError, stripe.SignatureVerificationError) as error:
        raise ForgedNotice(type(error).__name__) from error


def _notice(facts: dict[str, Any]) -> Notice:
    told = facts["data"]["object"]
    if told.get("object") != "checkout.session":
        return Notice(event=facts["id"], kind=facts["type"])
    return Notice(
        event=facts["id"],
        kind=facts["type"],
        session=told["id"],
        intent=told.get("client_reference_id") or "",
        is_paid=told.get("payment_status") == "paid",
        amount_minor=told.get("amount_total") or 0,
        currency=(told.get("currency") or "").upper(),
        payment=told.get("payment_intent") or told["id"],
    )


def _create(key: str, order: Order, secret_key: str) -> Any:
    import stripe

    params: dict[str, Any] = {
        "mode": "payment",
        "client_reference_id": key,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.currency.lower(),
                    "unit_amount": order.amount_minor,
                    "product_data": {"name": order.title},
                },
            }
        ],
        "locale": LOCALES.get(order.lang, "auto"),
        "success_url": f"{order.back}?checkout=done",
        "cancel_url": order.back,
    }
    if order.email:
        params["customer_email"] = order.email
    try:
        return _client(secret_key).v1.checkout.sessions.create(params, {"idempotency_key": key})  # type: ignore[arg-type]
    except stripe.StripeError as error:
        logs.warning("checkout.failed", intent=key, error=type(error).__name__, code=error.code)
        raise ProviderAway(type(error).__name__) from error


def _client(secret_key: str) -> "StripeClient":
    import stripe

    settings: Settings = current_app.extensions["settings"]
    return stripe.StripeClient(
        secret_key,
        base_addresses={"api": settings.stripe_api_base},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=SECONDS_TO_WAIT),
    )
