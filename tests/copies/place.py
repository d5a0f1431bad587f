"""A firm with an owner, a lead, staff, and texts of several kinds in force."""

import io
import json
from typing import Any

from club.copies.models import Arrival, Copy
from club.core.db import session
from club.core.jobs import finish_all
from club.documents.models import Draft
from club.documents.views.shelves import SHELVES
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, sign_in

SHELF = {kind.name: shelf for shelf, kind in SHELVES.items()}


class Place:
    """A firm, one of its texts, and whoever is signed in."""

    def __init__(self, client: HouseClient, body: Any = None, kind: str = "ladder", role: str = "owner") -> None:
        self.client, self.kind = client, kind
        self.firm = a_firm(a_club("crown"), "mill")
        self.people = {}
        for each in ("owner", "lead", "staff"):
            person = self.people[each] = a_person(f"{each}@mill.example")
            a_membership(self.firm, FirmRole(each), person, name=f"{each} of the mill")
        self.document = a_document(self.firm, body if body is not None else a_ladder(), kind)
        self.shelf = f"/crown/firms/mill/{SHELF[kind]}"
        self.at = f"{self.shelf}/{self.document.ref}"
        self.sign_in(role)

    def sign_in(self, role: str) -> None:
        sign_in(self.client, self.people[role])

    def order(self, form: str = "json", text: str = "1", lang: str = "en") -> Any:
        return self.client.submit(f"{self.at}/copies", {"form": form, "text": text, "lang": lang})

    def copies(self) -> list[Copy]:
        with as_firm(self.firm):
            return list(session().query(Copy).order_by(Copy.id))

    def taken(self, form: str = "json", text: str = "1", lang: str = "en") -> bytes:
        """Order a copy, let the job make it, and download it."""
        assert self.order(form, text, lang).status_code == 303
        finish_all()
        answer = self.client.get(f"{self.at}/copies/{self.copies()[-1].ref}")
        assert answer.status_code == 200
        return bytes(answer.data)

    def send(self, content: bytes, name: str = "text.xlsx", to: str = "", lang: str = "en") -> Any:
        to = to or f"{self.at}/bring"
        fields = {"file": (io.BytesIO(content), name), "lang": lang}
        return self.client.submit(to, fields, content_type="multipart/form-data")

    def arrived(self, content: bytes, name: str = "text.xlsx", to: str = "", lang: str = "en") -> str:
        """Send a file and return the address of what was understood of it."""
        answer = self.send(content, name, to, lang)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["Location"])

    def arrival(self) -> Arrival:
        with as_firm(self.firm):
            return session().query(Arrival).order_by(Arrival.id.desc()).first()

    def draft(self) -> Any:
        with as_firm(self.firm):
            found = session().query(Draft).filter_by(document_id=self.document.id).first()
            return found.body if found else None


def as_json(content: bytes) -> Any:
    return json.loads(content)
