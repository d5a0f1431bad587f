"""The whole policy on one page: every permission and who holds it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar


class ClubRole(StrEnum):
    """What a person does for a club."""

    ADMINISTRATOR = "administrator"
    SECRETARY = "secretary"
    VERIFIER = "verifier"
    BOARD_MEMBER = "board_member"
    TREASURER = "treasurer"
    EDITOR = "editor"
    INSTRUCTOR = "instructor"


class FirmRole(StrEnum):
    """What a person is in a firm."""

    OWNER = "owner"
    PEOPLE_OFFICE = "people_office"
    LEAD = "lead"
    STAFF = "staff"
    ACCOUNTANT = "accountant"


SEES_ALL = frozenset({FirmRole.OWNER, FirmRole.PEOPLE_OFFICE})
"""Roles that see everybody in the firm; a lead sees the own department, everybody else themselves."""


class Can(StrEnum):
    """Every permission; a view names the one it needs."""

    # anyone
    SITE_READ = "site_read"
    APPLICATION_WRITE = "application_write"
    CLASS_REGISTER = "class_register"
    SIGN_IN = "sign_in"
    PAYMENT_NOTIFY = "payment_notify"
    # whoever holds a private link
    APPLICATION_FOLLOW = "application_follow"
    INVITATION_OPEN = "invitation_open"
    CLASS_FOLLOW = "class_follow"
    CERTIFICATE_VERIFY = "certificate_verify"
    DEADLINES_FOLLOW = "deadlines_follow"
    TALK_RELEASE = "talk_release"
    TALK_PREVIEW = "talk_preview"
    # anyone signed in
    ACCOUNT_USE = "account_use"
    # the installation's operator
    INSTALLATION_RUN = "installation_run"
    # members of any firm of the club, and its people
    LIBRARY_READ = "library_read"
    # the club's own people
    DESK_READ = "desk_read"
    APPLICATION_READ = "application_read"
    APPLICATION_ASK = "application_ask"
    APPLICATION_HANDLE = "application_handle"
    EVIDENCE_READ = "evidence_read"
    APPLICATION_DECIDE = "application_decide"
    DUES_MANAGE = "dues_manage"
    TALK_WRITE = "talk_write"
    TALK_PUBLISH = "talk_publish"
    CLASS_WRITE = "class_write"
    CLASS_LET_IN = "class_let_in"
    CLASS_RUN = "class_run"
    COURSE_WRITE = "course_write"
    COURSE_PUBLISH = "course_publish"
    COURSE_FOLLOW = "course_follow"
    TEMPLATE_WRITE = "template_write"
    TEMPLATE_PUBLISH = "template_publish"
    EXAM_WRITE = "exam_write"
    EXAM_FOLLOW = "exam_follow"
    EXAM_HOLD = "exam_hold"
    FIRM_ADMINISTER = "firm_administer"
    CLUB_SET = "club_set"
    CLUB_EVENTS_READ = "club_events_read"
    # people of a firm
    FIRM_ENTER = "firm_enter"
    FIRM_SET = "firm_set"
    FIRM_HAND_OVER = "firm_hand_over"
    INSTRUCTOR_NAME = "instructor_name"
    FIRM_EXPORT = "firm_export"
    FIRM_EVENTS_READ = "firm_events_read"
    PEOPLE_READ = "people_read"
    PEOPLE_MANAGE = "people_manage"
    DOCUMENT_READ = "document_read"
    DOCUMENT_WRITE = "document_write"
    DOCUMENT_PUBLISH = "document_publish"
    EXAM_SIT = "exam_sit"
    EXAM_OVERSEE = "exam_oversee"
    EXAM_CALL = "exam_call"
    DOCUMENT_COPY = "document_copy"
    PLACEMENT_READ = "placement_read"
    PLACEMENT_WRITE = "placement_write"
    TODAY_USE = "today_use"
    COURSE_TAKE = "course_take"
    COURSE_GIVE = "course_give"
    TEXT_SIGN = "text_sign"
    SIGNING_MANAGE = "signing_manage"
    FIRM_DUES_READ = "firm_dues_read"
    CLASS_ATTEND = "class_attend"
    CLASS_SEND = "class_send"


ANYONE = frozenset({Can.SITE_READ, Can.APPLICATION_WRITE, Can.CLASS_REGISTER, Can.SIGN_IN, Can.PAYMENT_NOTIFY})
BY_LINK = frozenset(
    {
        Can.APPLICATION_FOLLOW,
        Can.INVITATION_OPEN,
        Can.CLASS_FOLLOW,
        Can.CERTIFICATE_VERIFY,
        Can.DEADLINES_FOLLOW,
        Can.TALK_RELEASE,
        Can.TALK_PREVIEW,
    }
)
SIGNED_IN = frozenset({Can.ACCOUNT_USE})
OPERATOR = frozenset({Can.INSTALLATION_RUN})
BELONGING = frozenset({Can.LIBRARY_READ})

_HOLDS = frozenset({Can.CLASS_LET_IN})
"""Whoever does something for the club may hold a class: they see who has a place in it, and let them in."""
_DESK = _HOLDS | {Can.DESK_READ, Can.APPLICATION_READ}

CLUB: dict[ClubRole, frozenset[Can]] = {
    ClubRole.ADMINISTRATOR: _DESK
    | {
        Can.APPLICATION_ASK,
        Can.APPLICATION_HANDLE,
        Can.DUES_MANAGE,
        Can.TALK_WRITE,
        Can.TALK_PUBLISH,
        Can.CLASS_WRITE,
        Can.CLASS_RUN,
        Can.COURSE_WRITE,
        Can.COURSE_PUBLISH,
        Can.COURSE_FOLLOW,
        Can.TEMPLATE_WRITE,
        Can.TEMPLATE_PUBLISH,
        Can.EXAM_WRITE,
        Can.EXAM_FOLLOW,
        Can.EXAM_HOLD,
        Can.FIRM_ADMINISTER,
        Can.CLUB_SET,
        Can.CLUB_EVENTS_READ,
    },
    ClubRole.SECRETARY: _DESK
    | {
        Can.APPLICATION_ASK,
        Can.APPLICATION_HANDLE,
        Can.TALK_WRITE,
        Can.CLASS_WRITE,
        Can.CLASS_RUN,
        Can.EXAM_FOLLOW,
        Can.EXAM_HOLD,
        Can.FIRM_ADMINISTER,
    },
    ClubRole.VERIFIER: _DESK | {Can.APPLICATION_ASK, Can.EVIDENCE_READ},
    ClubRole.BOARD_MEMBER: _DESK | {Can.APPLICATION_DECIDE},
    ClubRole.TREASURER: _HOLDS | {Can.DESK_READ, Can.DUES_MANAGE},
    ClubRole.EDITOR: _HOLDS
    | frozenset(
        {
            Can.DESK_READ,
            Can.TALK_WRITE,
            Can.TALK_PUBLISH,
            Can.CLASS_WRITE,
            Can.COURSE_WRITE,
            Can.COURSE_PUBLISH,
            Can.COURSE_FOLLOW,
            Can.TEMPLATE_WRITE,
            Can.TEMPLATE_PUBLISH,
            Can.EXAM_WRITE,
            Can.EXAM_FOLLOW,
            Can.EXAM_HOLD,
        }
    ),
    ClubRole.INSTRUCTOR: _HOLDS
    | frozenset(
        {
            Can.TALK_WRITE,
            Can.CLASS_WRITE,
            Can.COURSE_WRITE,
            Can.COURSE_FOLLOW,
            Can.EXAM_WRITE,
            Can.EXAM_FOLLOW,
        }
    ),
}

_COLLEAGUE = frozenset(
    {
        Can.FIRM_ENTER,
        Can.DOCUMENT_READ,
        Can.EXAM_SIT,
        Can.TODAY_USE,
        Can.TEXT_SIGN,
        Can.CLASS_ATTEND,
        Can.COURSE_TAKE,
    }
)
_LEADING = _COLLEAGUE | {
    Can.PEOPLE_READ,
    Can.EXAM_OVERSEE,
    Can.EXAM_CALL,
    Can.PLACEMENT_READ,
    Can.PLACEMENT_WRITE,
    Can.DOCUMENT_WRITE,
    Can.SIGNING_MANAGE,
    Can.COURSE_GIVE,
    Can.DOCUMENT_COPY,
    Can.CLASS_SEND,
}
_PEOPLE = _LEADING | {Can.PEOPLE_MANAGE, Can.DOCUMENT_PUBLISH}

FIRM: dict[FirmRole, frozenset[Can]] = {
    FirmRole.OWNER: _PEOPLE
    | {
        Can.FIRM_SET,
        Can.FIRM_HAND_OVER,
        Can.INSTRUCTOR_NAME,
        Can.FIRM_EXPORT,
        Can.FIRM_EVENTS_READ,
        Can.FIRM_DUES_READ,
    },
    FirmRole.PEOPLE_OFFICE: _PEOPLE,
    FirmRole.LEAD: _LEADING,
    FirmRole.STAFF: _COLLEAGUE,
    FirmRole.ACCOUNTANT: frozenset({Can.FIRM_ENTER, Can.FIRM_DUES_READ}),
}

CLUB_PERMISSIONS = frozenset().union(*CLUB.values())
FIRM_PERMISSIONS = frozenset().union(*FIRM.values())

STAFF_ROLES = frozenset(ClubRole) - {ClubRole.INSTRUCTOR}

FOR_THE_DESK = frozenset({Can.COURSE_FOLLOW, Can.CLASS_LET_IN})
"""What somebody does in the club’s name who is not of its staff: an instructor reads what was handed in to a course,
and whoever holds a class opens the codes that people show at its door."""

WEIGHTY_IN_CLUB = frozenset({ClubRole.ADMINISTRATOR, ClubRole.TREASURER, ClubRole.VERIFIER})
WEIGHTY_IN_FIRM = frozenset({FirmRole.OWNER})
"""Roles that may be used only by a sign-in with a second factor (an operator's too)."""

View = TypeVar("View", bound=Callable[..., Any])


def needs(
    permission: Can,
    *,
    link: str = "",
    as_desk: bool = False,
    in_firm: str = "",
    beside: Can | None = None,
    colleagues: bool = False,
) -> Callable[[View], View]:
    """Name the permission of a view.

    `link`: the view is opened by a private link of that purpose (its token is the argument `token`); it works inside
    the firm that the link names, else for the club's desk, and finds what it opened in `g.link` (None: not valid).
    `as_desk`: a view open to visitors that works for the club's desk (an application that comes in, a provider's
    notice); a house rule lists these views.
    `in_firm`: a view open to visitors that works inside the firm that this field or query argument names (signing in
    by a staff number); the firm's row is in `g.named_firm`.
    `beside`: a view open to visitors that works inside the firm in which whoever is signed in holds this permission, so
    that it may tell them how their own firm stands; the membership is in `g.beside` (None: there is no such firm).
    `colleagues`: a view of the club that offers people of the reader’s own firm: those whom their membership sees there
    are read inside that firm before the view’s own scope begins, and stand in `g.colleagues`.
    """

    def named(view: View) -> View:
        view.needs, view.link, view.as_desk, view.in_firm = permission, link, as_desk, in_firm  # type: ignore[attr-defined]
        view.beside, view.colleagues = beside, colleagues  # type: ignore[attr-defined]
        return view

    return named
