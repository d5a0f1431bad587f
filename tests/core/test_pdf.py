"""Setting a page as PDF takes seconds: nobody waits for rows that whoever asked holds meanwhile."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import pdf
from club.core.db import session
from tests.makers import a_club, as_desk


def test_no_page_is_set_while_rows_are_held(app):
    with as_desk(a_club("crown")):
        session().scalars(select(Club.id)).all()
        with pytest.raises(RuntimeError):
            pdf.drawn("<p>A page</p>")
