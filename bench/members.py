"""The pages of members and applicants: a firm whose people stand on a ladder, and a form ready to be sent."""

import re
from datetime import date, timedelta

from flask import Flask

from bench.servers import Page
from bench.words import Words
from club.clubs.models import Club
from club.core import clock
from club.documents.kinds.ladder.body import Ladder, Salary, Stage, Task, Topic, Track
from club.firms.models import Firm
from club.people.models import Person
from club.policy import FirmRole
from tests import makers
from tests.client import HouseClient

STAGES = 24
OTHER_DOCUMENTS = 20
OTHER_FIRMS = 9
ZONE = "Asia/Shanghai"
HIDDEN = r'<input[^>]*name="%s"[^>]*value="([^"]+)"'


def fill(app: Flask, club: Club) -> dict[str, Page]:
    """A firm among ten with its ladder, its owner and somebody on stage 5."""
    words = Words()
    for number in range(OTHER_FIRMS):
        makers.a_membership(makers.a_firm(club, f"firm-{number}"))
    firm = makers.a_firm(club, "lantern", set_up_at=clock.now())
    for _ in range(OTHER_DOCUMENTS):
        makers.a_document(firm, a_ladder(words, stages=2))
    owner, member = makers.a_person(), makers.a_person()
    makers.a_membership(firm, FirmRole.OWNER, owner)
    ladder = a_ladder(words)
    document = makers.a_document(firm, ladder)
    place(firm, makers.a_membership(firm, FirmRole.STAFF, member, name="Anna"), document, ladder)
    root = f"/{club.slug}/firms/{firm.slug}"
    return {
        "ladder": opened(app, member, f"{root}/ladders/{document.ref}"),
        "workspace": opened(app, owner, f"{root}/"),
        "today": opened(app, member, f"{root}/today"),
        "apply": application_form(app, club),
    }


def place(firm: Firm, membership, document, ladder: Ladder) -> None:
    begun = clock.today(ZONE) - timedelta(days=20)
    makers.a_placement(firm, membership, document, ladder, started_on=begun, stage="stage-5")


def a_ladder(words: Words, stages: int = STAGES) -> Ladder:
    """As many stages as the yardstick's, each with its pay and its lessons, and four tasks a day on each."""
    return Ladder(
        title=f"Ladder of {words(2)}",
        tracks=(Track(key="trunk", name="Trunk"),),
        stages=tuple(a_stage(number, words) for number in range(1, stages + 1)),
    )


def a_stage(number: int, words: Words) -> Stage:
    daily = tuple(
        Task(key=f"task-{number}-{each}", what=words(5), unit="report", target=1, minutes=8, evidence=words(2))
        for each in range(4)
    )
    return Stage(
        key=f"stage-{number}",
        track="trunk",
        title=f"Stage {number} {words(2)}",
        after=(f"stage-{number - 1}",) if number > 1 else (),
        months=1,
        aim=words(6),
        learn=(Topic(key=f"topic-{number}", topic=words(12), source=words(2), hours=4),),
        daily=daily,
        salary=Salary(form="range", low=number * 100_000, high=number * 100_000 + 50_000),
    )


def opened(app: Flask, person: Person, path: str) -> Page:
    """A page as somebody past the second factor opens it again: with the cookie of the first time."""
    client = app.test_client()
    makers.sign_in(client, person)
    client.get(path)
    return Page(path, {"Cookie": cookie_of(client)})


def cookie_of(client: HouseClient) -> str:
    name = client.application.config["SESSION_COOKIE_NAME"]
    return f"{name}={client.get_cookie(name).value}"


def application_form(app: Flask, club: Club) -> Page:
    """The form as one applicant opened it; the script fills it in for another firm each time."""
    makers.a_notice(club)
    client = app.test_client()
    page = client.get(f"/{club.slug}/apply").text
    token, notice = (re.search(HIDDEN % name, page)[1] for name in ("csrf_token", "notice"))
    return Page(f"/{club.slug}/apply", {"Cookie": cookie_of(client)}, "send.lua", (token, notice, year_before()))


def year_before() -> str:
    """The year that an application tells the turnover of."""
    return str(date.today().year - 1)  # noqa: DTZ011
