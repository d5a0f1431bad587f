"""Page lint: what no page under templates/ may contain, each rule shown to bite on a page that breaks it."""

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.house_rules.pages import Page, mentions, outcomes

TEMPLATES = Path(__file__).parents[2] / "templates"
LETTER = re.compile(r"[^\W\d_]")
WORDS = re.compile(r"^[A-Z][a-z]|\w \w|[\u4e00-\u9fff]")
SEEN = re.compile(r"\[(title|alt|placeholder|label|aria-label|aria-description|aria-placeholder|data-confirm)\]$")
SPOKEN = {"label", "title", "hint", "heading", "placeholder", "text", "legend", "caption", "alt", "summary", "name"}
TOKEN = {"csrf_token", "csrf", "hidden_tag"}
ADDRESS = {
    ("a", "href"),
    ("form", "action"),
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("button", "formaction"),
}
Finding = tuple[int, str]


def is_whole(page: Page) -> bool:
    """Layouts, macros, partials (`_name.html`) and messages are no pages of their own."""
    folder, _, name = page.name.rpartition("/")
    return folder.split("/")[0] not in {"layouts", "components", "messages", "mail"} and not name.startswith("_")


def no_style_or_script_inside(page: Page) -> Iterator[Finding]:
    for element in page.markup.elements:
        if element.tag == "style" or "style" in element.attributes:
            yield element.line, "style inside the page: give it a class in static/css"
        is_data = element.attributes.get("type") == "application/ld+json"
        if element.tag == "script" and not element.attributes.get("src") and not is_data:
            yield element.line, "script inside the page: put it into a file under static/js"
        for name, value in element.attributes.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield element.line, f"{name}: listen in a file under static/js"


@functools.cache
def token_names() -> set[str]:
    """The token itself, and the macros that write it."""
    macros = (macro for page in pages() for macro in page.macros())
    return TOKEN | {macro.name for macro in macros if mentions(macro, TOKEN)}


def forms_carry_a_token(page: Page) -> Iterator[Finding]:
    for element in page.markup.elements:
        is_post = element.tag == "form" and element.attributes.get("method", "get").lower() == "post"
        if is_post and not any(mentions(expression, token_names()) for expression in element.expressions):
            yield element.line, "form without CSRF token: use the form macro, or csrf_token() inside it"


def pages_extend_a_layout(page: Page) -> Iterator[Finding]:
    if is_whole(page) and not page.layout:
        yield 1, 'no layout: begin with {% extends "layouts/..." %}, or name a partial _like_this.html'


def text_is_translated(page: Page) -> Iterator[Finding]:
    for words in page.markup.words:
        if LETTER.search(words.text) and (not words.place or SEEN.search(words.place)):
            yield words.line, f"“{words.text}”: write {{{{ _('...') }}}}, or translate=\"no\" where it stays as it is"
    for expression, line in page.markup.shown:
        for shown in outcomes(expression):
            if isinstance(shown, nodes.Const) and isinstance(shown.value, str) and LETTER.search(shown.value):
                yield line, f"“{shown.value}”: write _('...')"
    for call in page.tree.find_all(nodes.Call):
        spoken = [pair.value for pair in call.kwargs if pair.key in SPOKEN]
        for given in spoken:
            if isinstance(given, nodes.Const) and isinstance(given.value, str) and WORDS.search(given.value):
                yield call.lineno, f"“{given.value}”: give the macro _('...')"


def nothing_is_marked_safe(page: Page) -> Iterator[Finding]:
    unsafe = [found for found in page.tree.find_all(nodes.Filter) if found.name in {"safe", "forceescape"}]
    for found in [*unsafe, *page.tree.find_all(nodes.ScopedEvalContextModifier)]:
        yield found.lineno, "escaping switched off: let Python hand over Markup that it sanitised"


def addresses_are_built(page: Page) -> Iterator[Finding]:
    for element in page.markup.elements:
        for name, value in element.attributes.items():
            if (element.tag, name) in ADDRESS and re.match(r"/|https?:", value):
                yield element.line, f"{value}: use url_for, which knows the club's place in the address"


