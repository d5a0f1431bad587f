"""Somebody at the pages of signing."""

import re
from typing import Any

from tests.acknowledgements.mill import Mill
from tests.client import HouseClient
from tests.makers import sign_in


class Firmly(Mill):
    """The mill with somebody at its pages."""

    def __init__(self, client: HouseClient, slug: str = "mill", club: Any = None) -> None:
        super().__init__(slug, club)
        self.client = client
        self.root = f"/crown/firms/{slug}"
        self.read = f"{self.root}/reading/{self.document.ref}"
        self.board = f"{self.root}/signing/{self.document.ref}"

    def enter(self, name: str) -> HouseClient:
        sign_in(self.client, self.people[name][0])
        return self.client

    def press(self, name: str, **changes: str) -> Any:
        """Open the page, tick and sign."""
        return self.enter(name).submit(self.read, {"is_read": "y", **changes})


def text(page: str) -> str:
    """What stands on a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
