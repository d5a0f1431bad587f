"""What the rows are called of which the club's book tells: asked of the slices above, which have them."""

from collections.abc import Callable, Collection, Mapping

Names = Mapping[tuple[str, str], str]
"""By sort (`firm`, `section` or `template` for rows named by their address, else nothing) and ref or address."""

SORT_OF = {"firm": "firm", "owner": "firm", "section": "section", "template": "template", "club_exam": "template"}
"""The sort of the row that an event is about, by the noun of its tag."""

_ANSWERED_BY: list[Callable[[Collection[str]], Names]] = []


def answers(called: Callable[[Collection[str]], Names]) -> Callable[[Collection[str]], Names]:
    """Register who knows what rows are called, by their refs and addresses."""
    _ANSWERED_BY.append(called)
    return called


def called(refs: Collection[str]) -> Names:
    """What rows are called, in the reader's language; one that is gone, or not for this reader, is left out."""
    return {key: name for ask in _ANSWERED_BY for key, name in ask(refs).items()} if refs else {}
