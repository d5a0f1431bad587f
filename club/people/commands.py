"""`flask people`: operators, a lost second factor, sign-ins, from the server itself."""

import click
from flask import current_app
from sqlalchemy import or_, select

from club.core import clock
from club.core.db import read, session, transaction
from club.core.links import Made, token_of
from club.core.verbs import Verbs
from club.people import actions, sessions
from club.people.models import Person
from club.people.queries import PEOPLE
from club.people.rules import RESET_DAYS, mail_address, phone_number
from config import Settings

people = Verbs("people", help="Accounts of this installation.")


@people.command()
@click.argument("email")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="Language of the account.")
def operator(email: str, lang: str) -> None:
    """Let the holder of EMAIL run this installation; prints a link that sets a password."""
    address = mail_address(email)
    if address is None:
        raise click.ClickException(f"{email!r} is no mail address")
    with transaction():
        person = actions.make_operator(email=address, lang=lang, at=clock.now())
        link = actions.make_reset(person, club_id=None, days=RESET_DAYS)
    _say(link)


@people.command()
@click.argument("identifier")
@click.option("--second-factor", is_flag=True, help="Take the second factor away, too.")
def reset(identifier: str, second_factor: bool) -> None:
    """Print a link that sets a new password for the account with this mail address or telephone number."""
    with transaction():
        person = _person(identifier)
        if second_factor:
            actions.drop_second_factor(person)
        link = actions.make_reset(person, club_id=None, days=RESET_DAYS)
    _say(link)


@people.command("end-sessions")
@click.argument("identifier")
def end_sessions(identifier: str) -> None:
    """Sign the account with this mail address or telephone number out everywhere."""
    with transaction():
        sessions.end_all(_person(identifier).id)
    click.echo("Signed out everywhere.")


@people.command("list")
def list_all() -> None:
    """List the accounts: ref, mail, telephone, since, whether operator, whether with a second factor."""
    for row in read(PEOPLE):
        marks = [
            word for word, holds in (("operator", row.is_operator), ("second factor", row.totp_confirmed_at)) if holds
        ]
        since = row.created_at.date().isoformat()
        click.echo("  ".join([row.ref, row.email or "-", row.phone or "-", since, ", ".join(marks)]).rstrip())


def _person(identifier: str) -> Person:
    found = (
        session()
        .execute(
            select(Person).where(
                or_(Person.email == (mail_address(identifier) or ""), Person.phone == (phone_number(identifier) or ""))
            )
        )
        .scalars()
        .first()
    )
    if found is None:
        raise click.ClickException(f"no account is known by {identifier!r}")
    return found


def _say(link: Made) -> None:
    settings: Settings = current_app.extensions["settings"]
    click.echo(f"{settings.base_url}/reset/{token_of(link.ref)}")
    click.echo(f"Open it within {round(RESET_DAYS * 24)} hours; it works once.", err=True)
