"""What a firm is told about its dues."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from club.core.messages import Event
from club.core.money import Money


@dataclass(frozen=True, kw_only=True)
class Owes(Event):
    """To the contact of an admitted firm: the invoice, its sum and its day."""

    pages: ClassVar[str] = "dues/owes"
    firm_name: str
    number: str
    amount: Money
    due_on: date
    bank_details: str


@dataclass(frozen=True, kw_only=True)
class PaymentReceived(Event):
    """To the contact of a firm: the money came."""

    pages: ClassVar[str] = "dues/received"
    firm_name: str
    number: str
    amount: Money
    received_on: date
