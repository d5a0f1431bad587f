"""The notice that a firm gives its staff: the club's text of one version with the firm's contact and term of one."""

from dataclasses import dataclass
from typing import Any

from club.clubs.models import NoticeKind
from club.clubs.queries import NOTICES
from club.clubs.staff_notice import KEPT_MONTHS, contact_of, filled
from club.clubs.views import body_of
from club.core import clock
from club.core.db import read
from club.firms.queries import STAFF_NOTICES


@dataclass(frozen=True)
class Notice:
    """What staff read; `own` is None while the firm has set nothing."""

    text: Any
    own: Any
    firm_name: str

    @property
    def version(self) -> str:
        """Both versions as one name: the text's, then the firm's (0: nothing set)."""
        return f"{self.text.number}.{self.own.number if self.own else 0}"

    @property
    def in_force_at(self) -> Any:
        """Since when the two stand together."""
        return max(self.text.in_force_at, self.own.in_force_at) if self.own else self.text.in_force_at

    @property
    def body(self) -> str:
        """The whole notice as HTML, in the reader's language."""
        contact = self.own.contact if self.own else contact_of(self.firm_name)
        return filled(body_of(self.text), contact=contact, months=self.own.kept_months if self.own else KEPT_MONTHS)


class Notices:
    """Every version of both halves, read once. Inside the firm only."""

    def __init__(self, firm_name: str) -> None:
        self.firm_name = firm_name
        self.texts = [row for row in read(NOTICES, now=clock.now()) if row.kind is NoticeKind.STAFF]
        self.own = read(STAFF_NOTICES).all()

    def in_force(self) -> Notice | None:
        """What this firm's staff are told now; None where the club has published no text."""
        return Notice(self.texts[0], self.own[0] if self.own else None, self.firm_name) if self.texts else None

    def of_version(self, text: int, own: int) -> Notice | None:
        """The notice by the numbers of its two halves, also where newer ones are in force."""
        found = next((one for one in self.texts if one.number == text), None)
        half = next((one for one in self.own if one.number == own), None)
        if found is None or (half is None and own):
            return None
        return Notice(found, half, self.firm_name)

    def read_by(self, notice_id: int | None, own_id: int | None) -> Notice | None:
        """The notice that somebody read on coming in."""
        text = next((one for one in self.texts if one.id == notice_id), None)
        half = next((one for one in self.own if one.id == own_id), None)
        return Notice(text, half, self.firm_name) if text else None
