"""What a browser says as it sends a recording in parts."""

from contextlib import closing

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length, NumberRange

from club.core.forms import Filled, Form, WholeNumberField
from club.core.parts import PART


class BeginMediaForm(Form):
    """Which file comes: its first bytes, and by what the browser knows it again."""

    name = StringField(validators=[Filled(), Length(max=300)])
    size = WholeNumberField(validators=[InputRequired(), NumberRange(min=0)])
    mark = StringField(validators=[Length(max=60)])
    head = FileField(validators=[FileRequired()])


class PartForm(Form):
    """The next part of a file, and where it begins."""

    offset = WholeNumberField(validators=[InputRequired(), NumberRange(min=0)])
    part = FileField(validators=[FileRequired()])

    def content(self) -> bytes:
        """The part; one that is too long is cut where that can be seen."""
        with closing(self.part.data) as sent:
            return bytes(sent.stream.read(PART + 1))
