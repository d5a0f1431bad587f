"""Why a document may not be changed, published or retired."""

from collections.abc import Iterable

from club.core.refusals import Refusal
from club.core.text import N_, Phrase
from club.documents.references import Reference

GONE = Refusal(
    "document.item_gone",
    N_("Somebody removed this part while you were writing."),
    N_("Go back to the draft; your words are still in the form of the page before."),
)
NEEDED = Refusal(
    "document.item_needed",
    N_("This part cannot go on its own: the part that holds it needs it."),
    N_("Take out the part that holds it."),
)
NO_DRAFT = Refusal(
    "document.no_draft",
    N_("There is no draft to publish: somebody published or discarded it meanwhile."),
    N_("Open the document and look at its revisions."),
)
STALE_DRAFT = Refusal(
    "document.stale_draft",
    N_("The draft was changed after you opened this page."),
    N_("Read the changes below, then publish again."),
)
DRAFT_IN_THE_WAY = Refusal(
    "document.draft_in_the_way",
    N_("There is a draft with changes that are not published."),
    N_("Publish or discard the draft first."),
)
NEVER_PUBLISHED = Refusal(
    "document.never_published",
    N_("Nothing of this document is published yet, so there is nothing to go back to."),
    N_("Publish it, or retire it."),
)
RETIRED = Refusal("document.retired", N_("This document is retired and is not changed any more."))
EARLIER = Refusal(
    "document.earlier",
    N_("A revision cannot apply from a day before it is published."),
    N_("Choose today or a later day."),
)
LATER = Refusal(
    "document.later",
    N_("This day is too far away: check the year."),
    N_("A revision applies from a day within the next two years."),
)
UNPUBLISHABLE = Refusal(
    "document.unpublishable",
    N_("Something has to be put right before this can be published."),
    N_("The list below names each place."),
)

REVIEW_DAY_GONE = Refusal(
    "document.review_day_gone", N_("This day is over already."), N_("Choose today or a later day, or none.")
)
IN_BOTH = Refusal(
    "document.in_both", N_("The draft is in both languages already."), N_("Open it and fill in the rest.")
)
IN_ONE = Refusal("document.in_one", N_("The draft is in one language only."))


def in_use(found: Iterable[Reference]) -> Refusal | None:
    """Refuse to let go of what somebody still points at, naming who."""
    listed = list(found)
    if not listed:
        return None
    who: Phrase = listed[0].words
    are_people = all(each.is_person for each in listed)
    if len(listed) == 1:
        remedy = N_("Move the person first.") if are_people else N_("Change what points at it first.")
        return Refusal("document.in_use", N_("This is still in use: %(who)s."), remedy, {"who": who})
    return Refusal(
        "document.in_use",
        N_("This is still in use: %(who)s, and %(count)s more."),
        N_("Move these people first.") if are_people else N_("Change what points at it first."),
        {"who": who, "count": len(listed) - 1},
    )
