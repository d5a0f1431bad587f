"""A club in which visitors may register for classes; a test about writing or moving them makes its own."""

import pytest

from club.clubs.models import Club, NoticeKind
from tests.makers import a_club, a_notice


@pytest.fixture
def crown(app) -> Club:
    club = a_club("crown")
    a_notice(club, NoticeKind.VISITORS)
    return club
