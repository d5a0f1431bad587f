"""Menus and page context, derived from the policy."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import current_app, g, render_template, request, url_for
from markupsafe import Markup

from club.core import i18n
from club.core.at_hand import asked, beside, served
from club.core.i18n import say as _
from club.core.pages import theme
from club.core.site import here
from club.core.text import N_
from club.documents.kinds import together
from club.documents.views.shelves import SHELVES
from club.news.pages import pages_here
from club.policy import Can

MOST_KEPT = 2000


class Entry(NamedTuple):
    """One line of a menu: its label (a msgid), its endpoint, who sees it, and the group (a msgid) that it is in."""

    label: str
    endpoint: str
    permission: Can
    group: str = ""


class Item(NamedTuple):
    """One line of a menu as shown."""

    label: str
    href: str
    is_here: bool
    group: str = ""


MOST_ABREAST = 9
"""So many lines of the club's menu stand on one line of a public page; of more, the groups are folded."""

_CLUB, _WRITING = N_("The club"), N_("Writing")
CLUB_MENU: tuple[Entry, ...] = (
    Entry(N_("Talks"), "talks.index", Can.SITE_READ),
    Entry(N_("News"), "news.index", Can.SITE_READ),
    Entry(N_("Classes"), "classes.index", Can.SITE_READ),
    Entry(N_("Courses"), "courses.index", Can.SITE_READ),
    Entry(N_("Members"), "firms.members", Can.SITE_READ),
    Entry(N_("Library"), "library.index", Can.LIBRARY_READ),
    Entry(N_("Texts"), "texts.index", Can.TALK_WRITE, _WRITING),
    Entry(N_("Teaching"), "courses.teaching", Can.COURSE_WRITE, _WRITING),
    Entry(N_("Exams"), "club_exams.index", Can.EXAM_FOLLOW, _WRITING),
    Entry(N_("Templates"), "templates.index", Can.TEMPLATE_WRITE, _WRITING),
    Entry(N_("Desk"), "applications.desk", Can.DESK_READ),
    Entry(N_("Applications"), "applications.index", Can.APPLICATION_READ, _CLUB),
    Entry(N_("Dues"), "dues.index", Can.DUES_MANAGE, _CLUB),
    Entry(N_("The club’s people"), "staff.index", Can.CLUB_SET, _CLUB),
    Entry(N_("Settings"), "settings.index", Can.CLUB_SET, _CLUB),
)
_HANDBOOK, _FIRM = N_("Handbook"), N_("The firm")
FIRM_MENU: tuple[Entry, ...] = (
    Entry(N_("Workspace"), "firms.home", Can.FIRM_ENTER),
    Entry(N_("Today"), "growth.today", Can.TODAY_USE),
    Entry(N_("To sign"), "acknowledgements.mine", Can.TEXT_SIGN),
    Entry(N_("Answers"), "documents.answers", Can.DOCUMENT_READ),
    Entry(N_("Learning"), "learning.mine", Can.COURSE_TAKE),
    Entry(N_("Ladders"), "documents.ladders", Can.DOCUMENT_READ, _HANDBOOK),
    Entry(N_("Standards"), "documents.standards", Can.DOCUMENT_READ, _HANDBOOK),
    Entry(N_("Culture"), "documents.culture", Can.DOCUMENT_READ, _HANDBOOK),
    Entry(N_("Exams"), "exams.index", Can.EXAM_SIT, _HANDBOOK),
    Entry(N_("People"), "people.index", Can.PEOPLE_READ, _FIRM),
    Entry(N_("Classes"), "classes.of_firm", Can.CLASS_ATTEND, _FIRM),
    Entry(N_("Dues"), "dues.of_firm", Can.FIRM_DUES_READ, _FIRM),
    Entry(N_("Settings"), "firms.settings", Can.FIRM_SET, _FIRM),
)

ROOT_MENU: tuple[Entry, ...] = (
    Entry(N_("Clubs"), "installation.clubs", Can.INSTALLATION_RUN),
    Entry(N_("Jobs"), "installation.jobs", Can.INSTALLATION_RUN),
)
MENUS = {"club": CLUB_MENU, "firm": FIRM_MENU, "root": ROOT_MENU}

