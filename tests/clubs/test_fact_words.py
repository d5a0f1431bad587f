"""The club's book is read by people: each fact that an event keeps has its words, or is told by nothing on purpose."""

import ast
from collections.abc import Iterator

from club.clubs.fact_words import FACTS, SETTINGS, UNTOLD
from club.clubs.forms import BoardForm, DuesForm, GateForm, SiteForm, TalksForm
from club.clubs.setting_actions import TOLD
from club.clubs.words import EVENTS
from club.core.audit import Did
from config import ROOT

WHERE = {"about_firm", "person"}  # what `record` itself takes
OF_TEMPLATES = {"club/demo/library.py", "club/documents/editing.py", "club/library/offering_actions.py"}
IN_CLUBS_BOOK = {did.name for did in Did if did in EVENTS}


def test_each_fact_that_an_event_of_a_club_keeps_has_words() -> None:
    lacking = {f"{where}: {fact}" for where, fact in _facts() if fact not in FACTS.keys() | UNTOLD}
    assert lacking == set(), "give them words in club/clubs/fact_words.py"


def test_no_words_are_kept_for_facts_that_no_event_has() -> None:
    counted = {"articles", "courses", "talks"}  # what stood in a section that was removed
    assert FACTS.keys() - {fact for _where, fact in _facts()} - counted == set()


def test_each_setting_has_its_words() -> None:
    forms = (BoardForm, DuesForm, GateForm, SiteForm, TalksForm)
    fields = {name for form in forms for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    fields -= {"csrf_token", "gate", "told", "version"}
    assert fields | {"gate_minor"} == SETTINGS.keys()
    assert SETTINGS.keys() >= TOLD


def _facts() -> Iterator[tuple[str, str]]:
    """Where an event of the club's book is recorded, and each fact it keeps; of its texts, whatever a pad keeps."""
    for path in sorted((ROOT / "club").rglob("*.py")):
        where = str(path.relative_to(ROOT))
        by = ("record", "audit.record", "TemplatePad", *(("pad.keep",) if where in OF_TEMPLATES else ()))
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).partition("(")[0] in by and _is_of_club(call):
                yield from ((where, word.arg) for word in call.keywords if word.arg and word.arg not in WHERE)


def _is_of_club(call: ast.Call) -> bool:
    named = ast.unparse(call.args[0])
    return named != "row" and (not named.startswith("Did.") or named.removeprefix("Did.") in IN_CLUBS_BOOK)
