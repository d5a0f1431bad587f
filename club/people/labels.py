"""Words for roles."""

from club.core.text import N_
from club.policy import ClubRole, FirmRole

ROLES: dict[str, str] = {
    FirmRole.OWNER: N_("Owner"),
    FirmRole.PEOPLE_OFFICE: N_("People office"),
    FirmRole.LEAD: N_("Team lead"),
    FirmRole.STAFF: N_("Staff"),
    FirmRole.ACCOUNTANT: N_("Accountant"),
    ClubRole.ADMINISTRATOR: N_("Administrator"),
    ClubRole.SECRETARY: N_("Secretary"),
    ClubRole.VERIFIER: N_("Verifier"),
    ClubRole.BOARD_MEMBER: N_("Board member"),
    ClubRole.TREASURER: N_("Treasurer"),
    ClubRole.EDITOR: N_("Editor"),
    ClubRole.INSTRUCTOR: N_("Instructor"),
}

ROLE_NOTES: dict[str, str] = {
    FirmRole.OWNER: N_("everything in the firm, and handing it over"),
    FirmRole.PEOPLE_OFFICE: N_("invites people, writes and publishes documents"),
    FirmRole.LEAD: N_("sees and places people, writes documents"),
    FirmRole.STAFF: N_("the own position and today’s list"),
    FirmRole.ACCOUNTANT: N_("the firm’s dues and nothing else"),
    ClubRole.ADMINISTRATOR: N_("settings, people, talks, dues and firms"),
    ClubRole.SECRETARY: N_("handles applications, keeps firms, writes talks"),
    ClubRole.VERIFIER: N_("opens evidence and sets the verified figure"),
    ClubRole.BOARD_MEMBER: N_("votes on applications, sees the verified range only"),
    ClubRole.TREASURER: N_("invoices and payments"),
    ClubRole.EDITOR: N_("writes and publishes talks, news, courses and exams"),
    ClubRole.INSTRUCTOR: N_("writes talks, courses and exams"),
}
