"""Every form of the program, field by field: a text that is required is one that can be read."""

from collections.abc import Iterator

from flask import Flask
from wtforms import PasswordField, StringField
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, InputRequired

from club.core.forms import Form


def forms(base: type[Form] = Form) -> Iterator[type[Form]]:
    """Every form that is written down."""
    for form in base.__subclasses__():
        if form.__module__.startswith("club."):
            yield form
        yield from forms(form)


def fields(form: type[Form]) -> Iterator[tuple[str, UnboundField]]:
    """The fields of a form, with those that it inherits."""
    for name in dir(form):
        if isinstance(field := getattr(form, name), UnboundField):
            yield f"{form.__module__}.{form.__name__}.{name}", field


def is_text(field: UnboundField) -> bool:
    """A password is compared and never read, so it may be made of spaces."""
    return issubclass(field.field_class, StringField) and not issubclass(field.field_class, PasswordField)


def validators(field: UnboundField) -> list[object]:
    return list(field.kwargs.get("validators") or (field.args[1] if len(field.args) > 1 else ()))


def test_required_texts_are_looked_at_after_their_filters(sqlite_app: Flask) -> None:
    wrong = [
        name
        for form in forms()
        for name, field in fields(form)
        if is_text(field) and any(isinstance(one, InputRequired | DataRequired) for one in validators(field))
    ]
    assert wrong == [], "write Filled() of club.core.forms: the others take spaces for a text"
