"""A double of Stripe over HTTP: Checkouts, their hosted page, signed webhooks. `python -m tests.doubles.stripe`."""

import argparse
import json
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any

import stripe
from flask import Flask, Response, jsonify, redirect, request
from werkzeug.serving import make_server

from tests.doubles.stripe_types import InvalidRequestError, checked, shaped

POLL = 0.02  # seconds until a server that is told to stop has heard of it
DECLINED = "4000000000000002"
DAY = 24 * 3600
PAGE = (
    "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"
    "<title>{t}</title><main><h1>{t}</h1>{b}</main>"
)


@dataclass
class Double:
    """What this Stripe knows: Checkouts by id, answers by idempotency key, and where its webhooks go."""

    hook: str = ""
    secret: str = "whsec_double"
    is_down: bool = False
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    answered: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    sent: list[tuple[str, int]] = field(default_factory=list)

    def open_checkout(self, typed: dict[str, Any], host: str) -> dict[str, Any]:
        """A Checkout to pay once; amounts as the request names them."""
        if typed.get("mode") != "payment":
            raise InvalidRequestError("Invalid mode: this double takes single payments", "mode")
        prices = [(line["price_data"], int(line.get("quantity", 1))) for line in typed.pop("line_items")]
        currencies = {price["currency"] for price, _ in prices}
        if len(currencies) != 1:
            raise InvalidRequestError("All line items must use the same currency", "line_items")
        total = sum(int(price["unit_amount"]) * quantity for price, quantity in prices)
        name, now = "cs_test_" + secrets.token_hex(12), int(time.time())
        made = shaped(
            {
                "object": "checkout.session",
                "id": name,
                "livemode": False,
                "created": now,
                "expires_at": now + DAY,
                "status": "open",
                "payment_status": "unpaid",
                "amount_subtotal": total,
                "amount_total": total,
                "currency": currencies.pop(),
                "url": f"{host}c/pay/{name}",
                "payment_method_types": ["card"],
                "custom_fields": [],
                "shipping_options": [],
                "metadata": {},
                **typed,
            }
        )
        self.sessions[name] = made
        return made

    def pay(self, name: str) -> dict[str, Any]:
        """Take the money of a Checkout and say so by webhook."""
        paid = self.sessions[name]
        if paid["status"] == "open":
            paid.update(
                status="complete", payment_status="paid", url=None, payment_intent="pi_" + secrets.token_hex(12)
            )
            self.deliver(self.event("checkout.session.completed", paid))
        return paid

    def event(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        """An event about a thing as it stands now."""
        return shaped(
            {
                "object": "event",
                "id": "evt_" + secrets.token_hex(12),
                "type": kind,
                "api_version": stripe.api_version,
                "created": int(time.time()),
                "livemode": False,
                "pending_webhooks": 1,
                "data": {"object": json.loads(json.dumps(thing))},
            }
        )

    def signed(self, event: dict[str, Any], *, secret: str = "", at: int | None = None) -> tuple[bytes, str]:
        """The body of a webhook and its signature."""
        body = json.dumps(event)
        return body.encode(), stripe.WebhookSignature.generate_signature_header(
            body, secret or self.secret, timestamp=at
        )

    def deliver(self, event: dict[str, Any]) -> int:
        """Send an event to the hook; the answer's status, 0 where nobody answers."""
        if not self.hook:
            return 0
        body, signature = self.signed(event)
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
        try:
            status = urllib.request.urlopen(urllib.request.Request(self.hook, body, headers), timeout=10).status  # noqa: S310
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        self.sent.append((event["type"], status))
        return status


def make_app(double: Double) -> Flask:
    """The double as a web application."""
    app = Flask("stripe_double")
    _serve_api(app, double)
    _serve_hosted_pages(app, double)
    return app


def _serve_api(app: Flask, double: Double) -> None:
    @app.errorhandler(InvalidRequestError)
    def refuse(error: InvalidRequestError) -> tuple[Response, int]:
        return _error(400, "invalid_request_error", str(error), error.param)

    @app.before_request
    def admit() -> Any:
        if not request.path.startswith("/v1/"):
            return None
        if double.is_down:
            return _error(500, "api_error", "Something went wrong on our end")
        if not request.headers.get("Authorization", "").startswith(("Bearer sk_test_", "Bearer rk_test_")):
            return _error(401, "invalid_request_error", "Invalid API Key provided")
        return _replayed(double)

    @app.post("/v1/checkout/sessions")
    def create() -> Response:
        fields = list(request.form.items(multi=True))
        typed = checked(fields, "checkout._session_create_params", "SessionCreateParams")
        answer = jsonify(double.open_checkout(typed, request.host_url))
        if key := request.headers.get("Idempotency-Key"):
            double.answered[key] = (request.get_data(), answer.get_data())
        return answer


def _serve_hosted_pages(app: Flask, double: Double) -> None:
    @app.get("/c/pay/<name>")
    def hosted(name: str) -> tuple[str, int] | Response:
        checkout = double.sessions.get(name)
        if checkout is None or checkout["status"] != "open":
            return PAGE.format(t="This Checkout is closed", b=""), 404
        return _hosted_page(checkout), 200

    @app.post("/c/pay/<name>")
    def take(name: str) -> Any:
        if request.form["card"].replace(" ", "") == DECLINED:
            return PAGE.format(t="Your card was declined", b="<a href=''>Try again</a>"), 402
        return redirect(double.pay(name)["success_url"], 303)


def _replayed(double: Double) -> Any:
    """The first answer to this idempotency key; other parameters under the same key are an error, as at Stripe."""
    request.get_data()
    kept = double.answered.get(request.headers.get("Idempotency-Key", ""))
    if kept is None:
        return None
    if kept[0] != request.get_data():
        return _error(
            400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters"
        )
    return Response(kept[1], mimetype="application/json", headers={"Idempotent-Replayed": "true"})


def _hosted_page(checkout: dict[str, Any]) -> str:
    form = (
        f"<p>{checkout['amount_total'] / 100:,.2f} {checkout['currency'].upper()}</p>"
        "<form method=post><label>Card <input name=card value='4242 4242 4242 4242'></label>"
        " <button>Pay</button></form>"
        f"<p><a href='{escape(checkout['cancel_url'] or checkout['success_url'])}'>Back</a></p>"
    )
    return PAGE.format(t="Test Checkout", b=form)


def _error(status: int, kind: str, message: str, param: str = "") -> tuple[Response, int]:
    return jsonify(error={"type": kind, "message": message, "param": param or None}), status


@contextmanager
def running(double: Double, port: int = 0) -> Iterator[str]:
    """Serve the double in a thread; its address."""
    server = make_server("127.0.0.1", port, make_app(double), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=[POLL], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    """Serve until interrupted."""
    asked = argparse.ArgumentParser(description="A double of Stripe for one club.")
    asked.add_argument("--port", type=int, default=8010)
    asked.add_argument("--hook", default="http://127.0.0.1:8000/goldcrown/hooks/stripe")
    asked.add_argument("--secret", default="whsec_double")
    wishes = asked.parse_args()
    make_app(Double(hook=wishes.hook, secret=wishes.secret)).run("127.0.0.1", wishes.port, threaded=True)


if __name__ == "__main__":
    main()
