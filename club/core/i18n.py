"""Languages: which one a reader gets, and how dates, numbers and money are written in it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent, get_currency_name, get_currency_precision
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_domain, gettext
from markupsafe import Markup, escape

from club.core.at_hand import asked, beside
from club.core.money import Money
from config import ROOT

LANGUAGES = ("en", "zh")
LOCALES = {"en": "en", "zh": "zh_Hans_CN"}
NAMES = {"en": "English", "zh": "中文"}
COOKIE = "lang"
THOUSAND = 1000
_lang: ContextVar[str] = ContextVar("lang", default="")
CATALOGUES = ROOT / "translations"


def locale_of(lang: str) -> str:
    """Babel's name of one of our languages."""
    return LOCALES.get(lang, "en")


def lang() -> str:
    """The language of this page or message: `en` or `zh`. A page asks dozens of times, so the answer is kept."""
    return _lang.get() or _first_asked()


def _first_asked() -> str:
    chosen = chosen_lang()
    if has_request_context():
        _lang.set(chosen)
    return chosen


def _forget(*_: object) -> None:
    """Between two requests of one thread nothing is kept."""
    _lang.set("")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in one language for a while, whoever reads the page: a message to somebody else."""
    if lang() == language:
        yield
        return
    kept = _lang.set(language)
    try:
        with force_locale(locale_of(language)):
            yield
    finally:
        _lang.reset(kept)


def chosen_lang() -> str:
    """The language for this request: the reader's choice, the account's, the browser's, the club's."""
    if not has_request_context():
        return "en"
    kept = beside()
    if (known := kept.get("lang")) is None:
        known = kept.lang = _choose()
    return str(known)


def _choose() -> str:
    who, request = beside().get("who"), asked()
    club = getattr(request.environ.get("club.site"), "club", None)
    for wish in (request.cookies.get(COOKIE), who.lang if who else None):
        if wish in LANGUAGES:
            return wish
    if "HTTP_ACCEPT_LANGUAGE" in request.environ:
        best = next((code[:2] for code, _quality in request.accept_languages if code[:2] in LANGUAGES), None)
        if best:
            return best
    return club.lang if club else "en"


def init_app(app: Flask) -> None:
    """Set Babel up with our catalogues."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES / "compiled")
    Babel(app, locale_selector=lambda: locale_of(chosen_lang()))
    app.before_request(_forget)
    app.teardown_request(_forget)
    app.jinja_env.globals.update(gettext=say, _=say, ngettext=say_number)
    app.jinja_env.filters.update(
        day=day, moment=moment, number=number, percent=percent, money=money, short_day=short_day, weekday=weekday
    )
    app.jinja_env.filters["round_money"] = round_money


def read_ahead() -> None:
    """Read what texts, dates and numbers of every language need, for processes that part from this one and share it."""
    for language in LANGUAGES:
        with speaking(language):
            gettext("Home")
            day(date.min)
            number(0)


def say(message: str, /, **values: object) -> Markup:
    """A text of a page in the reader's language; values are escaped."""
    return sayer(lang())(message, **values)


@lru_cache(4)
def sayer(language: str) -> Callable[..., Markup]:
    """How a page says its texts in one language; a page asks dozens of times, so answers are kept."""

    @lru_cache(8192)
    def known(message: str) -> tuple[str, Markup]:
        with speaking(language):
            text = str(gettext(message))
        return text, Markup(text.replace("%%", "%"))  # noqa: S704  our own catalogue

    def said(message: str, /, **values: object) -> Markup:
        pattern, plain = known(message)
        return _filled(pattern, values) if values else plain

    return said


def _filled(pattern: str, values: Mapping[str, object]) -> Markup:
    """A text of our catalogue with its values, each escaped; markup’s own `%` wraps every one of them twice."""
    return Markup(pattern % {name: _written(value) for name, value in values.items()})  # noqa: S704


def _written(value: object) -> object:
    return value if type(value) in _UNESCAPED else escape(value)


_UNESCAPED = frozenset({int, float, Decimal, Markup})


def phrase(message: str, /, **values: object) -> str:
    """A text for anything but a page, with its values as they are; kept as those of pages are."""
    text = _text(lang(), message)
    return text % values if values else text


@lru_cache(8192)
def _text(language: str, message: str) -> str:
    with speaking(language):
        return str(gettext(message))


