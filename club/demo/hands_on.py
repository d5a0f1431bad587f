"""Lantern's test of what hands and words can do: a question of each sort that is put together, typed or graded."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Select, select

from club.core import clock
from club.core.db import session
from club.demo.banks import PARCELS
from club.demo.growth import morning
from club.demo.scopes import in_firm
from club.documents import actions as documents
from club.documents.body import Pair
from club.documents.edits import digest
from club.documents.kinds import kind_of
from club.documents.kinds.exam.body import Exam, Match, Option, Question, Section, Typing
from club.documents.models import Document, Draft
from club.exams import actions, answer_actions, grading_actions, papers
from club.exams.answering_rules import FALSE, TRUE
from club.exams.grading_actions import Grade
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.models import Membership

TITLE = Pair("Hands-on test after the first week", "入职一周实操考核")
WRITTEN, GRADED = 24, 18
SAT: tuple[tuple[str, int, str], ...] = (
    ("L009", 20, "Sorry that it arrived torn. A new one leaves this evening; keep the old one, it costs you nothing."),
    ("L014", 3, "I am sorry. Please send a photo, then I send a new one today and tell you the number of the parcel."),
)
"""Staff number, days ago, the answer in words; the first of them is graded."""
TYPED = Pair(
    "Thank you for waiting. Your parcel left our warehouse this morning and arrives within three days. If anything is "
    "torn or missing, send us a photo here and we replace it at our cost.",
    "您好，感谢耐心等待。您的包裹今早已从仓库发出，预计三天内送到。收到后如有破损或少件，请拍照发给我们，我们免费补发，来回运费由我们承担。",
)
_STEPS = (
    Pair("Say sorry, and read what happened", "先道歉，看清发生了什么"),
    Pair("Ask for a photo of the damage", "请买家拍破损照片"),
    Pair("Offer a new one or the money back", "提出补发或退款"),
    Pair("Do it, and say by when", "马上办，告知完成时间"),
    Pair("Ask two days later whether all is well", "两天后回访"),
)
_MATCHES = (
    Match(
        left=Pair("Parcel stands still for 3 days", "物流 3 天不动"), right=Pair("Ask the carrier first", "先催快递")
    ),
    Match(left=Pair("Colour differs from the photo", "颜色和图片不一样"), right=Pair("Free return", "免费退货")),
    Match(left=Pair("Buyer threatens a bad review", "买家以差评要挟"), right=Pair("Call the lead", "叫组长")),
    Match(right=Pair("Offer a coupon for a good review", "给好评返现")),
)
QUESTIONS = (
    Question(
        key="torn-steps",
        sort="order",
        text=Pair(
            "A buyer writes that the quilt arrived torn. What comes first, what next?",
            "买家说被子收到就破了，处理顺序是什么？",
        ),
        options=tuple(Option(text=one) for one in _STEPS),
        explanation=Pair("Whoever asks for proof before saying sorry has a quarrel.", "没道歉先要凭证，容易吵起来。"),
        points=5,
        partial=True,
    ),
    Question(
        key="what-for",
        sort="match",
        text=Pair("What do you do in which case?", "遇到这些情况分别怎么办？"),
        matches=_MATCHES,
        explanation=Pair("Nothing is ever given for a review.", "任何时候都不能用好处换评价。"),
        points=3,
        partial=True,
    ),
    Question(
        key="return-days",
        sort="short",
        text=Pair("Within how many days may a buyer send goods back without a reason?", "买家几天内可以无理由退货？"),
        accepted=(Pair("7 days", "7天"), Pair("7", "七天"), Pair("seven days", "7日"), Pair("one week", "一周")),
        explanation=Pair("From the day after the parcel was signed for.", "从签收次日算起。"),
        points=2,
    ),
    Question(
        key="type-it",
        sort="typing",
        text=Pair("Type this reply.", "照着输入这段回复。"),
        typing=Typing(text=TYPED, seconds=180, speed=40, accuracy=95),
        points=5,
    ),
    Question(
        key="in-words",
        sort="open",
        text=Pair("Write your first reply to the buyer of the torn quilt.", "写出给被子破损买家的第一句回复。"),
        explanation=Pair(
            "Says sorry, asks for a photo, says what happens by when; no blame.",
            "道歉、要照片、说清什么时候怎么办，不推责任。",
        ),
        points=5,
    ),
)
EXAM = Exam(
    title=TITLE,
    summary=Pair("In a quarter of an hour: order, match, write, type.", "十五分钟：排序、配对、填空、打字、写回复。"),
    pass_percent=75,
    minutes=20,
    sections=(
        Section(key="hands-on", title=Pair("At the desk", "坐到工位上"), questions=QUESTIONS),
        Section(key="true-or-false", title=Pair("True or false", "判断"), draws=3, tag=PARCELS),
    ),
)


def seed_hands_on(club_id: int, firm_id: int, *, owner: int) -> None:
    """Publish the test, let two people sit it, grade one of them; once."""
    at = morning(WRITTEN)
    with clock.telling_of(at), in_firm(club_id, firm_id, owner):
        if session().scalars(written()).first() is not None:
            return
        _publish(owner, at)
    for place, (number, days, words) in enumerate(SAT):
        at = morning(days) + timedelta(hours=2)
        with clock.telling_of(at), in_firm(club_id, firm_id, owner):
            _sit(number, words, at, Random(place))  # noqa: S311  the same each time
    at = morning(GRADED)
    with clock.telling_of(at), in_firm(club_id, firm_id, owner):
        waiting = session().scalars(select(Attempt).where(Attempt.passed.is_(None)).order_by(Attempt.id)).first()
        if waiting is not None:
            remark = "Warm and clear. Next time ask for the photo first."
            grading_actions.grade(waiting, {"in-words": Grade(4, remark)}, by=owner, at=at)


def written() -> Select[Document]:
    """The test, as its firm wrote it itself."""
    return select(Document).where(Document.kind == papers.EXAM, Document.template_id.is_(None))


def _publish(owner: int, at: datetime) -> None:
    document = documents.begin(kind_of(papers.EXAM), EXAM, lang="en", by=owner, at=at)
    session().flush()
    draft = session().scalars(select(Draft).where(Draft.document_id == document.id)).one()
    day = papers.working_day(at)
    documents.publish(document, seen=digest(draft.body), note="", effective_on=day, today=day, by=owner, at=at)


def _sit(number: str, words: str, at: datetime, chance: Random) -> None:
    document = session().scalars(written()).one()
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    attempt = actions.begin(document, member, purpose=Purpose.COUNTED, at=at, chance=chance)
    for key, given in (
        ("torn-steps", ["0:1", "1:2", "2:3", "3:5", "4:4"]),
        ("what-for", ["0:0", "1:1", "2:2"]),
        ("return-days", ["Seven  days"]),
        ("in-words", [words]),
    ):
        answer_actions.answer(attempt, key, given, seen=0, at=at + timedelta(minutes=4))
    for each in attempt.drawn:
        if "question" in each:
            given = [TRUE if each["question"].get("is_true") else FALSE]
            answer_actions.answer(attempt, each["key"], given, seen=0, at=at + timedelta(minutes=4))
    begun = at + timedelta(minutes=5)
    answer_actions.start_typing(attempt, "type-it", lang="en", at=begun)
    answer_actions.answer(
        attempt, "type-it", [TYPED.en.replace("warehouse", "warehosue")], seen=1, at=begun + timedelta(seconds=118)
    )
    actions.finish(attempt, at=begun + timedelta(minutes=3))
