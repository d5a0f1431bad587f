"""Whole numbers of forms: as large as a database holds, else refused beside the field."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import NumberRange

from club.core.forms import WholeNumberField


class Asking(Form):
    seats = WholeNumberField(validators=[NumberRange(1, 10_000)])


@pytest.mark.parametrize("typed", ["9" * 400, "9" * 5000, "1e400", "-" + "9" * 40, "", "五"])
def test_what_is_no_number_of_ours_is_refused(typed: str) -> None:
    assert not Asking(MultiDict({"seats": typed})).validate()


def test_a_number_is_taken() -> None:
    asking = Asking(MultiDict({"seats": " 30 "}))
    assert asking.validate()
    assert asking.seats.data == 30