_BANK = ("index", "add", "edit", "files", "file", "add_picture")
# Pages that belong to another entry than their blueprint’s.
STANDS_BELOW = {
    "answers.panel": "documents.answers",
    "answers.queue": "documents.answers",
    "answers.use": "documents.answers",
    **dict.fromkeys(
        (
            f"courses.{page}"
            for page in (
                "new",
                "edit",
                "facts",
                "add_module",
                "new_lesson",
                "edit_lesson",
                "instructors",
                "grading",
                "progress",
                "qualifications",
                "qualification",
            )
        ),
        "courses.teaching",
    ),
    **dict.fromkeys(("learning.people", "learning.give", "learning.put_off"), "learning.mine"),
    "conditions.of_class": "classes.index",
    "conditions.of_exam": "club_exams.index",
    "conditions.of_own_exam": "exams.index",
    **dict.fromkeys((f"banks.{page}" for page in _BANK), "exams.index"),
    **dict.fromkeys((f"banks.club_{page}" for page in (*_BANK, "offered")), "club_exams.index"),
    "dues.keys": "settings.index",
    "dues.save_keys": "settings.index",
    "placements.people": "documents.ladders",
    "placements.placement": "documents.ladders",
    "placements.choose": "documents.ladders",
    "growth.person": "people.index",
    **dict.fromkeys(
        (f"signing.{page}" for page in ("texts", "text", "assign", "assignment", "evidence")), "acknowledgements.mine"
    ),
}
# Shelves without an entry of their own.
SHELVES_BELOW = {"exam-papers": "exams.index"}

LINKS = {
    "home": "home.front",
    "sign_in": "account.login",
    "sign_out": "account.logout",
    "me": "account.me",
    "inbox": "account.inbox",
    "privacy": "clubs.privacy",
    "search": "search.index",
    "find_application": "applications.find",
    "apply": "applications.apply",
}


def context() -> dict[str, Any]:
    """What every page knows of the request."""
    site, kept, request = here(), beside(), asked()
    who, standing = kept.get("who"), kept.get("standing")
    return {
        "club": site.club if site else None,
        "person": who,
        "standing": standing,
        "firm": kept.get("firm") or (FirmHere(standing.firm_name, standing.slug) if standing else None),
        "navigation": ClubMenu() if site and site.club else _items("root"),
        "firm_navigation": _written("firm", standing.held, firm=standing.slug) if standing else (),
        "links": Links(),
        "unread": who.unread if who else 0,
        "switch": switch,
        "chrome": chrome,
        "pages_here": pages_here,
        "address": site.base + request.path if site else "",
        "demo": served().extensions["settings"].is_development,
        "Can": Can,
    }


def switch(lang: str = "", theme: str = "") -> str:
    """The address that sets language or theme and comes back to this page."""
    site = here()
    back = (site.prefix if site else "") + request.path
    if lang:
        return url_for("account.language", code=lang, next=back)
    return url_for("account.theme", code=theme, next=back)


BACK = "the-way-back"
_kept: dict[tuple[object, ...], Markup] = {}


def chrome(part: str, sends_along: tuple[str, str] | None = None) -> Markup:
    """The head (as strangers get it) or the foot of a page: the same for a club, language, theme and page.

    Rendered once, then kept; only the way back is put in. `sends_along`: see `components/switch.html`.
    """
    site, request = here(), asked()
    club = site.club
    facts = (club.id, club.version, club.name, club.telephone, str(club.pages)) if club else ()
    key = (part, facts, request.script_root, i18n.lang(), theme(), _here(), sends_along)
    if (markup := _kept.get(key)) is None:
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        markup = _kept[key] = Markup(  # noqa: S704  our own page
            render_template(f"layouts/_{part}.html", switch=_switch_to_fill, sends_along=sends_along)
        )
    return Markup(str(markup).replace(BACK, _quoted(site.prefix + request.path)))  # noqa: S704  a quoted path


@lru_cache(MOST_KEPT)
def _quoted(path: str) -> str:
    return quote(path, safe="/")


def _switch_to_fill(lang: str = "", theme: str = "") -> str:
    endpoint, code = ("account.language", lang) if lang else ("account.theme", theme)
    return url_for(endpoint, code=code, next=BACK)


class ClubMenu:
    """The club's menu, put together when a page shows it."""

    def __iter__(self) -> Iterator[Item]:
        return iter(_abreast(_way_back(), _items("club")))


