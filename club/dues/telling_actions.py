"""Telling a firm's contact about its dues, under the case that the contact follows."""

from club.clubs.models import Club
from club.core import links
from club.core.addresses import absolute
from club.core.messages import Event, Recipient, send
from club.core.money import Money
from club.dues.letters import Owes, PaymentReceived
from club.dues.models import Invoice, Payment
from club.firms.actions import record_of
from club.firms.models import Firm, FirmRecord

STATUS = "status"
"""The purpose of an applicant's private link; its subject is the application's ref."""


def tell_owes(invoice: Invoice, firm: Firm, club: Club) -> None:
    """The invoice goes to the firm's contact, with the page where it can be printed and paid."""
    record = record_of(firm.id)
    letter = Owes(
        club_name=club.name_in(firm.lang),
        link=_page_of(firm, record, invoice, club),
        firm_name=firm.name,
        number=invoice.number,
        amount=Money(invoice.amount_minor, invoice.currency),
        due_on=invoice.due_on,
        bank_details=club.bank_details,
    )
    _tell(letter, firm, record)


def tell_received(invoice: Invoice, payment: Payment, firm: Firm, club: Club) -> None:
    """A receipt goes to the firm's contact."""
    record = record_of(firm.id)
    letter = PaymentReceived(
        club_name=club.name_in(firm.lang),
        link=_page_of(firm, record, invoice, club),
        firm_name=firm.name,
        number=invoice.number,
        amount=Money(payment.amount_minor, payment.currency),
        received_on=payment.received_on,
    )
    _tell(letter, firm, record)


def _tell(letter: Event, firm: Firm, record: FirmRecord) -> None:
    send(letter, Recipient(lang=firm.lang, email=record.contact_email, subject_ref=record.case_ref))


def _page_of(firm: Firm, record: FirmRecord, invoice: Invoice, club: Club) -> str:
    """By the applicant’s link while it is open, else inside the firm."""
    token = links.token_for(STATUS, record.case_ref, club.id) if record.case_ref else None
    return absolute("dues.follow", token=token) if token else _in_firm(firm, invoice)


def _in_firm(firm: Firm, invoice: Invoice) -> str:
    return absolute("dues.of_firm_one", firm=firm.slug, ref=invoice.ref)