def elements_are_whole(page: Page) -> Iterator[Finding]:
    for element in page.markup.elements:
        given = element.attributes
        if element.tag == "img" and "alt" not in given:
            yield element.line, 'img without alt (alt="" where it says nothing)'
        if element.tag == "button" and "type" not in given:
            yield element.line, "button without type"
        if element.tag == "th" and "scope" not in given:
            yield element.line, "th without scope"
        if element.tag == "html" and "lang" not in given:
            yield element.line, "html without lang"
        if given.get("target") == "_blank" and "noopener" not in given.get("rel", ""):
            yield element.line, 'target="_blank" without rel="noopener"'


@functools.cache
def asked_by_layouts() -> set[str]:
    """What the layouts call by name and do not import themselves: it comes from the program."""
    layouts = [Page.read(TEMPLATES, path) for path in (TEMPLATES / "layouts").glob("*.html")]
    imported = set[str]().union(*(page.imported for page in layouts))
    return set[str]().union(*(page.asked for page in layouts)) - imported


def nothing_takes_a_layouts_name(page: Page) -> Iterator[Finding]:
    if page.layout is not None:
        for name, line in page.imported.items():
            if name in asked_by_layouts():
                yield line, f"imports `{name}`, which the layout then finds instead of the program's: name it otherwise"


RULES: dict[Callable[[Page], Iterator[Finding]], list[str]] = {
    no_style_or_script_inside: [
        '<p style="color:red"></p>',
        "<style>p{}</style>",
        "<script>go()</script>",
        '<a onclick="{{ x }}"></a>',
        '<a href="javascript:go()"></a>',
    ],
    forms_carry_a_token: [
        '<form method="post"><input name="a"></form>',
        '<form method="POST"></form>{{ csrf_token() }}',
    ],
    pages_extend_a_layout: ["<p></p>"],
    text_is_translated: [
        "<p>Hello</p>",
        "{% if a %}<b>{{ x }} days</b>{% endif %}",
        '<img alt="A crown">',
        "<p>{{ 'Yes' if a else _('No') }}</p>",
        "{{ field(form.name, label='Your name') }}",
        "<p>你好</p>",
    ],
    nothing_is_marked_safe: ["{{ body|safe }}", "{% autoescape false %}{{ body }}{% endautoescape %}"],
    addresses_are_built: ['<a href="/talks">{{ x }}</a>', '<form action="/{{ club }}/apply"></form>'],
    nothing_takes_a_layouts_name: [
        '{% extends "layouts/desk.html" %}{% from "clubs/_menu.html" import menu %}',
        '{% extends "layouts/desk.html" %}{% from "clubs/_menu.html" import chips as menu %}',
    ],
    elements_are_whole: ['<img src="{{ x }}">', "<button></button>", "<th></th>", '<a target="_blank"></a>', "<html>"],
}
GOOD = """{% extends "layouts/public.html" %}{% from "components/form.html" import field %}
{% block main %}<h1 class="{{ 'wide' if a else 'narrow' }}">{{ _('Hello') }}</h1> · 3 %
<form method="post" action="{{ url_for('apply') }}">{{ form.csrf_token }}{{ field(form.name, label=_('Name')) }}
<button type="submit">{% trans n=n %}{{ n }} days{% endtrans %}</button></form>
<code translate="no">curl</code><img src="{{ x }}" alt="">{% endblock %}"""


@functools.cache
def pages() -> list[Page]:
    return [Page.read(TEMPLATES, path) for path in sorted(TEMPLATES.rglob("*.html"))]


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_pages_keep_the_rule(rule: Callable[[Page], Iterator[Finding]]) -> None:
    findings = [f"{page.name}:{line}: {text}" for page in pages() for line, text in rule(page)]
    assert findings == [], "\n".join(findings)


@pytest.mark.parametrize(("rule", "source"), [(rule, bad) for rule, samples in RULES.items() for bad in samples])
def test_rule_finds_a_page_that_breaks_it(rule: Callable[[Page], Iterator[Finding]], source: str) -> None:
    assert list(rule(Page("talks/show.html", source)))


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_accepts_a_good_page(rule: Callable[[Page], Iterator[Finding]]) -> None:
    assert list(rule(Page("talks/show.html", GOOD))) == []


def test_finding_names_its_line() -> None:
    page = Page("talks/show.html", "{% if a -%}\n\n  <p>\n{%- endif %}\n<p>Hello</p>")
    assert [line for line, _ in text_is_translated(page)] == [5]
