"""Hints for lawful wording, clause by clause: they advise and never stop a firm's own text."""

import re
from collections.abc import Iterator

from club.core.text import N_
from club.documents.body import Body, Hint, Pair
from club.documents.languages import texts

_HIRING = N_("Hiring by sex, age, marriage or children is not allowed: name the ability that the work needs.")
_DISMISSAL = N_("Nobody is dismissed automatically: say who talks, what is offered and who decides.")
_DEDUCTION = N_("Earned pay is not deducted as a fine: make it a bonus that is reached or not.")
_REVIEWS = N_("Buyers are never rewarded for changing or writing a good review.")
_ABSOLUTE = N_("Advertising law forbids absolute claims about goods: say what can be shown.")
_OVERTIME = N_("Overtime is agreed and paid, never compulsory or unpaid: name hours, limit and pay.")
_PAPERS = N_("A firm may not keep papers or take a deposit from staff.")

_RULES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:fe)?males? (?:only|preferred)\b|\b(?:un)?married\b|\b(?:under|below|over) \d+ years (?:old|of age)\b",
        _HIRING,
    ),
    (r"限(?:男|女)|(?:男|女)(?:性|士)优先|已婚|未婚|未育|已育|\d+岁(?:以下|以上|以内)", _HIRING),
    (r"\b(?:automatic(?:ally)?|immediate(?:ly)?) (?:dismiss\w*|fired?|terminat\w*)|\bfired on the spot\b", _DISMISSAL),
    (r"\b(?:dismissed|fired|terminated) (?:automatically|immediately|on the spot)\b", _DISMISSAL),
    (r"自动(?:离职|辞退|淘汰|解除)|末位淘汰|立即(?:辞退|开除)|当场开除", _DISMISSAL),
    (r"\b(?:deduct\w*|dock\w*|fin(?:e|ed|es)) .{0,20}\b(?:pay|salary|wages?)\b|\bfined?\b \d", _DEDUCTION),
    (r"罚款|扣(?:发|除|减)?(?:工资|薪水|底薪|当月工资)", _DEDUCTION),
    (
        r"\b(?:cash|refunds?|rewards?|coupons?|gifts?) (?:back )?for (?:a )?(?:good|positive|five-star|changing)",
        _REVIEWS,
    ),
    (r"好评返现|返现.{0,6}好评|改评.{0,6}(?:返|奖|红包)|删评.{0,6}(?:返|奖|红包)|刷单|刷评", _REVIEWS),
    (r"\b(?:the )?best in the (?:world|country)\b|\bguaranteed cure\b|\b100 ?% effective\b", _ABSOLUTE),
    (r"全网(?:最低|第一)|国家级|最高级|百分之百有效|包治", _ABSOLUTE),
    (r"\b(?:unpaid|compulsory|mandatory) overtime\b", _OVERTIME),
    (r"义务加班|强制加班|自愿放弃.{0,6}(?:社保|加班费)", _OVERTIME),
    (r"\b(?:keep|hold|withhold)\w* .{0,20}\b(?:identity card|id card|diploma)\b|\bdeposit from staff\b", _PAPERS),
    (r"扣押(?:身份证|证件|毕业证)|收取押金|入职押金", _PAPERS),
)
_HEARD = re.compile(r"(?:^|\.)wordings")
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), message) for pattern, message in _RULES)


def hints(body: Body) -> tuple[Hint, ...]:
    """Return the hints for every text of a body, in both languages where it has both."""
    return tuple(
        hint
        for path, text in texts(body)
        if not is_heard(path)
        for side in ((text.en, text.zh) if isinstance(text, Pair) else (text,))
        for hint in hints_in(side, path)
    )


def is_heard(path: str) -> bool:
    """Whether a field holds what customers say: none of it is the firm's own wording."""
    return _HEARD.search(path) is not None


def hints_in(text: str, path: str = "") -> Iterator[Hint]:
    """Yield the hints for one text."""
    for pattern, message in _COMPILED:
        for found in pattern.finditer(text):
            yield Hint(path, found[0], message)
