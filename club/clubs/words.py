"""What happened in a club, in words, for those who read its book."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from club.core.audit import Did
from club.core.i18n import money
from club.core.text import N_
from club.policy import ClubRole

CLUB_ROLES: dict[ClubRole, str] = {
    ClubRole.ADMINISTRATOR: N_("Administrator"),
    ClubRole.SECRETARY: N_("Secretary"),
    ClubRole.VERIFIER: N_("Verifier"),
    ClubRole.BOARD_MEMBER: N_("Board member"),
    ClubRole.TREASURER: N_("Treasurer"),
    ClubRole.EDITOR: N_("Editor"),
    ClubRole.INSTRUCTOR: N_("Instructor"),
}

EVENTS: dict[str, str] = {
    Did.APPLICATION_RECEIVED: N_("Application received"),
    Did.APPLICATION_REFUSED: N_("Application turned away at the gate"),
    Did.APPLICATION_VERIFIED: N_("Figure verified"),
    Did.APPLICATION_WITHDRAWN: N_("Application withdrawn"),
    Did.APPLICATION_ERASED: N_("Application erased after its time"),
    Did.APPLICATION_DECIDED: N_("Application decided"),
    Did.RECUSALS_NAMED: N_("Applicant named who is kept away"),
    Did.RECUSAL_SETTLED: N_("Settled whom a name keeps away"),
    Did.REFUSAL_EXPLAINED: N_("Reason of a refusal given"),
    Did.EVIDENCE_OPENED: N_("Evidence opened"),
    Did.EVIDENCE_ADDED: N_("Evidence added"),
    Did.EVIDENCE_DELETED: N_("Evidence deleted after its time"),
    Did.QUESTION_ASKED: N_("Question asked"),
    Did.QUESTION_ANSWERED: N_("Question answered"),
    Did.VOTE_CAST: N_("Vote cast"),
    Did.STATUS_LINK_SENT: N_("Status link made"),
    Did.FIRM_ADMITTED: N_("The club admitted the firm"),
    Did.FIRM_ACTIVATED: N_("The firm became a member"),
    Did.OWNER_RESET: N_("New password for a firm’s only owner asked for"),
    Did.OWNER_LINK_RENEWED: N_("New link for the first owner"),
    Did.PERSON_INVITED: N_("Person invited"),
    Did.INVITATION_REVOKED: N_("Invitation withdrawn"),
    Did.INVITATION_OPENED: N_("Invitation opened, to be confirmed"),
    Did.INVITATION_ACCEPTED: N_("Invitation accepted"),
    Did.MEMBERSHIP_CHANGED: N_("Person’s particulars changed"),
    Did.INVOICE_ISSUED: N_("Invoice written"),
    Did.PAYMENT_RECORDED: N_("Payment recorded"),
    Did.CHECKOUT_STARTED: N_("Payment by card begun"),
    Did.PAYMENT_UNMATCHED: N_("Money came that settles no invoice"),
    Did.PROVIDER_KEYS_SET: N_("Keys for cards set"),
    Did.PROVIDER_KEYS_REMOVED: N_("Keys for cards removed"),
    Did.CLUB_CREATED: N_("Club founded"),
    Did.CLUB_CHANGED: N_("Settings changed"),
    Did.CLUB_SUSPENDED: N_("Club suspended"),
    Did.ROLE_GRANTED: N_("Role given"),
    Did.ROLE_TAKEN: N_("Role taken away"),
    Did.PLAN_SET: N_("Plan offered"),
    Did.PLAN_WITHDRAWN: N_("Plan withdrawn"),
    Did.NOTICE_PUBLISHED: N_("Privacy notice published"),
    Did.SECTION_CHANGED: N_("Section changed"),
    Did.SECTION_REMOVED: N_("Section removed"),
    Did.TALK_DRAFTED: N_("Talk begun"),
    Did.TALK_CHANGED: N_("Talk changed"),
    Did.KIT_CHANGED: N_("Kit of a talk changed"),
    Did.TALK_SUBMITTED: N_("Talk handed in"),
    Did.TALK_PUBLISHED: N_("Talk published"),
    Did.TALK_WITHDRAWN: N_("Talk withdrawn"),
    Did.TALK_NOTE_WRITTEN: N_("Note to a speaker written"),
    Did.TALK_HANDED_OVER: N_("Draft of a talk handed to the club’s editors"),
    Did.ARTICLE_HANDED_OVER: N_("Draft of an article handed to the club’s editors"),
    Did.ARTICLE_PICTURE_ADDED: N_("Picture put into an article"),
    Did.ARTICLE_PICTURE_REMOVED: N_("Picture taken out of an article"),
    Did.SLIDES_ADDED: N_("Slides put to a talk"),
    Did.SLIDES_SHOWN: N_("Slides of a talk drawn"),
    Did.SLIDES_OFFERED: N_("Slides of a talk offered as a file, or no longer"),
    Did.SLIDES_REMOVED: N_("Slides taken from a talk"),
    Did.MEDIA_BEGUN: N_("Sending a recording of a talk begun"),
    Did.MEDIA_ADDED: N_("Recording put to a talk"),
    Did.MEDIA_REMOVED: N_("Recording taken from a talk"),
    Did.QUESTION_BANKED: N_("Question put into the bank"),
    Did.BANKED_CHANGED: N_("Question of the bank changed"),
    Did.BANKED_REMOVED: N_("Question taken out of the bank"),
    Did.BANK_FILE_SENT: N_("File of questions sent into the bank"),
    Did.BANK_TAKEN_OUT: N_("Question bank taken out as a file"),
    Did.TEXTS_PAIRED: N_("Two texts put together as one in two languages"),
    Did.TEXTS_PARTED: N_("Two texts in two languages taken apart"),
    Did.CO_AUTHOR_NAMED: N_("Somebody named to write a text too"),
    Did.CO_AUTHOR_LEFT: N_("Somebody taken off a text"),
    Did.CLASS_DRAFTED: N_("Class begun"),
    Did.CLASS_CHANGED: N_("Class changed"),
    Did.CLASS_DISCARDED: N_("Draft of a class discarded"),
    Did.HOMEWORK_CHANGED: N_("Homework of a class changed"),
    Did.CLASS_PUBLISHED: N_("Class published"),
    Did.CLASS_CANCELLED: N_("Class cancelled"),
    Did.CLASS_REPEATED: N_("Further dates of a class made"),
    Did.CLASS_REGISTERED: N_("Place in a class asked for"),
    Did.CLASS_WITHDRAWN: N_("Place in a class given back"),
    Did.CLASS_APPROVED: N_("Place in a class approved"),
    Did.CLASS_DECLINED: N_("Place in a class declined"),
    Did.CLASS_OFFERED: N_("Place that fell free offered"),
    Did.CLASS_OFFER_ACCEPTED: N_("Offered place taken"),
    Did.CLASS_OFFER_LAPSED: N_("Offer of a place ran out"),
    Did.CLASS_ATTENDED: N_("Somebody let in to a class"),
    Did.CLASS_ATTENDANCE_TAKEN_BACK: N_("Entry to a class taken back"),
    Did.CLASS_WALK_INS_SET: N_("Number of walk-ins noted"),
    Did.CLASS_RATED: N_("Class rated"),
    Did.CLASS_REGISTRATION_ERASED: N_("Name on a class’s list erased after its time"),
    Did.COURSE_DRAFTED: N_("Course begun"),
    Did.COURSE_CHANGED: N_("Course changed"),
    Did.COURSE_HANDED_IN: N_("Course handed in"),
    Did.COURSE_TAKEN_BACK: N_("Course taken back to draft"),
    Did.COURSE_PUBLISHED: N_("Course published"),
    Did.COURSE_RETIRED: N_("Course retired"),
    Did.COURSE_INSTRUCTOR_NAMED: N_("Instructor of a course named"),
    Did.COURSE_INSTRUCTOR_LEFT: N_("Instructor taken off a course"),
    Did.LESSON_ADDED: N_("Lesson begun"),
    Did.LESSON_CHANGED: N_("Lesson changed"),
    Did.LESSON_PUBLISHED: N_("Lesson published"),
    Did.LESSON_WITHDRAWN: N_("Lesson made a draft again"),
    Did.LESSON_TAKEN_OUT: N_("Lesson taken out of its course"),
    Did.COURSE_GROUP_WRITTEN: N_("Letter to everybody in a course"),
    Did.TASK_GRADED: N_("Answer of a course graded"),
    Did.QUALIFICATION_NAMED: N_("Qualification named"),
    Did.TALK_PICTURE_ADDED: N_("Picture put into a talk"),
    Did.TALK_PICTURE_REMOVED: N_("Picture taken out of a talk"),
    Did.PREVIEW_LINK_MADE: N_("Preview link of a text made"),
    Did.PREVIEW_LINK_ENDED: N_("Preview link of a text ended"),
    Did.RELEASE_ASKED: N_("Speaker asked to release a talk"),
    Did.RELEASE_LINK_ENDED: N_("Link of a speaker ended"),
    Did.TALK_RELEASED: N_("Talk released by its speaker"),
    Did.TALK_CHANGES_ASKED: N_("Changes to a talk asked for by its speaker"),
    Did.TALK_SCHEDULED: N_("Talk told to come out at a time"),
    Did.TALK_CORRECTED: N_("Published talk corrected"),
    Did.ARTICLE_SCHEDULED: N_("Article told to come out at a time"),
    Did.ARTICLE_CORRECTED: N_("Published article corrected"),
    Did.ARTICLE_DRAFTED: N_("Article begun"),
    Did.ARTICLE_CHANGED: N_("Article changed"),
    Did.ARTICLE_SUBMITTED: N_("Article handed in"),
    Did.ARTICLE_PUBLISHED: N_("Article published"),
    Did.ARTICLE_WITHDRAWN: N_("Article withdrawn"),
    Did.OFFER_ACCEPTED: N_("Offered clause accepted"),
    Did.OFFER_DECLINED: N_("Offered clause declined"),
    Did.OFFER_RETURNED: N_("Offered clause back in the queue"),
    Did.TEMPLATE_CHANGED: N_("Text of the library changed"),
    Did.TEMPLATE_PUBLISHED: N_("Text of the library published"),
}

FACTS: dict[str, str] = {
    "admitted": N_("admitted"),
    "amount": N_("sum"),
    "application": N_("application"),
    "by": N_("by"),
    "change": N_("change"),
    "choice": N_("choice"),
    "departments": N_("departments"),
    "discarded": N_("draft thrown away"),
    "files": N_("files"),
    "hidden": N_("off the shelf"),
    "intent": N_("payment begun"),
    "items": N_("parts"),
    "kind": N_("kind"),
    "months": N_("length in months"),
    "moved": N_("moved"),
    "names": N_("names"),
    "notice": N_("notice"),
    "number": N_("number"),
    "passes": N_("passes the gate"),
    "payment": N_("payment"),
    "people": N_("people meant"),
    "person": N_("person"),
    "price": N_("price"),
    "reason": N_("reason"),
    "restored": N_("brought back from number"),
    "role": N_("role"),
    "roles": N_("roles"),
    "seats": N_("seats"),
    "settings": N_("settings"),
    "version": N_("version"),
}
_STATES: dict[str, str] = {
    "yes": N_("in favour"),
    "no": N_("against"),
    "stand_aside": N_("stands aside"),
    "transfer": N_("bank transfer"),
    "checkout": N_("card"),
    "below_gate": N_("below the gate"),
    "third_party": N_("serves shops"),
    "not_a_decision_maker": N_("does not decide for the firm"),
    **{role.value: words for role, words in CLUB_ROLES.items()},
}


def facts_in_words(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an event says of itself, as label and value; sums with their currency, the rest as it was written."""
    currency = str(facts.get("currency", ""))
    return [
        (_(FACTS.get(name, name)), _value(value, currency if name in {"amount", "price"} else ""))
        for name, value in facts.items()
        if name != "currency"
    ]


def _value(value: Any, currency: str) -> str:
    if currency and isinstance(value, int):
        return money(value, currency)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(_value(one, "") for one in value)
    return str(_(_STATES[value]) if value in _STATES else value)
