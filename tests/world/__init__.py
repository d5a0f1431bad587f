"""One installation full of things: two clubs, three firms, and every kind of row that has an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from club.core.db import db
from club.policy import ClubRole
from tests.makers import a_person
from tests.world.cast import Actor, cast, staff_of
from tests.world.clubs import fill_club
from tests.world.copying import fill_copies
from tests.world.firms import fill_firm
from tests.world.shelving import publish_newer
from tests.world.tenants import Tenant

__all__ = ["Actor", "Tenant", "World", "build"]


@dataclass(frozen=True)
class World:
    """The installation: `lantern` and `bamboo` are competitors in the club crown, `quay` is a firm of harbour."""

    app: Flask
    lantern: Tenant
    bamboo: Tenant
    quay: Tenant
    actors: Mapping[str, Actor]


def build(app: Flask) -> World:
    """Fill an empty, migrated installation."""
    with app.app_context():
        crown, crown_people = _club("crown")
        harbour, harbour_people = _club("harbour")
        lantern = fill_firm(crown, "lantern", crown_people)
        bamboo = fill_firm(crown, "bamboo", crown_people)
        quay = fill_firm(harbour, "quay", harbour_people)
        for tenant in (lantern, bamboo, quay):
            fill_copies(tenant)
        for club in (crown, harbour):
            publish_newer(club)
        operator = a_person("operator@club.example", is_operator=True)
        people = {"operator": operator, "nobody": a_person("nobody@people.example")}
        actors = cast(app, lantern, bamboo, quay, people)
        db.session.remove()
    return World(app, lantern, bamboo, quay, actors)


def _club(slug: str) -> tuple[Tenant, dict[ClubRole, object]]:
    club = fill_club(slug)
    return club, staff_of(club)
