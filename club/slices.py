"""Which slices there are, and which words a club may therefore not be called."""

from flask import Flask
from werkzeug.routing import IntegerConverter, UnicodeConverter

from club.account import views as account
from club.acknowledgements import views as acknowledgements
from club.answers import ready_actions, weekly_actions  # noqa: F401  register their jobs
from club.answers import views as answers
from club.applications import keeping_actions  # noqa: F401  registers its jobs
from club.applications import views as applications
from club.banks import views as banks
from club.cards import views as cards
from club.classes import keeping_actions as classes_keeping  # noqa: F401  registers its jobs
from club.classes import views as classes
from club.classes import waiting as classes_waiting  # noqa: F401  tells the desk what waits
from club.clubs import (
    event_views,  # noqa: F401  registers its page
    removal_views,  # noqa: F401  registers its page
    setting_views,
)
from club.clubs import views as clubs
from club.copies import views as copies
from club.core import health, metrics
from club.courses import condition_queries  # noqa: F401  registers what classes and exams ask for
from club.courses import leaving_actions as course_leavers  # noqa: F401  registers what ends with a leaver
from club.courses import references as courses_in_sections  # noqa: F401  registers what stands in a section
from club.courses import telling_actions as course_letters  # noqa: F401  registers its jobs
from club.courses import views as courses
from club.courses import waiting as courses_waiting  # noqa: F401  tells the desk what waits
from club.documents import views as documents
from club.dues import views as dues
from club.exams import call_telling_actions as exam_letters  # noqa: F401  registers its jobs
from club.exams import views as exams
from club.exams import waiting as exams_waiting  # noqa: F401  tells the desk what waits
from club.firms import (
    invitation_views,  # noqa: F401  registers its pages
    welcome_actions,  # noqa: F401  registers its job
)
from club.firms import join_views as join
from club.firms import people_views as people
from club.firms import views as firms
from club.growth import (
    arrivals,  # noqa: F401  registers where somebody who is invited may begin
    course_actions,  # noqa: F401  registers which courses belong to stages
    exam_audiences,  # noqa: F401  registers who is asked to sit an exam by where they stand
    references,  # noqa: F401  registers who stands on a stage
)
from club.growth import views as growth
from club.home import (
    export_actions,  # noqa: F401  a page of a firm that tells of all slices
    map_views,  # noqa: F401  registers what search engines read
    subject_queries,  # noqa: F401  tells the club's book what rows are called
    waiting,  # noqa: F401  tells the desk what waits
    workspace_queries,  # noqa: F401  a page of a firm that tells of all slices
)
from club.home import views as home
from club.installation import views as installation
from club.library import views as library
from club.news import picture_views as article_pictures  # noqa: F401  registers its pages
from club.news import preview_views as article_previews  # noqa: F401  registers its pages
from club.news import references as articles_in_sections  # noqa: F401  registers what stands in a section
from club.news import texts
from club.news import views as news
from club.people import founding_actions  # noqa: F401  registers its job
from club.people import staff_views as staff
from club.policy import Can, needs
from club.search import (
    actions as search_actions,  # noqa: F401  keeps what is published, and registers its jobs
)
from club.search import (
    index_views,  # noqa: F401  registers its page
    near,  # noqa: F401  registers which talks are near
)
from club.search import views as search
from club.talks import (
    desk_views,  # noqa: F401  registers its pages
    feed_views,  # noqa: F401  registers its page
    leaving_actions,  # noqa: F401  registers what becomes of a leaver’s drafts
    media_serving_views,  # noqa: F401  registers its pages
    media_views,  # noqa: F401  registers its pages and jobs
    note_views,  # noqa: F401  registers its pages
    picture_views,  # noqa: F401  registers its pages
    preview_views,  # noqa: F401  registers its pages
    release_views,  # noqa: F401  registers its pages
    sharing_views,  # noqa: F401  registers its page
    slide_views,  # noqa: F401  registers its pages
)
from club.talks import references as talks_in_sections  # noqa: F401  registers what stands in a section
from club.talks import views as talks

BLUEPRINTS = (
    health.blueprint,
    metrics.blueprint,
    home.blueprint,
    installation.blueprint,
    account.blueprint,
    join.blueprint,
    people.blueprint,
    staff.blueprint,
    clubs.blueprint,
    setting_views.blueprint,
    cards.blueprint,
    talks.blueprint,
    news.blueprint,
    courses.blueprint,
    courses.learning.blueprint,
    courses.homework.blueprint,
    courses.conditions.blueprint,
    texts.blueprint,
    applications.blueprint,
    classes.blueprint,
    dues.blueprint,
    firms.blueprint,
    documents.blueprint,
    acknowledgements.blueprint,
    acknowledgements.signing,
    exams.blueprint,
    exams.desk,
    banks.blueprint,
    copies.blueprint,
    answers.blueprint,
    library.blueprint,
    library.desk,
    library.queue,
    library.kits.blueprint,
    growth.blueprint,
    growth.placements,
    search.blueprint,
)
OWN_CSRF = (
    "club.account.preferences.language",
    "club.account.preferences.theme",
    "club.applications.views.apply.send",
    "club.applications.views.status.answer",
    "club.applications.views.status.name",
    "club.classes.views.registering.send",
)
"""Views whose form is checked by themselves or where it is sent on to, so that a page that stood open loses nothing."""
SIGNED = ("club.dues.views.provider.stripe_notice",)
"""Views that programs call, with a signature instead of a token."""
RESERVED = frozenset({"static", "api", "metrics", "dev", "www", "admin", "club", "clubs", "hooks", "new"})


class BoundedInteger(IntegerConverter):
    """A whole number in an address that every database can hold."""

    regex = r"\d{1,9}"


class RefConverter(UnicodeConverter):
    """A row's random name."""

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map)  # type: ignore[arg-type]
        self.regex = r"[a-z2-7]{16}"


class SlugConverter(UnicodeConverter):
    """A readable name."""

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map)  # type: ignore[arg-type]
        self.regex = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"


def register(app: Flask) -> None:
    """Register every slice."""
    app.url_map.converters.update(int=BoundedInteger, ref=RefConverter, slug=SlugConverter)
    for probe in (health, metrics):
        probe.open_to_all(needs(Can.SITE_READ))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for view in OWN_CSRF + SIGNED:
        app.extensions["csrf"].exempt(view)


def reserved_words(app: Flask) -> frozenset[str]:
    """First segments of our own addresses: no club may have one as its slug."""
    firsts = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    return RESERVED | {first for first in firsts if first and not first.startswith("<")}
