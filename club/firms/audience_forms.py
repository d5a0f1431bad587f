"""The part of a form that asks whom something is for: one audience, or people by name."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from club.core.forms import OnceForm
from club.firms.audience_rules import Aim, Audience
from club.firms.audience_words import audience_words
from club.firms.words import said_person


class AimingForm(OnceForm):
    """Base: `who` is an audience; `people` are named where it says so, and only there."""

    who: Any
    people: Any

    def offer_aims(self, aims: Iterable[Aim]) -> None:
        """Who can be chosen."""
        self.who.choices = [SelectChoice(one.value, audience_words(one.audience, one.target, one.name)) for one in aims]

    def offer_people(self, people: Iterable[Any]) -> None:
        """Who can be named."""
        self.people.choices = [SelectChoice(one.ref, said_person(one)) for one in people]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever names people means them, not the audience chosen above."""
        is_whole = super().validate(extra_validators)
        if is_whole and self.people.data and self.who.data != Audience.PEOPLE.value:
            self.people.errors = [
                _("You named people but chose others above. Choose “people by name”, or name nobody.")
            ]
            return False
        return is_whole

    @property
    def aim(self) -> Aim:
        """What was chosen, without its name."""
        audience, _colon, target = self.who.data.partition(":")
        return Aim(Audience(audience), target)
