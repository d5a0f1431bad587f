"""The treasurer's pages: who owes what, one invoice, a bank transfer."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, i18n
from club.core.db import read
from club.core.money import Money
from club.core.refusals import Refused
from club.dues.actions import invoice_to_settle, record_transfer
from club.dues.forms import TransferForm
from club.dues.models import InvoiceStatus
from club.dues.queries import HISTORY, LISTS, ONE, PAGE, SUMS, Filter, Sum, filtered
from club.dues.views.blueprint import blueprint, today_here
from club.policy import Can, needs

LAST_PAGE = 10_000
DEFAULT_SORT = "due"


@blueprint.get("/dues")
@needs(Can.DUES_MANAGE)
def index() -> ResponseReturnValue:
    """Who owes what."""
    sums = _sums()
    state = _chosen_state(sums)
    sort, descending = _chosen_sort()
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(LISTS[sort, descending], offset=(page - 1) * PAGE, **filtered(state, today_here())).all()
    return render_template(
        "dues/index.html",
        invoices=rows[:PAGE],
        state=state,
        sums=sums,
        sort=f"-{sort}" if descending else sort,
        sorts={name: _head(name, state, is_sorted=name == sort, descending=descending) for name, _down in LISTS},
        page=page,
        has_next=len(rows) > PAGE,
    )


@blueprint.get("/dues/<ref:ref>")
@needs(Can.DUES_MANAGE)
def show(ref: str) -> ResponseReturnValue:
    """One invoice: to print, and to record its payment."""
    invoice = _one(ref)
    return _invoice_page(invoice, TransferForm(currency=invoice.currency, today=today_here()))


@blueprint.post("/dues/<ref:ref>/transfer")
@needs(Can.DUES_MANAGE)
def transfer(ref: str) -> ResponseReturnValue:
    """Record money that came by bank."""
    invoice = _one(ref)
    typed = TransferForm(currency=invoice.currency, today=today_here())
    if not typed.validate_on_submit() or typed.money is None or not _is_recorded(ref, typed, typed.money):
        return _invoice_page(invoice, typed), 422
    flash(_recorded(invoice, i18n.money(typed.money)), "good")
    return redirect(url_for("dues.show", ref=ref), 303)


def _recorded(invoice: Any, amount: str) -> str:
    """What follows a payment: a firm’s first one opens it and brings its owner in."""
    facts = {"amount": amount, "firm": invoice.firm}
    if invoice.activated_at is None:
        return str(_("%(amount)s recorded. %(firm)s is paid, and its owner’s link is on its way.", **facts))
    return str(_("%(amount)s recorded. %(firm)s is paid; the receipt goes to its contact.", **facts))


def _is_recorded(ref: str, typed: TransferForm, money: Money) -> bool:
    invoice = invoice_to_settle(ref) or abort(404)
    try:
        record_transfer(
            invoice,
            amount=money.amount_minor,
            currency=money.currency,
            reference=typed.reference.data,
            received_on=typed.received_on.data,
            by=g.who.person_id,
            at=clock.now(),
        )
    except Refused as refused:
        typed.refuse(refused.refusal)
        return False
    return True


def _one(ref: str) -> Any:
    return read(ONE, ref=ref).first() or abort(404)


def _invoice_page(invoice: Any, form: TransferForm) -> str:
    return render_template(
        "dues/show.html",
        invoice=invoice,
        form=form,
        is_open=invoice.status is InvoiceStatus.OPEN,
        history=read(HISTORY, ref=invoice.ref).all(),
    )


def _sums() -> dict[Filter, list[Sum]]:
    found: dict[Filter, list[Sum]] = {state: [] for state in Filter}
    for row in read(SUMS, today=today_here()):
        if row.state in set(Filter):
            found[Filter(row.state)].append(Sum(row.invoices, int(row.amount_minor), row.currency))
    return found


def _chosen_state(sums: dict[Filter, list[Sum]]) -> Filter:
    """The filter in the address; else what is late, where anything is."""
    wish = request.args.get("state", "")
    if wish in set(Filter):
        return Filter(wish)
    return Filter.OVERDUE if sums[Filter.OVERDUE] else Filter.OPEN


def _head(name: str, state: Filter, *, is_sorted: bool, descending: bool) -> dict[str, str]:
    """A column's head: where it leads, and which way it is sorted now; a second press turns it round."""
    wish = f"-{name}" if is_sorted and not descending else name
    way = ("descending" if descending else "ascending") if is_sorted else ""
    return {"href": url_for("dues.index", state=state.value, sort=wish), "way": way}


def _chosen_sort() -> tuple[str, bool]:
    wish = request.args.get("sort", DEFAULT_SORT)
    name = wish.removeprefix("-")
    return (name, wish.startswith("-")) if (name, False) in LISTS else (DEFAULT_SORT, False)
