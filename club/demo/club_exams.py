"""Exams that the golden crown club holds itself: one is sat, one is read by the editors, one is written."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from club.banks import offer_actions
from club.banks.models import ClubQuestion
from club.core import clock
from club.core.db import session
from club.demo.banks import RULES
from club.demo.growth import morning
from club.demo.qualifications import grant_by
from club.demo.scopes import at_desk, in_firm
from club.documents.body import Pair
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.kinds.exam.body import Exam, Option, Question, Section, Wait
from club.documents.kinds.exam.rules import questions
from club.documents.models import Document
from club.exams import actions, answer_actions, call_actions, club_actions, club_call_actions, papers
from club.exams.answering_rules import FALSE, TRUE
from club.exams.attempts import paper_of
from club.exams.call_actions import Aimed
from club.exams.call_models import ClubCall
from club.exams.club_call_actions import Wish
from club.exams.count_models import ExamCount
from club.exams.count_rules import told
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.firms.audience_rules import Audience
from club.firms.models import Membership
from club.library import handing_actions, template_actions
from club.library.models import Template
from club.library.pads import TemplatePad
from club.policy import FirmRole

PUBLISHED, TAKES = 24, timedelta(minutes=11)
HANDED_IN, ASKED, CLUB_GIVES, FIRM_GIVES = 1, 12, 19, 8
SAT_ELSEWHERE, MEMBERS = {"firms": 17, "sat": 63, "passed": 51}, 60
SAT: tuple[tuple[str, int, int], ...] = (("L009", 9, 0), ("L014", 6, 3), ("L002", 2, 0))
"""Staff number in Lantern, days ago, how many questions were answered wrongly."""
TRADING = Exam(
    title=Pair("Fair trading", "诚信经营"),
    summary=Pair(
        "What every seat of the club keeps to, whoever sells: prices, promises, buyers’ data.",
        "会员企业的每个岗位都要守的底线：价格、承诺、买家信息。",
    ),
    pass_percent=80,
    minutes=15,
    attempts=3,
    waits=(Wait(days=1), Wait(days=3)),
    sections=(
        Section(
            key="prices",
            title=Pair("Prices and promises", "价格和承诺"),
            pass_percent=60,
            questions=(
                Question(
                    key="struck-price",
                    text=Pair("Which price may be struck through?", "划线价可以写哪个价格？"),
                    options=(
                        Option(text=Pair("One at which it was sold before", "以前真实成交过的价格"), right=True),
                        Option(text=Pair("The highest of any shop", "别家店的最高价")),
                        Option(text=Pair("One that looks like a bargain", "显得划算的任意价格")),
                    ),
                    points=2,
                    explanation=Pair(
                        "A price at which nothing was ever sold misleads the buyer.", "从没成交过的划线价是误导买家。"
                    ),
                ),
                Question(
                    key="late-parcel",
                    sort="true_false",
                    text=Pair("A late parcel is told before the buyer asks.", "发货延误要在买家来问之前告知。"),
                    is_true=True,
                    explanation=Pair("Whoever hears it first complains least.", "早说，投诉就少。"),
                ),
            ),
        ),
        Section(key="rules", title=Pair("Rules of the platforms", "平台规则"), tag=RULES, bank="club", draws=3),
    ),
)
FESTIVAL = Exam(
    title=Pair("Ready for the festival", "大促上岗"),
    sections=(Section(key="stock", title=Pair("Stock and shifts", "库存和排班")),),
)


STOCK = Exam(
    title=Pair("Counting stock", "库存盘点"),
    summary=Pair("Whether what the shelf holds is what the shop sells.", "货架上的数量和店铺里能卖的数量是否一致。"),
    minutes=10,
    sections=(
        Section(
            key="counting",
            title=Pair("The count", "盘点"),
            questions=(
                Question(
                    key="who-counts",
                    text=Pair("Who counts a shelf?", "货架由谁来盘点？"),
                    options=(
                        Option(
                            text=Pair("Two people, each without the other’s figure", "两个人各盘各的，互不看数"),
                            right=True,
                        ),
                        Option(text=Pair("Whoever filled it", "谁上的货谁盘")),
                        Option(text=Pair("Whoever has time", "谁有空谁盘")),
                    ),
                    explanation=Pair("Two figures that agree need no third.", "两个数对得上，就不用再盘第三遍。"),
                ),
                Question(
                    key="last-unit",
                    sort="true_false",
                    text=Pair(
                        "The last unit of a size is sold before it was seen.", "最后一件货不用看到实物就可以卖。"
                    ),
                    is_true=False,
                    explanation=Pair("What nobody has seen is not in stock.", "没看到实物的，不算库存。"),
                ),
            ),
        ),
        Section(key="rules", title=Pair("Rules of the platforms", "平台规则"), tag=RULES, bank="club", draws=2),
    ),
)

OFFERED = Question(
    key="new",
    sort="true_false",
    text=Pair("A gift that is out of stock may be left out without a word.", "赠品没货，可以不说直接不发。"),
    is_true=False,
    explanation=Pair("A gift that was promised is part of the order.", "承诺过的赠品也是订单的一部分。"),
)
"""What the instructor offers to the club’s bank."""
DECLINED = Question(
    key="new",
    sort="true_false",
    text=Pair("A buyer may send back whatever does not please.", "买家不满意，什么都可以退。"),
    is_true=False,
)
REMARK = "Say within how many days, and name one thing that is excepted: so it is neither true nor false."
"""What an editor said of it."""


def seed_club_exams(club_id: int, firm_id: int, *, owner: int, editor: int, instructor: int) -> None:
    """Compose three, publish the one and let people of a firm sit it; an instructor’s waits for the editors. Once."""
    at = morning(PUBLISHED)
    with clock.telling_of(at), at_desk(club_id, editor):
        if session().scalars(select(Template.id).where(Template.own_exam)).first() is not None:
            return
        _composed(FESTIVAL, editor)
    with clock.telling_of(at - timedelta(days=2)), at_desk(club_id, instructor):
        template = _composed(TRADING, instructor)
        handing_actions.hand_in(template, at=clock.now())
        held = template.id
    with clock.telling_of(at), at_desk(club_id, editor):
        template = session().get_one(Template, held)
        template_actions.publish(template, seen=digest(to_json(TRADING)), note="", by=editor, at=at)
        session().add(_counted(held))
        grant_by(template)
    at = morning(HANDED_IN)
    with clock.telling_of(at), at_desk(club_id, instructor):
        handing_actions.hand_in(_composed(STOCK, instructor), at=at)
        offer_actions.offer(OFFERED, tags=[RULES], by=instructor, at=at)
        declined = offer_actions.offer(DECLINED, tags=[RULES], by=instructor, at=at).ref
    with clock.telling_of(at + timedelta(hours=3)), at_desk(club_id, editor):
        offered = session().scalars(select(ClubQuestion).where(ClubQuestion.ref == declined)).one()
        offer_actions.decide(offered, is_taken=False, remark=REMARK, at=clock.now())
    _ask(club_id, firm_id, held, owner=owner, editor=editor)
    for place, (number, days, wrong) in enumerate(SAT):
        with clock.telling_of(morning(days) + timedelta(hours=2)), in_firm(club_id, firm_id, owner):
            _sit(held, number, wrong, chance=Random(place))  # noqa: S311  the same each time


def _counted(template: int) -> ExamCount:
    """What is told of it this month, as a club with more firms than the demo has would count."""
    made = ExamCount(template_id=template, told_on=clock.today("Asia/Shanghai").replace(day=1), **SAT_ELSEWHERE)
    now = told(members=MEMBERS, **SAT_ELSEWHERE)
    made.told_firms, made.told_sat, made.told_passed = now.told_firms, now.told_sat, now.told_passed
    return made


def _ask(club_id: int, firm_id: int, template: int, *, owner: int, editor: int) -> None:
    """The club asks one of the firm’s people by mail; the firm’s office asks those who sign the service standard."""
    at = morning(ASKED)
    with clock.telling_of(at), at_desk(club_id, editor):
        wish = Wish(Audience.PEOPLE, firms=[firm_id], people=["staff@lantern.example", "sales@lantern.example"])
        own, due_on = session().get_one(Template, template), at.date() + timedelta(days=CLUB_GIVES)
        asked = club_call_actions.call(own, wish, due_on=due_on, by=editor, today=at.date())
        session().flush()
        ref = asked.ref
    with clock.telling_of(at), in_firm(club_id, firm_id, owner):
        club_call_actions.take(session().scalars(select(ClubCall).where(ClubCall.ref == ref)).one(), at=at)
        exam = session().scalars(
            select(Document).where(Document.kind == papers.EXAM, Document.template_id.is_not(None))
        )
        aimed = Aimed(Audience.ROLE, FirmRole.STAFF.value)
        call_actions.call(exam.one(), aimed, due_on=at.date() + timedelta(days=FIRM_GIVES), by=owner, at=at)


def _composed(body: Exam, by: int) -> Template:
    title = body.title if isinstance(body.title, Pair) else Pair(body.title, body.title)
    template = club_actions.compose(title, by=by, at=clock.now())
    TemplatePad(template, by=by, at=clock.now()).keep(body)
    session().flush()
    return template


def _sit(template: int, number: str, wrong: int, *, chance: Random) -> None:
    at = clock.now()
    exam = club_actions.stand_for(session().get_one(Template, template), at=at)
    member = session().scalars(select(Membership).where(Membership.staff_number == number)).one()
    attempt = actions.begin(exam, member, purpose=Purpose.COUNTED, at=at, chance=chance)
    for place, question in enumerate(_asked(attempt)):
        given = _answer(question, is_wrong=place < wrong)
        answer_actions.answer(attempt, question.key, given, seen=0, at=at + TAKES)
    with clock.telling_of(at + TAKES):
        actions.finish(attempt, at=at + TAKES)


def _asked(attempt: Attempt) -> list[Question]:
    drawn = {each["key"] for each in attempt.drawn}
    return [question for question in questions(paper_of(attempt)) if question.key in drawn]


def _answer(question: Question, *, is_wrong: bool) -> list[str]:
    if question.sort == "true_false":
        return [TRUE if question.is_true != is_wrong else FALSE]
    return [str(place) for place, option in enumerate(question.options) if option.right != is_wrong][:1]
