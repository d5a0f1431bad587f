"""`flask demo`: fill an installation with the demonstration."""

import click
from flask import current_app

from club.core import clock
from club.core.verbs import Verbs
from club.demo.answers import seed_answers
from club.demo.applications import seed_applications
from club.demo.banks import seed_banks
from club.demo.classes import seed_classes
from club.demo.club_exams import seed_club_exams
from club.demo.clubs import seed_clubs
from club.demo.courses import seed_courses
from club.demo.dues import seed_dues, seed_provider
from club.demo.exams import seed_exams
from club.demo.firms import seed_firms
from club.demo.growth import seed_growth
from club.demo.guests import seed_guests
from club.demo.hands_on import seed_hands_on
from club.demo.homework import seed_homework
from club.demo.kits import seed_counts, seed_kits
from club.demo.learning import seed_learning
from club.demo.library import seed_library
from club.demo.people import account, seed_people
from club.demo.qualifications import seed_conditions, seed_own_qualification
from club.demo.refreshing import seed_refreshing
from club.demo.releases import seed_releases
from club.demo.signing import seed_signing
from club.demo.talking import seed_talking
from club.demo.talks import seed_notes, seed_recording, seed_slides, seed_talks

demo = Verbs("demo", help="The demonstration (development only).")


@demo.command("seed")
def seed() -> None:
    """Make the demo clubs with people, talks and cases; what is there stays as it is."""
    if not current_app.extensions["settings"].is_development:
        raise click.ClickException("the demonstration has a known password; it is for CLUB_MODE=development only")
    clubs = seed_clubs()
    people = seed_people(clubs)
    seed_talks(clubs, people)
    seed_slides(clubs["goldcrown"], by=people["admin@goldcrown.example"])
    seed_recording(clubs["goldcrown"], by=people["admin@goldcrown.example"])
    seed_classes(clubs, people)
    seed_courses(clubs, people)
    seed_homework(clubs["goldcrown"], by=people["instructor@goldcrown.example"])
    seed_releases(
        clubs["goldcrown"],
        editor=people["admin@goldcrown.example"],
        secretary=people["secretary@goldcrown.example"],
        instructor=people["instructor@goldcrown.example"],
    )
    firms = seed_firms(clubs)
    seed_guests(clubs, firms, secretary=people["secretary@goldcrown.example"])
    seed_notes(clubs["goldcrown"])
    seed_kits(clubs["goldcrown"], editor=people["admin@goldcrown.example"])
    seed_dues(clubs, firms, treasurer=people["treasurer@goldcrown.example"])
    if current_app.extensions["settings"].is_stripe_double:
        seed_provider(clubs["goldcrown"])
    seed_applications(clubs["goldcrown"], people)
    seed_growth(clubs["goldcrown"], firms["lantern"], account("owner@lantern.example"))
    seed_library(
        clubs["goldcrown"],
        firms["lantern"],
        owner=account("owner@lantern.example"),
        editor=people["admin@goldcrown.example"],
    )
    seed_talking(
        clubs["goldcrown"],
        firms["lantern"],
        owner=account("owner@lantern.example"),
        lead=account("lead@lantern.example"),
    )
    seed_own_qualification(clubs["goldcrown"], firms["lantern"], owner=account("owner@lantern.example"))
    seed_exams(clubs["goldcrown"], firms["lantern"], owner=account("owner@lantern.example"))
    seed_banks(
        clubs["goldcrown"],
        firms["lantern"],
        owner=account("owner@lantern.example"),
        editor=people["admin@goldcrown.example"],
    )
    seed_club_exams(
        clubs["goldcrown"],
        firms["lantern"],
        owner=account("owner@lantern.example"),
        editor=people["admin@goldcrown.example"],
        instructor=people["instructor@goldcrown.example"],
    )
    seed_hands_on(clubs["goldcrown"], firms["lantern"], owner=account("owner@lantern.example"))
    seed_conditions(
        clubs["goldcrown"],
        firms["lantern"],
        owner=account("owner@lantern.example"),
        editor=people["admin@goldcrown.example"],
    )
    seed_signing(clubs["goldcrown"], firms["lantern"], account("owner@lantern.example"))
    seed_learning(
        clubs["goldcrown"],
        firms["lantern"],
        lead=account("lead@lantern.example"),
        instructor=people["instructor@goldcrown.example"],
    )
    seed_refreshing(clubs["goldcrown"], firms["lantern"], instructor=people["instructor@goldcrown.example"])
    seed_counts(clubs["goldcrown"])
    seed_answers(clubs["goldcrown"], firms["lantern"], owner=account("owner@lantern.example"))
    click.echo(f"demo ready, {clock.now():%Y-%m-%d %H:%M} UTC")
