"""Somebody at a desk in the room where an exam is sat, with a browser."""

from typing import Any

from club.core.db import session
from club.exams.models import Attempt
from club.policy import FirmRole
from tests.client import HouseClient
from tests.exams.places import EXAM, Room
from tests.makers import sign_in

RIGHT, WRONG = "0", "1"


class Desk:
    """A room with somebody signed in."""

    def __init__(self, client: HouseClient, exam: Any = EXAM, role: FirmRole = FirmRole.STAFF) -> None:
        self.client, self.room = client, Room(exam, role=role)
        self.exams = "/crown/firms/mill/exams"
        self.exam = f"{self.exams}/{self.room.exam.ref}"
        sign_in(client, self.room.person)

    def begin(self, purpose: str = "counted") -> str:
        answer = self.client.submit(self.exam, {"purpose": purpose}, to=f"{self.exam}/begin")
        assert answer.status_code == 303
        return str(answer.headers["Location"]).replace("http://localhost", "")

    def save(self, attempt: str, fields: dict[str, Any], **kwargs: Any) -> Any:
        return self.client.submit(f"{attempt}?q=all", fields, **kwargs)

    def hand_in(self, attempt: str) -> Any:
        return self.client.submit("/crown/me", to=f"{attempt}/hand-in")

    def stored(self) -> Attempt:
        with self.room.inside():
            return session().query(Attempt).one()
