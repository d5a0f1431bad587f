"""What the components promise: names tied to inputs, errors told twice, text escaped, nothing inline."""

import re
from html.parser import HTMLParser

import pytest

from tests.pages import gallery, specimens
from tests.pages.environment import TEMPLATES, Club, environment

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "circle"}


class Tags(HTMLParser):
    """Collects start tags and checks that they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def macro(name: str, call: str, **values: object) -> str:
    """Render one macro call in English."""
    return (
        environment()
        .from_string(f'{{% from "components/{name}.html" import {call.partition("(")[0]} %}}{{{{ {call} }}}}')
        .render(values)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", gallery.STATES)
def test_page_is_whole(name: str) -> None:
    tags = Tags(gallery.rendered(name))
    ids = [attrs["id"] for _, attrs in tags.tags if "id" in attrs]
    assert tags.open == []
    assert len(tags.all("h1")) == 1
    assert len(ids) == len(set(ids))
    assert not [attrs for _, attrs in tags.tags if "style" in attrs or any(key.startswith("on") for key in attrs)]
    for reference in ("for", "aria-labelledby", "aria-describedby"):
        for _, attrs in tags.tags:
            assert set((attrs.get(reference) or "").split()) <= set(ids)


@pytest.mark.parametrize("name", gallery.STATES)
def test_every_posting_form_carries_a_token(name: str) -> None:
    forms = [form for form in gallery.rendered(name).split("<form ")[1:] if 'method="post"' in form]
    assert all('name="csrf_token"' in form.split("</form>")[0] for form in forms)


def test_chinese_pages_hold_no_english_of_the_layout() -> None:
    text = re.sub(r"<[^>]+>", "\n", gallery.render("desk", "zh") + gallery.render("apply", "zh"))
    assert re.findall(r"\b(?:Sign|Next|Skip|Copy|Telephone|Error|Privacy)\b", text) == []


def test_field_ties_label_hint_error_and_echo_to_the_input() -> None:
    form = specimens.a_form(wrong=True)
    tags = Tags(macro("field", "field(f, hint='18 digits', echo='as read', inputmode='numeric')", f=form.code))
    (given,) = tags.all("input")
    assert given["aria-describedby"] == "code-hint code-why code-echo"
    assert given["aria-invalid"] == "true"
    assert given["inputmode"] == "numeric"
    assert tags.all("label") == [{"for": "code"}]


def test_field_marks_what_is_optional() -> None:
    form = specimens.a_form()
    assert "(optional)" in macro("field", "field(f)", f=form.remark)
    assert "(optional)" not in macro("field", "field(f)", f=form.code)


def test_form_summary_leads_to_the_fields() -> None:
    text = macro("form", "form(f, action='/apply', submit='Send')", f=specimens.a_form(wrong=True))
    links = [attrs["href"] for attrs in Tags(text).all("a")]
    assert links == ["#code", "#platforms", "#consent"]
    assert "3 things to put right" in text


def test_form_carries_hidden_fields_and_is_ready_for_files() -> None:
    text = macro("form", "form(f, action='/apply', submit='Send')", f=specimens.a_form())
    assert 'name="submission_key"' in text
    assert 'enctype="multipart/form-data"' in text
    assert 'role="alert"' not in text


def test_a_page_with_errors_says_so_in_its_title() -> None:
    assert "<title>Error: Apply" in gallery.render("apply")
    assert "<title>Apply" in gallery.render("apply", wrong=False)


def test_text_is_escaped_everywhere() -> None:
    for page in gallery.PAGES:
        assert "<script>" not in gallery.render(page, long=True).replace("<script src", "")


def test_badge_says_its_state_by_word() -> None:
    assert macro("badge", "badge('bad', 'overdue')") == '<span class="state state-bad">overdue</span>'
    assert macro("badge", "badge('', 'due')") == '<span class="state">due</span>'


def test_theme_stands_on_the_page_only_when_chosen() -> None:
    assert 'data-theme="dark"' in gallery.render("front", theme="dark")
    assert "data-theme" not in gallery.render("front", theme="auto")


@pytest.mark.parametrize("code", gallery.ERRORS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_error_pages_stand_without_anything_around(code: int, lang: str) -> None:
    tags = Tags(gallery.render_error(code, lang))
    assert len(tags.all("h1")) == 1
    bare = environment().get_template(f"errors/{code}.html").render()
    assert "Reference" not in bare


def test_error_page_takes_the_words_of_a_refusal() -> None:
    text = gallery.render_error(
        422, message="The year lies ahead.", next_step="Choose another year.", club=Club("Demo")
    )
    assert "The year lies ahead." in text
    assert "Choose another year." in text
    assert "0571 5550 1230" in text


def test_ladder_draws_stages_to_the_scale_of_time() -> None:
    text = macro("ladder", "ladder('Ladder', [track], people)", track=specimens.a_track(), people=[])
    widths = [
        float(end) - float(start) for start, end in re.findall(r'class="step" d="M([\d.]+) [\d.]+H([\d.]+)', text)
    ]
    assert [round(width / widths[0]) for width in widths] == [1, 3, 3, 4, 3, 4, 5]


def test_ladder_tells_the_same_in_words() -> None:
    text = macro(
        "ladder", "ladder('Ladder', [track], people)", track=specimens.a_track(), people=specimens.some_people()
    )
    label = Tags(text).all("svg")[0]["aria-label"] or ""
    assert "Paid promotion 3" in label
    assert "Wei Tao: 31 days behind" in label


def test_ladder_tells_the_pay_of_the_stage_without_an_end() -> None:
    text = macro("ladder", "ladder('Ladder', [track])", track=specimens.a_track())
    wide, _tall, tall = text.partition('<div class="tall">')
    assert re.findall(r'class="(?:nm|mut)" x="1074" y="[^"]*">([^<]*)<', wide) == ["Director", "12,000", "open end"]
    assert ">12,000 · open end<" in tall


def test_ladder_fills_the_stages_that_are_reached() -> None:
    text = macro("ladder", "ladder('Ladder', [track])", track=specimens.a_track(reached=2))
    assert text.count('<path class="step-on"') == 2


def test_nothing_inline_stands_in_any_template() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        assert " style=" not in text, path
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|ld\+json))", text), path
        assert not re.search(r"\son\w+=", text), path
