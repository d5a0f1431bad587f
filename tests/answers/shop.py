"""A firm with a catalogue in force, its lead and its agents."""

from typing import Any

from club.documents.kinds.answers.body import Answers, Ask, Variant
from club.documents.models import Document
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_catalogue, an_answer
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, sign_in

ORDER = Ask(key="ask-order", name="order", label="Order number", type="text", example="2026-1")


def the_catalogue() -> Answers:
    short = Variant(key="short", when="Shorter", text="We pay.")
    return a_catalogue(
        an_answer("freight", title="退货运费谁出", code="th2", wordings=("退货包运费吗",), variants=(short,)),
        an_answer("where", title="快递到哪了", code="wl1", text="Order {order} is on its way."),
        an_answer("fake", title="怀疑是假货", code="mg1", sensitive=True, escalate="To the lead in 5 minutes."),
        asks=(ORDER,),
    )


class Shop:
    """Who works in a firm with a catalogue; `at` are its answers."""

    def __init__(self, client: HouseClient, slug: str = "mill", *, catalogue: Answers | None = None) -> None:
        self.client = client
        self.club = a_club(f"crown-{slug}")
        self.firm = a_firm(self.club, slug)
        self.document: Document = a_document(self.firm, catalogue or the_catalogue(), "answers")
        self.at = f"/crown-{slug}/firms/{slug}/answers"
        self.lead, self.agent, self.other = (a_person(f"{name}@{slug}.example") for name in ("lead", "one", "two"))
        for person, role in ((self.lead, FirmRole.LEAD), (self.agent, FirmRole.STAFF), (self.other, FirmRole.STAFF)):
            a_membership(self.firm, role, person, name=f"{person.email}")

    def sees(self, person: Any) -> "Shop":
        """Go on as somebody."""
        sign_in(self.client, person)
        return self
