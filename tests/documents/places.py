"""A firm whose owner is signed in, and a ladder."""

from typing import Any

from club.core.db import read
from club.documents.queries import DRAFT
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.makers import (
    a_club,
    a_document,
    a_firm,
    a_membership,
    a_person,
    as_firm,
    sign_in,
)

STAGE = {"track": "trunk", "title": "Entry", "aim": "Learn the trade", "months": "1"}


class Place:
    """A club with a firm whose owner is signed in, and a ladder."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER, *, ladder: Any = None) -> None:
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill")
        self.person = a_person()
        self.member = a_membership(self.firm, role, self.person, name="Lin Yue")
        self.ladder = ladder or a_ladder()
        self.document = a_document(self.firm, self.ladder)
        self.client = client
        self.shelf = "/crown/firms/mill/ladders"
        self.at = f"{self.shelf}/{self.document.ref}"
        sign_in(client, self.person)

    def draft(self) -> dict[str, Any]:
        with as_firm(self.firm):
            return dict(read(DRAFT, ref=self.document.ref).one().body)

    def save(self, key: str, fields: dict[str, str], **kwargs: Any) -> Any:
        path = f"{self.at}/edit/item?key={key}"
        return self.client.submit(path, {**STAGE, **fields}, **kwargs)


def member_of(place: Place, role: FirmRole) -> Any:
    person = a_person()
    a_membership(place.firm, role, person)
    return person
