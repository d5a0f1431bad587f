"""Language and theme, for everybody.

A page on which somebody types sends its form along (`sends_along`, `components/switch.html`); the browser then sends
it on, as it came, to the page that it is for.
"""

from flask import Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from club.account.blueprint import blueprint
from club.core import i18n, pages
from club.core.held import is_own_path
from club.policy import Can, needs

YEAR = 365 * 24 * 3600


@blueprint.route("/language/<code>", methods=["GET", "POST"])
@needs(Can.SITE_READ)
def language(code: str) -> ResponseReturnValue:
    """Read on in another language."""
    return _preference(i18n.COOKIE, code, i18n.LANGUAGES)


@blueprint.route("/theme/<code>", methods=["GET", "POST"])
@needs(Can.SITE_READ)
def theme(code: str) -> ResponseReturnValue:
    """Read on in another theme."""
    return _preference(pages.THEME_COOKIE, code, pages.THEMES)


def _preference(cookie: str, value: str, allowed: tuple[str, ...]) -> ResponseReturnValue:
    if value not in allowed:
        abort(404)
    wanted = request.args.get("next", "")
    back = wanted if is_own_path(wanted) else url_for("home.front")
    response = make_response(redirect(back, 307 if request.method == "POST" else 303))
    keep_preference(response, cookie, value)
    return response


def keep_preference(response: Response, cookie: str, value: str) -> None:
    """Keep a wish in this browser for a year."""
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure, path="/")