def phrase_number(singular: str, plural: str, num: int, /, **values: object) -> str:
    """A text with a number in it, for anything but a page."""
    return str(_numbered(lang(), singular, plural, num == 1)) % {"num": _counted(num), **values}


def say_number(singular: str, plural: str, num: int, /, **values: object) -> Markup:
    """A text with a number in it, in the reader's language."""
    return _numbered(lang(), singular, plural, num == 1) % {"num": _counted(num), **values}


def _counted(num: int) -> int | str:
    return num if num < THOUSAND else number(num)


@lru_cache(4096)
def _numbered(language: str, singular: str, plural: str, is_one: bool) -> Markup:
    """English has two forms, Chinese one: which of them depends on whether it is one."""
    with speaking(language):
        return Markup(_pattern(singular, plural, 1 if is_one else 2))  # noqa: S704  our own catalogue


def _pattern(singular: str, plural: str, num: int) -> str:
    return str(get_domain().get_translations().ungettext(singular, plural, num))


def zone() -> ZoneInfo:
    """The time zone in which this page shows moments: the firm's on its pages, else the club's."""
    if has_request_context() and (of_firm := g.get("zone")):
        return _zone(of_firm)
    site = request.environ.get("club.site") if has_request_context() else None
    club = getattr(site, "club", None)
    return _zone(club.zone if club else "UTC")


@lru_cache(64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(8192)
def _day(value: date, form: str, locale: str) -> str:
    return format_date(value, form, locale=locale)


def day(value: date | datetime | None) -> str:
    """`12 November 2026`, `2026年11月12日`; a moment counts in the zone of its page."""
    return _in_day(value, "long", "d MMMM y")


def short_day(value: date | datetime | None) -> str:
    """`12 Nov 2026`, `2026年11月12日`."""
    return _in_day(value, "long", "d MMM y")


def weekday(value: date | datetime | None) -> str:
    """`Monday 23 November`, `11月23日星期一`."""
    return _in_day(value, "M月d日EEEE", "EEEE d MMMM")


def _in_day(value: date | datetime | None, chinese: str, english: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(zone()).date()
    locale = locale_of(lang())
    return _day(value, chinese if locale != "en" else english, locale)


def moment(value: datetime | None, in_zone: str = "") -> str:
    """A moment to the minute, in the zone of its page unless another is named."""
    if value is None:
        return ""
    locale = locale_of(lang())
    form = "d MMM y, HH:mm" if locale == "en" else "y年M月d日 HH:mm"
    return format_datetime(value.astimezone(_zone(in_zone) if in_zone else zone()), form, locale=locale)


def number(value: float | Decimal | None) -> str:
    """A number with its thousands."""
    return "" if value is None else format_decimal(value, locale=locale_of(lang()))


def percent(value: float | Decimal | None) -> str:
    """A share of one as a percentage."""
    return "" if value is None else format_percent(value, locale=locale_of(lang()))


def money(amount: Money | int | None, currency: str = "") -> str:
    """Money, or minor units with a currency: `CNY 12,800` or `12,800 元`; decimals only where there are any."""
    if amount is None:
        return ""
    if isinstance(amount, Money):
        return _money(amount.amount_minor, amount.currency, lang())
    return _money(amount, currency, lang())


def round_money(amount: Money) -> str:
    """Money where it is a round sum and its size matters, not its digits: `7000 万元` where Chinese is read."""
    words = amount.in_words("zh") if lang() == "zh" and amount.currency == "CNY" else ""
    return f"{words}元" if words else money(amount)


def currency(code: str) -> str:
    """How a currency is called where one is chosen: `人民币（CNY）` where Chinese is read, else by its code."""
    return f"{get_currency_name(code, locale=locale_of('zh'))}（{code}）" if lang() == "zh" else code


@lru_cache(8192)
def _money(minor: int, currency: str, language: str) -> str:
    places = get_currency_precision(currency)
    value = Decimal(minor).scaleb(-places)
    digits = format_decimal(value, "#,##0" if value == value.to_integral_value() else "#,##0.00", locale="en")
    if language == "zh":
        return f"{digits} 元" if currency == "CNY" else f"{digits} {currency}"
    return f"{currency}\u00a0{digits}"


def pick(english: str, chinese: str) -> str:
    """Of a pair of texts the one in the reader's language, the other where that one is empty."""
    return (chinese or english) if lang() == "zh" else (english or chinese)


def has_catalogues(folder: Path = CATALOGUES) -> bool:
    """Whether the catalogues were compiled."""
    return (folder / "compiled" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.mo").exists()
