"""The club of the story: its gate, notices, plan, talks, library and people."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import pyotp

from club.clubs.models import Club, NoticeKind
from club.core import clock, secrets
from club.core.markdown import render
from club.people import passwords
from club.policy import ClubRole
from tests.makers import a_club, a_firm, a_library, a_membership, a_notice, a_person, a_plan, a_role, a_section, a_talk

_number = count(1)
TALK = "A future that your staff can see"
TRANSCRIPT = """\
Good afternoon. I sell pots and pans from a small town, and for years I could not keep an operator.

## What they asked me

They did not ask for more pay first. They asked what they could become here, what they would learn, and how long it
takes.

## What we drew

We drew **twenty-three months** as a line and wrote at each stage what is learned, what is done each day, how it is
assessed and what it pays. Everybody finds the own place on it.
"""
FACTS = {
    "name_en": "Golden Crown Club",
    "name_zh": "金冠俱乐部",
    "place_en": "Hangzhou",
    "place_zh": "杭州",
    "opening_en": "Owners of shops teach one another what they have learned.",
    "opening_zh": "店主之间，把学到的讲给彼此听。",
    "about_en": "A club of owners of e-commerce firms. A member’s talk is written down and published here.",
    "about_zh": "电商企业主的俱乐部。会员的分享整理成文，发布在这里。",
    "telephone": "0571 5550 1230",
    "hours_en": "Monday to Friday, 9:00 to 18:00",
    "hours_zh": "周一至周五 9:00–18:00",
    "chat_address": "https://chat.example/golden-crown",
    "bank_details": "Bank of Examples, Hangzhou\nAccount 0000 1111 2222",
}


@dataclass(frozen=True)
class Account:
    """What a person knows to sign in; `secret` is what the telephone’s app keeps."""

    identifier: str
    password: str = "seven grey herons"
    secret: str = ""


@dataclass(frozen=True)
class Staff:
    """Who works for the club."""

    verifier: Account
    treasurer: Account
    board: tuple[Account, Account]


def a_golden_crown(**facts: Any) -> Club:
    """The club with all that a visitor and an applicant need."""
    club = a_club("crown", **FACTS, **facts)
    for kind in (NoticeKind.APPLICANTS, NoticeKind.STAFF):
        a_notice(club, kind)
    a_plan(club)
    a_library(club)
    section = a_section(club, "commerce", "E-commerce information")
    a_talk(
        club,
        slug="a-future",
        title=TALK,
        summary="Why a ladder of twenty-three months keeps people where pay alone does not.",
        section_id=section.id,
        topics=["career ladder", "hiring"],
        place="Hangzhou",
        held_on=date(2026, 11, 12),
        transcript=TRANSCRIPT,
        transcript_html=str(render(TRANSCRIPT)),
        source="Reprints name the club and the speaker.",
    )
    return club


def its_staff(club: Club) -> Staff:
    """Everybody who has a part in the story on the club’s side; the second of the board reads Chinese."""
    return Staff(
        an_account(club, ClubRole.VERIFIER, "Wei (verifier)", secret=pyotp.random_base32()),
        an_account(club, ClubRole.TREASURER, "Tang (treasurer)", secret=pyotp.random_base32()),
        (an_account(club, ClubRole.BOARD_MEMBER, "Bo (board)"), an_account(club, ClubRole.BOARD_MEMBER, "柏（评审）")),
    )


def an_owner(club: Club, slug: str) -> Account:
    """The owner of another firm of the club."""
    account, facts = _known(f"owner@{slug}.example", pyotp.random_base32())
    a_membership(a_firm(club, slug), person=a_person(account.identifier, **facts))
    return account


def an_account(club: Club, role: ClubRole, name: str, secret: str = "") -> Account:
    """Somebody who works for the club and has a password."""
    account, facts = _known(f"{role.value}{next(_number)}@crown.example", secret)
    a_role(club, a_person(account.identifier, **facts), role, name)
    return account


def _known(identifier: str, secret: str) -> tuple[Account, dict[str, Any]]:
    """An account, and what the database keeps of it."""
    account, at = Account(identifier, secret=secret), clock.now()
    facts = {"password_hash": passwords.hashed(account.password), "password_changed_at": at}
    return account, facts | ({"totp_secret": secrets.seal(secret), "totp_confirmed_at": at} if secret else {})
