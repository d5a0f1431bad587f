"""Made-up data for the living page of components, in English, Chinese and at unkind length."""

from itertools import starmap
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)
from wtforms.fields.choices import SelectChoice

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2 + " مرحبا 😀<script>"


class Demo(Form):  # type: ignore[misc]
    submission_key = HiddenField(default="made-up-key")
    name = StringField("Legal name of the firm", [validators.InputRequired()])
    code = StringField("Unified social credit code", [validators.InputRequired()])
    platforms = SelectMultipleField(
        "Platforms",
        choices=[
            SelectChoice("taobao", "Taobao"),
            SelectChoice("tmall", "Tmall"),
            SelectChoice("jd", "JD"),
            SelectChoice("douyin", "Douyin"),
        ],
    )
    turnover = StringField("Turnover of one year", [validators.InputRequired()])
    year = SelectField(
        "Which year", choices=[SelectChoice("2025", "Fiscal year 2025"), SelectChoice("ttm", "The last 12 months")]
    )
    basis = SelectField(
        "Counted how", choices=[SelectChoice("net", "paid, net of refunds"), SelectChoice("gmv", "GMV")]
    )
    evidence = MultipleFileField("Evidence")
    remark = TextAreaField("What else we should know", [validators.Optional()])
    password = PasswordField("Password", [validators.InputRequired()])
    vote = RadioField(
        "Your vote",
        [validators.InputRequired()],
        choices=[
            SelectChoice("yes", "Yes"),
            SelectChoice("no", "No"),
            SelectChoice("ask", "Ask for more"),
            SelectChoice("aside", "Stand aside"),
        ],
    )
    consent = BooleanField("I have read the privacy notice of 1 November 2026", [validators.InputRequired()])


LABELS_ZH = {
    "name": "企业全称",
    "code": "统一社会信用代码",
    "platforms": "在哪些平台开店",
    "turnover": "一年营业额",
    "year": "哪一年",
    "basis": "按什么口径",
    "evidence": "凭证",
    "remark": "还有什么要说明",
    "password": "密码",
    "vote": "您的投票",
    "consent": "我已阅读 2026 年 11 月 1 日版隐私告知",
}


def a_form(lang: str = "en", *, wrong: bool = False, long: bool = False) -> Form:
    """Make the form, filled in, with mistakes if asked."""
    name = LONG if long else "杭州石渡厨具有限公司（演示）" if lang == "zh" else "Stone Ferry Kitchenware (demo)"
    typed = [
        ("name", name),
        ("code", "91330106MA2DEMK171"),
        ("platforms", "taobao"),
        ("turnover", "7千2百万"),
        ("year", "2025"),
        ("basis", "net"),
        ("consent", "y"),
    ]
    form = Demo(MultiDict(typed))
    if lang == "zh":
        for field in form:
            field.label.text = LABELS_ZH.get(field.name, field.label.text)
    if wrong:
        form.code.errors = [
            "校验码对不上，多半是有一位抄错了。" if lang == "zh" else "The check character does not match."
        ]
        form.platforms.errors = ["至少选一个" if lang == "zh" else "Choose at least one."]
        form.consent.errors = ["请先阅读告知" if lang == "zh" else "Please read the notice first."]
    return form


STAGES = {
    "en": [
        ("Entry and platform rules", 1, "4,000"),
        ("Paid promotion", 3, "4,500"),
        ("Detail page", 3, "5,200"),
        ("All-round", 4, "6,000"),
        ("Data", 3, "7,200"),
        ("Assistant", 4, "8,000"),
        ("Operator", 5, "9,500 + share"),
    ],
    "zh": [
        ("入门与平台规则", 1, "4,000"),
        ("付费推广", 3, "4,500"),
        ("详情页优化", 3, "5,200"),
        ("全面技能", 4, "6,000"),
        ("数据分析", 3, "7,200"),
        ("运营助理", 4, "8,000"),
        ("独立运营", 5, "9,500 + 分成"),
    ],
}

PEOPLE = [
    ("Ding Yi", 0.5, 0.5, "", "on time", ""),
    ("Ma Lan", 2.1, 2.3, "−5 d", "5 days behind", "bad"),
    ("Jia Rui", 6.8, 6.6, "+6 d", "6 days ahead", "good"),
    ("Gao Fei", 10.1, 10.1, "", "on time", ""),
    ("Wei Tao", 13.6, 14.7, "−31 d", "31 days behind", "bad"),
    ("Hu Qing", 14.8, 14.4, "+12 d", "12 days ahead", "good"),
    ("An Bei", 15.1, 15.1, "", "on time", ""),
]


def a_stage(name: str, months: float, pay: str, *, is_reached: bool = False) -> dict[str, Any]:
    return {"name": name, "months": months, "pay": pay, "is_reached": is_reached}


def a_track(lang: str = "en", reached: int = 0) -> dict[str, Any]:
    """Make the operator's ladder."""
    stages = [a_stage(*stage, is_reached=number < reached) for number, stage in enumerate(STAGES[lang])]
    end = ("总监", "不设上限") if lang == "zh" else ("Director", "open end")
    open_end = {"end_name": end[0], "end_pay": "12,000", "end_note": end[1]}
    return {"name": "Operations", "start": 0, "stages": stages, **open_end}


def three_tracks() -> list[dict[str, Any]]:
    """Make the service ladder: a trunk and three ways on."""
    shapes = [
        ("Gold medal", 0, [("Trainee", 0.5, "3,800"), ("Live", 2.5, "4,200"), ("Senior", 3, "4,800"),
                           ("Gold", 6, "5,800"), ("Product expert and coach", 6, "7,500")]),
        ("Management", 6, [("Shift lead", 2, "5,600"), ("Supervisor", 6, "6,800"), ("Manager", 10, "9,000")]),
        ("Community", 3, [("Assistant", 3, "4,600"), ("Operator", 6, "5,600"), ("Lead", 8, "7,400")]),
    ]  # fmt: skip
    return [
        {"name": name, "start": start, "stages": list(starmap(a_stage, stages)), "end_name": None, "end_note": None}
        for name, start, stages in shapes
    ]


def some_people(track: int = 0) -> list[dict[str, Any]]:
    """Make people that stand on the ladder."""
    return [
        {"initial": name[0], "name": name, "track": track, "at": at, "calendar": due, "short": short, "words": words,
         "kind": kind, "is_me": name == "Jia Rui"}
        for name, at, due, short, words, kind in PEOPLE
    ]  # fmt: skip
