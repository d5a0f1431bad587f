"""Reviews of a draft: who may be asked, how a request stands, and when four eyes have seen a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_
from club.policy import FIRM, Can, FirmRole


class ReviewVerdict(StrEnum):
    """What a reviewer says of a text."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Stand(StrEnum):
    """How a request stands; an answer to an earlier text is void."""

    WAITS = "waits"
    LATE = "late"
    LAPSED = "lapsed"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    VOID = "void"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stand.WAITS, Stand.LATE})

ONESELF = Refusal(
    "review.oneself",
    N_("You wrote the last change of this draft yourself."),
    N_("Ask somebody else to read it: four eyes see more than two."),
)
NOBODY = Refusal(
    "review.nobody",
    N_("This person cannot review texts of the firm."),
    N_("Choose an owner, the people office or a lead."),
)
DAY_GONE = Refusal("review.day_gone", N_("This day is over already."), N_("Choose today or a later day."))
ASKED = Refusal(
    "review.asked", N_("This person is asked already."), N_("Wait for the answer, or withdraw the request.")
)
OVER = Refusal(
    "review.over",
    N_("This request is over: it was answered or withdrawn, or the draft is gone."),
    N_("Look at the draft again."),
)
STALE = Refusal(
    "review.stale",
    N_("The draft was changed while you read it."),
    N_("Read the changes below; your answer counts for exactly the text that you saw."),
)
SAY_WHY = Refusal("review.say_why", N_("Whoever sends a text back says what has to change."), N_("Write your remarks."))


@dataclass(frozen=True)
class Asked:
    """What is known of one request: its reviewer, its day, and the answer with the text that it speaks of."""

    due_on: date
    reviewer_role: FirmRole
    has_left: bool = False
    is_withdrawn: bool = False
    verdict: ReviewVerdict | None = None
    text: str = ""
    reviewer: int | None = None


def may_review(role: FirmRole, *, has_left: bool = False) -> bool:
    """Whoever may publish may review, and leads."""
    return not has_left and (Can.DOCUMENT_PUBLISH in FIRM[role] or role is FirmRole.LEAD)


def stand(asked: Asked, *, text: str, today: date) -> Stand:
    """How a request stands for a draft whose digest is `text`."""
    if asked.is_withdrawn:
        return Stand.WITHDRAWN
    if asked.verdict is not None:
        return Stand(asked.verdict) if asked.text == text else Stand.VOID
    if not may_review(asked.reviewer_role, has_left=asked.has_left):
        return Stand.LAPSED
    return Stand.LATE if asked.due_on < today else Stand.WAITS


def ask_refusal(role: FirmRole, *, has_left: bool, is_last_writer: bool, due_on: date, today: date) -> Refusal | None:
    """Why somebody cannot be asked to review a draft."""
    if not may_review(role, has_left=has_left):
        return NOBODY
    if is_last_writer:
        return ONESELF
    return DAY_GONE if due_on < today else None


def answer_refusal(
    found: Stand, verdict: ReviewVerdict, *, remarks: str, is_text_seen: bool, is_last_writer: bool
) -> Refusal | None:
    """Why an answer is not taken."""
    if found not in OPEN:
        return OVER
    if not is_text_seen:
        return STALE
    if verdict is ReviewVerdict.APPROVED:
        return ONESELF if is_last_writer else None
    return None if remarks.strip() else SAY_WHY


def four_eyes_refusal(requests: Iterable[Asked], *, text: str, last_writer: int | None) -> Refusal | None:
    """Why a text may not be published where four eyes have to see it: nobody but its last writer approved it."""
    approvals = [one for one in requests if one.verdict is ReviewVerdict.APPROVED and not one.is_withdrawn]
    if any(one.text == text and one.reviewer != last_writer for one in approvals):
        return None
    if approvals:
        return Refusal(
            "review.void",
            N_("The draft was changed after it was approved, so the approval counts no more."),
            N_("Ask for a review of the text as it is now."),
        )
    return Refusal(
        "review.missing",
        N_("In this firm a text is published only when somebody else than its last writer approved it."),
        N_("Ask somebody to review it."),
    )
