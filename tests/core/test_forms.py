"""Forms take what was typed, and nothing else."""

import pytest
from flask import Flask
from wtforms import StringField
from wtforms.validators import InputRequired

from club.core.forms import Form


class NameForm(Form):
    name = StringField(validators=[InputRequired()])


@pytest.mark.parametrize("body", ["0", "1e400", "null", "[]", '"name"', '{"name": "Anna"}', "{"])
def test_form_with_a_body_of_json_is_empty(app: Flask, body: str) -> None:
    with app.test_request_context(method="POST", data=body, content_type="application/json"):
        form = NameForm(meta={"csrf": False})
        assert not form.validate_on_submit()
        assert form.name.data in {None, ""}


def test_form_reads_what_was_typed(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Anna"}):
        assert NameForm(meta={"csrf": False}).validate_on_submit()
