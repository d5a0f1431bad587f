"""`flask clubs`: found, list, name and suspend clubs; invite an administrator."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from club.clubs import actions, first_actions
from club.clubs.models import Basis, Club
from club.clubs.queries import CLUB_BY_SLUG
from club.core import clock, jobs, outbox
from club.core.amounts import parse_amount
from club.core.db import read, session, transaction
from club.core.mailbox import mailbox
from club.core.money import MINOR_DIGITS, Money
from club.core.refusals import Refusal, Refused
from club.core.verbs import Verbs

clubs = Verbs("clubs", help="Clubs of this installation.")
domain = Verbs("domain", help="A club's own domain.")
clubs.add_command(domain)


def club_called(slug: str) -> Any:
    """The open club with this slug, as read; a clear line where there is none."""
    club = read(CLUB_BY_SLUG, slug=slug).first()
    if club is None:
        raise click.ClickException(f"no club {slug}; `flask clubs list` names them")
    return club


@contextmanager
def refusals_told() -> Iterator[None]:
    """A refusal is one clear line."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException(f"{refused.refusal} {refused.refusal.next_step}".strip()) from None


@clubs.command("list")
def list_() -> None:
    """List every club: slug, name, gate, domain."""
    for club in session().scalars(select(Club).order_by(Club.slug)):
        state = "suspended" if club.suspended_at else "open"
        gate = Money(club.gate_minor, club.gate_currency)
        click.echo("\t".join([club.slug, club.name_en, str(gate), club.domain or "-", state]))


@clubs.command("create")
@click.argument("slug")
@click.option("--name", "name_en", required=True, help="Its name in English.")
@click.option("--name-zh", default="", help="Its name in Chinese.")
@click.option("--gate", default="70,000,000", show_default=True, help="Lowest yearly turnover, as you would write it.")
@click.option("--currency", type=click.Choice(sorted(MINOR_DIGITS)), default="CNY", show_default=True)
@click.option("--basis", type=click.Choice([basis.value for basis in Basis]), default=Basis.PAID_NET.value)
@click.option("--administrator", default="", metavar="MAIL", help="Invite its first administrator; prints the link.")
def create(slug: str, *, name_en: str, name_zh: str, gate: str, currency: str, basis: str, administrator: str) -> None:
    """Found a club with the library's starters."""
    amount = parse_amount(gate, currency)
    if isinstance(amount, Refusal):
        raise click.ClickException(f"--gate: {amount} {amount.next_step}".strip())
    ref = ""
    with refusals_told(), transaction() as work:
        club = actions.found(
            slug=slug,
            name_en=name_en,
            name_zh=name_zh or name_en,
            gate_minor=amount,
            gate_currency=currency,
            gate_basis=Basis(basis),
            reserved=current_app.extensions["reserved"],
            at=clock.now(),
        )
        if administrator:
            ref = first_actions.invite(club, **_named(administrator), by=None, is_first=True)
    _carry_out(work)
    click.echo(f"{slug}: {current_app.extensions['settings'].base_url}/{slug}/")
    _say_way_in(slug, ref)


@clubs.command()
@click.argument("slug")
@click.argument("mail")
def administrator(slug: str, mail: str) -> None:
    """Invite somebody with the address MAIL to administer a club; prints the link."""
    with transaction() as work:
        ref = first_actions.invite(_to_set(slug), **_named(mail), by=None, is_first=False)
    _carry_out(work)
    _say_way_in(slug, ref)


def _named(mail: str) -> dict[str, str]:
    """Whom to invite: the name is what stands before the @, until an administrator changes it."""
    email = mailbox(mail)
    if email is None:
        raise click.ClickException(f"{mail!r} is no mail address")
    return {"name": email.partition("@")[0], "email": email}


def _carry_out(work: Session) -> None:
    jobs.enqueue(outbox.take_orders(work))
    jobs.finish_all()


def _say_way_in(slug: str, ref: str) -> None:
    """Print where an administrator comes in, if one was invited."""
    if ref and (address := first_actions.way_in(club_called(slug).id, ref)) is not None:
        click.echo(f"administrator: {address}")


@domain.command("set")
@click.argument("slug")
@click.argument("name")
@click.option("--verified", is_flag=True, help="You have seen that the name leads here.")
def set_domain(slug: str, name: str, verified: bool) -> None:
    """Set a club's domain ("-" takes it away)."""
    with refusals_told(), transaction():
        actions.set_domain(
            _to_set(slug), "" if name == "-" else name.lower(), verified_at=clock.now() if verified else None
        )
    click.echo("set" if verified else "set; it answers after `flask clubs domain verify`")


@domain.command("verify")
@click.argument("slug")
def verify_domain(slug: str) -> None:
    """Say that a club's domain leads here; from then on the club answers there."""
    with refusals_told(), transaction():
        club = _to_set(slug)
        if not club.domain:
            raise click.ClickException(f"{slug} has no domain; set one first")
        actions.set_domain(club, club.domain, verified_at=clock.now())
    click.echo("verified")


@clubs.command("suspend")
@click.argument("slug")
@click.option("--lift", is_flag=True, help="Open it again.")
def suspend(slug: str, lift: bool) -> None:
    """Close a club's site, or open it again; nothing is deleted."""
    with transaction():
        actions.suspend(_to_set(slug), at=None if lift else clock.now())
    click.echo("open again" if lift else "suspended")


def _to_set(slug: str) -> Club:
    club = actions.to_set(slug)
    if club is None:
        raise click.ClickException(f"no club {slug}; `flask clubs list` names them")
    return club
