"""What the form of a part says beside its inputs: what banks offer, what has to be put right, what to look at again."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from club.core.saying import said
from club.documents.banked import tags_here
from club.documents.body import Body, Kind
from club.documents.itemform import ItemEditor, ItemForm
from club.documents.rules import common_problems
from club.documents.wording import hints_in, is_heard
from club.documents.words import choice_word, problem_place

NOT_TYPED = frozenset({"csrf_token", "opened", "sign"})


def offers(kind: Kind[Any], editor: ItemEditor, form: ItemForm) -> dict[str, list[tuple[str, str]]]:
    """What inputs offer while somebody types, by the name of the input: the tags of banks, with how many questions."""
    names = [one.name for one in editor.own if f"{editor.owner.__name__}.{one.name}" in kind.drawn_by]
    if not names:
        return {}
    words = ((bank, tag, ngettext("%(num)s question", "%(num)s questions", count)) for bank, tag, count in tags_here())
    listed = [(tag, f"{choice_word(bank)}: {many}") for bank, tag, many in words]
    for name in names:
        form[name].render_kw = {"list": f"known-{name}", "autocomplete": "off"}
    return dict.fromkeys(names, listed)


def wrong_in(kind: Kind[Any], body: Body, key: str) -> dict[str, str]:
    """What of a saved part has to be put right before the text is published, by field."""
    found: dict[str, list[str]] = {}
    for one in (*common_problems(body), *kind.problems(body)):
        if key in one.path:
            spot = problem_place(kind, body, one.path)
            if spot.key == key:
                found.setdefault(spot.field, []).append(said(one.message, one.values))
    return {name: " ".join(messages) for name, messages in found.items()}


def advice(form: ItemForm) -> dict[str, str]:
    """What to look at again in the wording of each input; it stops nothing."""
    found = {}
    for one in form:
        listed = (
            [_("“%(found)s”: %(what)s", found=hint.found, what=_(hint.message)) for hint in hints_in(one.data)]
            if _is_text(one) and not is_heard(one.name)
            else []
        )
        if listed:
            found[one.name] = " ".join(listed)
    return found


def _is_text(one: Any) -> bool:
    return isinstance(one.data, str) and one.name not in NOT_TYPED