@lru_cache(MOST_KEPT)
def _abreast(back: tuple[Item, ...], lines: tuple[Item, ...]) -> tuple[Item, ...]:
    """What fits beside each other: no group is folded that need not be, and the way back goes before a second line."""
    if len(back) + len(lines) <= MOST_ABREAST:
        return (*back, *(line._replace(group="") for line in lines))
    shown = sum(not line.group for line in lines) + len({line.group for line in lines if line.group})
    return (*back, *lines) if len(back) + shown <= MOST_ABREAST else lines


def _way_back() -> tuple[Item, ...]:
    """On the club’s pages: back to the firm where the person was last. Their own menu names the others."""
    who = g.get("who")
    if who is None or not who.firms or g.get("standing"):
        return ()
    return (Item(_("Your firm"), url_for("firms.home", firm=who.firms[0].slug), is_here=False),)


class Links:
    """The addresses of the layout; those of slices that are not there are none."""

    imprint = None

    def __init__(self) -> None:
        self.__dict__.update(_addresses(asked().script_root))

    @property
    def operator(self) -> str:
        """The operator's own pages: at the root, on the installation's own host."""
        site = here()
        path: str = current_app.url_map.bind("installation").build("installation.clubs")
        is_own_host = site is not None and (site.club is None or bool(site.prefix))
        base: str = current_app.extensions["settings"].base_url
        return path if is_own_host else base + path

    @property
    def firm(self) -> str | None:
        """The workspace of the firm at hand."""
        standing = g.get("standing")
        has_home = "firms.home" in current_app.view_functions
        return url_for("firms.home", firm=standing.slug) if standing and has_home else None


@lru_cache(MOST_KEPT)
def _addresses(_prefix: str) -> dict[str, str | None]:
    """The same for each page of a club."""
    views = current_app.view_functions
    return {name: url_for(endpoint) if endpoint in views else None for name, endpoint in LINKS.items()}


class FirmHere(NamedTuple):
    """The firm at hand, as its letterhead names it."""

    name: str
    slug: str


def _items(menu: str) -> tuple[Item, ...]:
    who = g.get("who")
    return _written(menu, who.held if who else frozenset())


def _here() -> str | None:
    here: str | None = beside().get("stands_for") or asked().endpoint
    return here


def _written(menu: str, held: frozenset[Can], firm: str | None = None) -> tuple[Item, ...]:
    """A menu's lines in this page's language, with the one that this page stands under.

    `g.stands_for` names another page where what is shown, and not the address, decides that.
    """
    request, here = asked(), _here()
    where = (here, here.rpartition(".")[0] if here else None, (request.view_args or {}).get("shelf"))
    return _lines(menu, held, firm, request.script_root, i18n.lang(), where)


@lru_cache(MOST_KEPT)
def _lines(
    menu: str,
    held: frozenset[Can],
    firm: str | None,
    _prefix: str,
    _lang: str,
    where: tuple[str | None, str | None, str | None],
) -> tuple[Item, ...]:
    """The same for the same permissions, firm, club’s address, language and page, so kept under these.

    A group with one line is none.
    """
    entries = [e for e in MENUS[menu] if e.permission is Can.SITE_READ or e.permission in held]
    sizes = Counter(e.group for e in entries)
    return tuple(
        Item(
            _(e.label),
            url_for(e.endpoint, firm=firm),
            _stands_for(e.endpoint, *where),
            _(e.group) if e.group and sizes[e.group] > 1 else "",
        )
        for e in entries
    )


def _stands_for(endpoint: str, here: str | None, blueprint_here: str | None, shelf: str | None) -> bool:
    """The shelf’s entry, this very page’s, the one of its slice, else the slice’s index or settings."""
    if above := STANDS_BELOW.get(here or ""):
        return endpoint == above
    if shelf:
        head = together(SHELVES[shelf])[0].shelf
        return endpoint == SHELVES_BELOW.get(head, f"documents.{head}")
    blueprint, _dot, view = endpoint.partition(".")
    if blueprint_here != blueprint:
        return False
    siblings = [e.endpoint for e in (*CLUB_MENU, *FIRM_MENU, *ROOT_MENU) if e.endpoint.startswith(f"{blueprint}.")]
    if here in siblings:
        return here == endpoint
    return len(siblings) == 1 or view in {"index", "settings", "clubs"}
