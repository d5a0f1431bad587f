"""Renders the living page of components: python -m tests.pages.gallery DIRECTORY writes it for the eye."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from tests.pages import specimens
from tests.pages.environment import A_DAY, A_MOMENT, ROOT, Firm, Person, environment, qr, surroundings

PAGES = ("front", "talks", "talk", "apply", "desk", "vote", "today", "ladder")
ERRORS = (400, 403, 404, 413, 422, 429, 500, 503)
CASES = {
    "en": [("Stone Ferry Kitchenware", "bad", "Verify, past five days", "72.0", 11),
           ("Ten Bridges Luggage", "warn", "Call back", "96.0", 3),
           ("Three Pines Tea", "", "Tell the outcome", "71.3", 3)],
    "zh": [("石渡厨具", "bad", "核验，超过五天", "72.0", 11), ("十桥箱包", "warn", "回电", "96.0", 3),
           ("三松茶业", "", "通知结果", "71.3", 3)],
}  # fmt: skip


def own_links(page: str, lang: str) -> dict[str, object]:
    """Give the surroundings of a page: who is signed in and which menus there are."""
    name = "许静" if lang == "zh" else "Xu Jing"
    words = (
        ("今天", "晋升通道", "员工", "标准", "问题库", "俱乐部资料")
        if lang == "zh"
        else ("Today", "Ladders", "People", "Standards", "Answers", "Club library")
    )
    firm_navigation = [(word, f"/{number}", number == 1) for number, word in enumerate(words)]
    if page in ("front", "talks", "talk", "apply"):
        return {}
    if page == "desk":
        return {"person": Person(name), "unread": 3}
    firm = Firm("枫巷家纺" if lang == "zh" else "Maple Lane Home Textiles")
    return {"person": Person(name), "firm": firm, "firm_navigation": firm_navigation}


def render(page: str, lang: str = "en", theme: str = "auto", *, long: bool = False, wrong: bool = True) -> str:
    """Render one page of the gallery."""
    env = environment(lang, asset_root="static")

    def say(english: str, chinese: str) -> str:
        return chinese if lang == "zh" else english

    cases = CASES[lang] + ([(specimens.LONG, "warn", specimens.LONG, "1.0", 1)] if long else [])
    return env.get_template(f"{page}.html").render(
        surroundings(lang, theme, **own_links(page, lang)),
        say=say,
        long=specimens.LONG if long else None,
        a_day=A_DAY,
        a_moment=A_MOMENT,
        qr=qr(),
        cases=cases,
        form=specimens.a_form(lang, wrong=wrong and page == "apply", long=long),
        track=specimens.a_track(lang, reached=2 if page == "today" else 0),
        tracks=specimens.three_tracks(),
        people=specimens.some_people(),
    )


def render_error(code: int, lang: str = "en", theme: str = "auto", **more: object) -> str:
    """Render an error page as the edge does, with or without what surrounds it."""
    env = environment(lang, asset_root="static")
    return env.get_template(f"errors/{code}.html").render({"lang": lang, "theme": theme, "reference": "7KQ2M4", **more})


def _states() -> Iterator[tuple[str, Callable[[], str]]]:
    for lang in ("en", "zh"):
        for theme in ("light", "dark"):
            for page in PAGES:
                yield f"{page}-{lang}-{theme}", partial(render, page, lang, theme)
            yield f"error-{lang}-{theme}", partial(render_error, 404, lang, theme)
    for page in PAGES:
        yield f"{page}-long", partial(render, page, "en", "light", long=True)


STATES = dict(_states())
"""Each page in each state by its file name, and how it is rendered."""


@cache
def rendered(name: str) -> str:
    """Render a page in a state, once."""
    return STATES[name]()


def write(folder: Path) -> None:
    """Write the gallery with its static files, to be opened without a server."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "club/static", folder / "static", dirs_exist_ok=True)
    for name in STATES:
        (folder / f"{name}.html").write_text(rendered(name))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
