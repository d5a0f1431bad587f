"""Pages are drawn as Jinja draws them by itself, though by fewer calls."""

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from club.core.drawing import Pages

MACROS = """
{% macro named(one, two='second', three=none) %}[{{ one }}|{{ two }}|{{ three }}]{% endmacro %}
{% macro around(title) %}<b>{{ title }}</b>{{ caller() }}{% endmacro %}
{% macro any_number() %}{{ varargs | join('+') }}{{ kwargs.more }}{% endmacro %}
"""


def drawn(source: str, kind: type[Environment] = Pages, **values: object) -> str:
    pages = kind(Flask(__name__), autoescape=True, loader=DictLoader({"macros": MACROS, "page": source}))
    return pages.get_template("page").render(**values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ text }}{{ markup }}{{ number }}{{ nothing }}{{ missing }}",
        "{% set kept %}{{ text }}{% endset %}{{ kept }}{{ kept | upper }}",
        "{{ text ~ markup }}{{ [text, markup] | join(', ') }}",
        "{% from 'macros' import named %}{{ named(text) }}{{ named(1, three=markup, two=text) }}{{ named() }}",
        "{% from 'macros' import around %}{% for n in (1, 2) %}{% call around(text) %}{{ n }}{% endcall %}{% endfor %}",
        "{% from 'macros' import any_number %}{{ any_number(1, text, more=markup) }}",
        "{% import 'macros' as all with context %}{{ all.named(text) }}",
    ],
)
def test_a_page_looks_as_jinja_draws_it(source: str) -> None:
    values = {"text": "<a & 'b'>", "markup": Markup("<i>"), "number": 7, "nothing": None}
    assert drawn(source, **values) == drawn(source, Environment, **values)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% from 'macros' import named %}{{ named(1, 2, 3, 4) }}", TypeError),
        ("{% from 'macros' import named %}{{ named(1, four=4) }}", TypeError),
        ("{% from 'macros' import around %}{{ around('title') }}", UndefinedError),
        ("{% from 'macros' import named %}{% call named(1) %}{% endcall %}", TypeError),
    ],
)
def test_a_macro_that_is_called_wrongly_says_so(source: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        drawn(source)
