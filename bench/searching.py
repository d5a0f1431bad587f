"""What it costs to find an answer among two thousand, and to make them ready, beside a full-text table of SQLite."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from typing import Any

from bench.report import Figure
from club.answers.search_rules import Index, search, words
from club.core.chinese import HAN
from club.documents.kinds.answers.body import Answer, Answers

ANSWERS, TIMES, BAR = 2_000, 9, 14
DAY = date(2026, 11, 27)
TYPED = (
    "退货",
    "thyf",
    "tuihuo",
    "cc17",
    "运费 谁",
    "kuaidi",
    "快递到哪里了呢怎么还没到啊",
    "发票抬头",
    "py",
    "换货yf",
)
_WORDS = "退货 运费 谁出 快递 到哪 发票 抬头 换货 便宜 赠品 漏发 尺码 掉色 缩水 破损 补发 差评 客服 付款 优惠"
_MORE = "大促 发货 时间 地址 取消 订单 质量 检测 退款 到账 仅退 少件 面料 清洗 味道 正品 会员 积分 预售 定金 尾款 包装"
PIECES = f"{_WORDS} {_MORE}".split()


def figures() -> Iterator[Figure]:
    """CPU of all queries, and of the index; the table finds contiguous text only, no sounds and no sentence."""
    catalogue = answers()
    index = Index(catalogue)
    table = full_text(catalogue)
    for typed in TYPED:
        assert search(index, typed, DAY).ranked, typed
    reference = cpu_us(lambda: [asked(table, typed) for typed in TYPED])
    program = cpu_us(lambda: [search(index, typed, DAY) for typed in TYPED])
    yield Figure(BAR, "10 searches of 2,000", "none", reference, program, "us", reference / program, 0.05, 0.1)
    reference, program = cpu_us(lambda: full_text(catalogue)), cpu_us(lambda: Index(catalogue))
    yield Figure(BAR, "2,000 made ready", "none", reference, program, "us", reference / program, 0.05, 0.1)


def answers() -> Answers:
    chance = random.Random(11)

    def text(pieces: int) -> str:
        return "".join(chance.choices(PIECES, k=pieces))

    return Answers(
        title="Answers",
        answers=tuple(
            Answer(
                key=f"a{n}",
                title=text(4),
                code=f"cc{n}",
                text=text(30),
                wordings=(text(6) + "？", "快递到哪了" if n % 10 == 0 else text(7)),
            )
            for n in range(ANSWERS)
        ),
    )


def full_text(catalogue: Answers) -> sqlite3.Connection:
    """A token for each character, as the least full-text search of Chinese has it."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE answer USING fts5(words, tokenize='unicode61')")
    lines = (" ".join((each.title, *each.wordings, each.text, each.code)) for each in catalogue.answers)
    table.executemany("INSERT INTO answer VALUES (?)", ((apart(line),) for line in lines))
    return table


def apart(text: str) -> str:
    """Each Chinese character on its own."""
    return HAN.sub(r" \g<0> ", text)


def asked(table: sqlite3.Connection, typed: str) -> list[Any]:
    wanted = " ".join(f'"{apart(word)}"' for word in words(typed))
    return table.execute("SELECT rowid FROM answer WHERE words MATCH ? ORDER BY rank LIMIT 12", (wanted,)).fetchall()


def cpu_us(work: Callable[[], Any]) -> float:
    """The median of several runs."""
    costs = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        costs.append((time.process_time() - began) * 1e6)
    return median(costs)
