"""What this club’s pages of applications share: its gate, and how their addresses are written."""

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from club.applications.actions import status_token
from club.applications.desk_actions import Desk
from club.applications.rules import Gate, bases_at_least
from club.core.addresses import absolute
from club.core.money import Money
from club.core.qr import svg
from club.core.site import club_here


def gate_here() -> Gate:
    """The gate of this club."""
    club = club_here()
    return Gate(Money(club.gate_minor, club.gate_currency), bases_at_least(club.gate_basis))


def desk_here() -> Desk:
    """The club here, as a step at its desk needs to know it."""
    club = club_here()
    return Desk(
        club_name=club.name,
        board_yes=club.board_yes,
        gate=gate_here().least,
        link_to_vote=vote_address,
        link_to_status=lambda application: status_address(status_token(application)),
    )


def status_path(token: str) -> str:
    """The status page’s path on this site."""
    return url_for("applications.status", token=token) if token else url_for("applications.find")


def status_address(token: str) -> str:
    """The status page’s full address."""
    return absolute("applications.status", token=token)


def vote_address(ref: str) -> str:
    """The vote page’s full address."""
    return absolute("applications.vote", ref=ref)


def chat_qr() -> Markup | None:
    """The club’s chat as a QR code, where it has one."""
    address = club_here().chat_address
    return svg(address, _("Chat with the club")) if address else None
