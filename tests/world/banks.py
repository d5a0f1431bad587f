"""A question in the firm's bank and in the club's, and a file that came into each."""

from typing import Any

from club.banks import offer_actions
from club.banks.models import BankFile, BankPicture, ClubBankFile, ClubBankPicture
from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.documents.body import Pair
from club.documents.kinds.exam.body import Option
from tests.documents.bodies import a_question
from tests.makers import as_desk, as_firm, saved
from tests.makers.banks import a_banked, a_club_question
from tests.world.tenants import Tenant

FAULT = {"row": 3, "column": "Right", "what": "“%(text)s” names no answer.", "values": {"text": "z"}}
READ: dict[str, Any] = {"lang": "en", "stored_as": "", "of": 2, "rows": 2, "added": 1, "faulty": 1, "faults": [FAULT]}

PICTURED: dict[str, Any] = {"name": "box.jpg", "stored_as": f"nowhere/26/{'a' * 16}", "size": 3}


def a_firms_bank(tenant: Tenant, firm: Any) -> None:
    """The firm's."""
    question = a_banked(firm, a_question("banked", text=f"What do we of {firm.slug} never say?"), "wording")
    with as_firm(firm):
        at = clock.now()
        waits = {"moved": [[2, question.ref]]}
        file: BankFile = saved(BankFile(name="questions.xlsx", came_at=at, done_at=at, **READ, **waits))
        picture = saved(BankPicture(**PICTURED, added_at=at))
    tenant.note("bank_picture", picture)
    tenant.values["banked_picture"] = picture.ref
    tenant.note("bank_question", question)
    tenant.note("bank_file", file)
    tenant.values |= {"banked": question.ref, "bank_file": file.ref}


def the_clubs_bank(tenant: Any, club: Club) -> None:
    """The club's."""
    options = (Option(text=Pair("Yes", "是"), right=True), Option(text=Pair("No", "否")))
    text = Pair(f"Is this {club.slug}?", f"这是 {club.slug} 吗？")
    question = a_club_question(club, a_question("banked", text=text, options=options), "club")
    with as_desk(club):
        at = clock.now()
        waits = {"moved": [[2, question.ref]]}
        file: ClubBankFile = saved(ClubBankFile(name="questions.xlsx", came_at=at, done_at=at, **READ, **waits))
        picture = saved(ClubBankPicture(**PICTURED, added_at=at))
        other = a_question(
            "offered", text=Pair(f"Is this not {club.slug}?", f"这不是 {club.slug} 吗？"), options=options
        )
        author = tenant.people["author"].id
        offered = offer_actions.offer(other, tags=["club"], by=author, at=at)
        session().flush()
        session().expunge(offered)
    tenant.note("club_question", offered)
    tenant.values["offered_question"] = offered.ref
    tenant.note("club_bank_picture", picture)
    tenant.values["club_banked_picture"] = picture.ref
    tenant.note("club_question", question)
    tenant.note("club_bank_file", file)
    tenant.values |= {"club_banked": question.ref, "club_bank_file": file.ref}
