"""Where the payment provider sends its signed notices."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from club.core import clock
from club.dues.checkout_actions import keys_of_club, take_in
from club.dues.gateway import ForgedNotice, read_notice
from club.dues.views.blueprint import blueprint
from club.policy import Can, needs

SIGNATURE = "Stripe-Signature"


@blueprint.post("/hooks/stripe")
@needs(Can.PAYMENT_NOTIFY, as_desk=True)
def stripe_notice() -> ResponseReturnValue:
    """Take in a notice; 200 says that it is safe with us, 400 that it is not the provider's."""
    keys = keys_of_club()
    if keys is None:
        abort(404)
    try:
        notice = read_notice(request.get_data(), request.headers.get(SIGNATURE, ""), keys)
    except ForgedNotice:
        abort(400)
    take_in(notice, at=clock.now())
    return {"received": True}
