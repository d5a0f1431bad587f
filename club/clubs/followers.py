"""Where slices above follow a change of what a club says of itself."""

from collections.abc import Callable

Follower = Callable[[], object]
_FOLLOWERS: list[Follower] = []


def follows_settings(follower: Follower) -> Follower:
    """Register what is done in the commit that changes a club's settings."""
    _FOLLOWERS.append(follower)
    return follower


def settings_changed() -> None:
    """Tell them."""
    for follower in _FOLLOWERS:
        follower()
