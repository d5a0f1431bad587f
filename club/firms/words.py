"""The words of a firm: platforms, kinds of department, roles, and what happened in it."""

from typing import Any

from flask_babel import gettext as _

from club.core import i18n
from club.core.audit import Did
from club.core.text import N_
from club.policy import FirmRole

PLATFORMS = {
    "taobao": N_("Taobao"),
    "tmall": N_("Tmall"),
    "jd": N_("JD"),
    "pinduoduo": N_("Pinduoduo"),
    "douyin": N_("Douyin"),
    "kuaishou": N_("Kuaishou"),
    "xiaohongshu": N_("Xiaohongshu"),
    "1688": N_("1688"),
    "amazon": N_("Amazon"),
    "shopee": N_("Shopee"),
    "lazada": N_("Lazada"),
    "aliexpress": N_("AliExpress"),
    "own_site": N_("Own site"),
}
DEPARTMENTS = {
    "operations": N_("Operations"),
    "service": N_("Customer service"),
    "content": N_("Design and content"),
    "advertising": N_("Advertising"),
    "live": N_("Live streaming"),
    "purchasing": N_("Purchasing"),
    "warehouse": N_("Warehouse and shipping"),
    "finance": N_("Finance"),
    "people": N_("People and training"),
}
OTHER = N_("Another department")
ROLES = {
    FirmRole.OWNER: N_("Owner"),
    FirmRole.PEOPLE_OFFICE: N_("People office"),
    FirmRole.LEAD: N_("Lead"),
    FirmRole.STAFF: N_("Staff"),
    FirmRole.ACCOUNTANT: N_("Accountant"),
}
EVENTS = {
    Did.FIRM_ADMITTED: N_("The club admitted the firm"),
    Did.FIRM_ACTIVATED: N_("The firm became a member"),
    Did.OWNER_LINK_RENEWED: N_("New link for the first owner"),
    Did.FIRM_ENTRY_CHANGED: N_("Entry in the directory changed"),
    Did.FIRM_SET: N_("Settings changed"),
    Did.STAFF_NOTICE_SET: N_("Contact and term in the notice for staff set"),
    Did.FIRM_SET_UP: N_("Workspace set up"),
    Did.FIRM_EXPORTED: N_("Everything exported"),
    Did.OWNER_OFFERED: N_("Ownership offered"),
    Did.OWNER_OFFER_ENDED: N_("Offer of ownership ended"),
    Did.OWNER_ADDED: N_("Another owner"),
    Did.FIRM_HANDED_OVER: N_("Firm handed over"),
    Did.DEPARTMENT_CHANGED: N_("Department changed"),
    Did.PERSON_INVITED: N_("Person invited"),
    Did.INVITATION_REVOKED: N_("Invitation withdrawn"),
    Did.INVITATION_OPENED: N_("Invitation opened, to be confirmed"),
    Did.INVITATION_ACCEPTED: N_("Invitation accepted"),
    Did.MEMBERSHIP_CHANGED: N_("Person’s particulars changed"),
    Did.MEMBERSHIP_ENDED: N_("Person left"),
    Did.ROLE_GRANTED: N_("Instructor named"),
    Did.ROLE_TAKEN: N_("No longer instructor"),
    Did.TALK_HANDED_OVER: N_("Draft of a talk handed to the club’s editors"),
    Did.ARTICLE_HANDED_OVER: N_("Draft of an article handed to the club’s editors"),
    Did.CO_AUTHOR_LEFT: N_("Somebody taken off a text"),
    Did.COURSE_INSTRUCTOR_LEFT: N_("Instructor taken off a course"),
    Did.CLUB_EXAM_HANDED_OVER: N_("Exam of the club left to the editors"),
    Did.CLASS_HOST_LEFT: N_("Class left without its host, who left the club"),
    Did.INVOICE_ISSUED: N_("Invoice written"),
    Did.PAYMENT_RECORDED: N_("Payment recorded"),
    Did.PAYMENT_UNMATCHED: N_("Money came that settles no invoice"),
    Did.CHECKOUT_STARTED: N_("Payment by card begun"),
    Did.DOCUMENT_ADOPTED: N_("Document taken over or begun"),
    Did.DOCUMENT_CHANGED: N_("Document changed"),
    Did.DOCUMENT_PUBLISHED: N_("Document published"),
    Did.DOCUMENT_OFFERED: N_("Clause offered to the club"),
    Did.DOCUMENT_UPDATED: N_("The club’s changes taken over"),
    Did.DOCUMENT_RETIRED: N_("Document retired"),
    Did.DOCUMENT_FACTS_SET: N_("Keeper, department or review date of a document set"),
    Did.DOCUMENT_COPIED: N_("Document taken out as a file"),
    Did.DOCUMENT_IMPORTED: N_("File brought in as a draft"),
    Did.PICTURE_ADDED: N_("Picture added to a text"),
    Did.PICTURE_DELETED: N_("Picture that no text shows any more deleted"),
    Did.DOCUMENT_REVIEW_DUE: N_("Review date of a document reached"),
    Did.COMMENT_WRITTEN: N_("Comment on a text written"),
    Did.COMMENT_ANSWERED: N_("Comment on a text answered"),
    Did.COMMENT_SETTLED: N_("Comment on a text settled"),
    Did.CONSULTATION_OPENED: N_("Staff consulted on a text"),
    Did.CONSULTATION_RECORDED: N_("Talk or notice put on record"),
    Did.CONSULTATION_CLOSED: N_("Consultation closed"),
    Did.REVIEW_ASKED: N_("Review of a draft asked for"),
    Did.REVIEW_ANSWERED: N_("Draft reviewed"),
    Did.REVIEW_WITHDRAWN: N_("Request for a review withdrawn"),
    Did.SIGNING_ASSIGNED: N_("Text assigned to be signed"),
    Did.SIGNING_CHANGED: N_("Time or people for signing a text changed"),
    Did.SIGNING_ENDED: N_("Nobody asked to sign a text any more"),
    Did.SIGNING_REMINDED: N_("People reminded to sign"),
    Did.TEXT_SIGNED: N_("Text signed"),
    Did.CLASS_REGISTERED: N_("Place in a class asked for"),
    Did.CLASS_WITHDRAWN: N_("Place in a class given back"),
    Did.CLASS_OFFER_ACCEPTED: N_("Offered place taken"),
    Did.CLASS_RATED: N_("Class rated"),
    Did.COURSE_GIVEN: N_("Course given to people"),
    Did.COURSE_BEGUN: N_("Course begun by somebody"),
    Did.COURSE_PUT_OFF: N_("Last day of a course changed"),
    Did.HOMEWORK_PUT_OFF: N_("Another day given for homework of a class"),
    Did.LESSON_DONE: N_("Lesson done"),
    Did.COURSE_FINISHED: N_("Course finished"),
    Did.CERTIFICATE_ISSUED: N_("Certificate issued"),
    Did.COURSE_NAME_SHOWN: N_("Name shown to a course’s instructors, or hidden"),
    Did.TASK_HANDED_IN: N_("Answer handed in to a course"),
    Did.TASK_GRADED: N_("Answer of a course graded"),
    Did.QUALIFICATION_GRANTED: N_("Somebody qualified"),
    Did.OWN_QUALIFICATION_NAMED: N_("Qualification of the firm named"),
    Did.OWN_QUALIFICATION_CHANGED: N_("Qualification of the firm changed"),
    Did.EXAM_CONDITIONS_SET: N_("What an exam asks for changed"),
    Did.DEADLINES_SHARED: N_("Calendar of course days made"),
    Did.DELTA_SETTLED: N_("Exam on what changed settled"),
    Did.PERSON_PLACED: N_("Person placed on a stage"),
    Did.PLACEMENT_ENDED: N_("Placement ended"),
    Did.PLACEMENT_PLANNED: N_("Stage kept for somebody who is invited"),
    Did.ITEM_TICKED: N_("Item ticked"),
    Did.ITEM_UNTICKED: N_("Tick taken back"),
    Did.ACCOUNT_RESET: N_("Password of an account reset"),
    Did.QUESTION_BANKED: N_("Question put into the bank"),
    Did.BANKED_CHANGED: N_("Question of the bank changed"),
    Did.BANKED_REMOVED: N_("Question taken out of the bank"),
    Did.BANK_FILE_SENT: N_("File of questions sent into the bank"),
    Did.BANK_FILE_WRITTEN_OVER: N_("Questions of a file written over changes in the bank"),
    Did.BANK_TAKEN_OUT: N_("Question bank taken out as a file"),
    Did.EXAM_BEGUN: N_("Exam begun"),
    Did.EXAM_FINISHED: N_("Exam handed in"),
    Did.EXAM_GRADED: N_("Answers in an exam graded"),
    Did.EXAM_ALLOWED: N_("Another attempt at an exam allowed"),
    Did.EXAM_CALLED: N_("People asked to sit an exam"),
    Did.EXAM_CALL_ENDED: N_("People no longer asked to sit an exam"),
    Did.EXAM_ANEW: N_("An exam to be sat anew"),
    Did.GAP_REPORTED: N_("Missing answer reported"),
    Did.GAP_SETTLED: N_("Missing answer settled"),
    Did.ANSWER_SENT_OTHERWISE: N_("Answer sent in other words"),
    Did.SENT_OTHERWISE_SETTLED: N_("Other words of an answer settled"),
}
"""What a firm may read of itself; a kind of event that has no words yet is shown as “Other”."""


def said_platforms(platforms: list[str]) -> str:
    """Platforms as a reader lists them."""
    return ("、" if i18n.lang() == "zh" else ", ").join(_(PLATFORMS.get(one, one)) for one in platforms)


def said_person(row: Any) -> str:
    """Somebody as they are chosen from a list, with the department."""
    return f"{row.name}, {row.department}" if row.department else str(row.name)


def said_event(did: str) -> str:
    """What happened, in words."""
    known = {kind.value: words for kind, words in EVENTS.items()}
    return str(_(known[did])) if did in known else str(_("Other"))
