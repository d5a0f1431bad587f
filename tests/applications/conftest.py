"""A club that takes applications, and who works at its desk."""

import pytest

from tests.makers import a_club, a_notice, a_person, a_role, sign_in


@pytest.fixture
def club(app):
    made = a_club("crown", telephone="0571 5550 1230")
    a_notice(made)
    return made


@pytest.fixture
def as_role(client, club):
    def signed_in(*roles):
        person = a_person()
        for role in roles:
            a_role(club, person, role, f"The {role.value}")
        sign_in(client, person)
        return person

    return signed_in
