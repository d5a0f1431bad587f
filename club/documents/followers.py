"""What slices above do when a document gets its next number, in the same commit."""

from collections.abc import Callable

from club.documents.models import Document, Revision

Follower = Callable[[Document, Revision], None]
_FOLLOWERS: list[Follower] = []


def follows_publication(follower: Follower) -> Follower:
    """Register what is done when a number is published, before its day may have come."""
    _FOLLOWERS.append(follower)
    return follower


def tell_followers(document: Document, revision: Revision) -> None:
    """A number was published."""
    for follower in _FOLLOWERS:
        follower(document, revision)
