"""A club that takes applications."""

import pytest

from tests.makers import a_club, a_notice


@pytest.fixture
def club(app):
    made = a_club("crown", telephone="0571 5550 1230")
    a_notice(made)
    return made
