"""What the demo's talks carry, and how many firms took it along."""

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.demo.scopes import at_desk
from club.library import kit_actions
from club.library.count_models import TemplateCount
from club.library.count_rules import told
from club.library.models import Template
from club.talks.models import Talk
from club.talks.outline_rules import marked

# talk: (template, words of the heading or nothing for the whole talk, why)
KITS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "a-future-your-staff-can-see": (
        ("operator-ladder", "What we drew", "The seven stages as we drew them; put your own months and pay in."),
        ("culture", "", "The statement that our ladder refers to. Write your own values before you use ours."),
    ),
    "the-first-twenty-per-cent": (
        ("newcomer-path", "Fourteen days before the first customer", "The fourteen days, with a check on each."),
        ("service-exam", "Fourteen days before the first customer", "The exam that a newcomer passes on day fourteen."),
        ("service-standard", "A fifth of the traffic", "The share of the traffic stands in its section on going live."),
    ),
    "three-tracks-for-service": (
        ("service-ladder", "之后三条路", "三条路的阶段、考核和薪酬都写好了，改成你们的数字就能用。"),
        ("service-answers", "", "前三个月练的六十个问题，带标准答案。"),
    ),
}

COUNTS = {"operator-ladder": (18, 11), "newcomer-path": (12, 3), "service-ladder": (7, 6)}
"""How many firms adopted a text and use it, as a club with more firms than the demo has would count them."""
MEMBERS = 60


def seed_counts(club_id: int) -> None:
    """Tell some counts for this month; what is told stays as it is."""
    with at_desk(club_id):
        for slug, (firms, in_use) in COUNTS.items():
            template_id = session().scalars(select(Template.id).where(Template.slug == slug)).one()
            row = session().scalars(select(TemplateCount).where(TemplateCount.template_id == template_id)).first()
            if row is None:
                row = TemplateCount(template_id=template_id)
                session().add(row)
            if row.told_firms is None:
                row.firms, row.in_use, row.told_on = firms, in_use, clock.today("Asia/Shanghai").replace(day=1)
                row.told_firms, row.told_using = told(firms, members=MEMBERS), told(in_use, members=MEMBERS)


def seed_kits(club_id: int, *, editor: int) -> None:
    """Let some talks carry texts of the library, once."""
    with at_desk(club_id, editor):
        for slug, pieces in KITS.items():
            talk = session().scalars(select(Talk).where(Talk.slug == slug)).one()
            if talk.has_kit:
                continue
            anchors = {one.words: one.anchor for one in marked(talk.transcript_html)[1]}
            for name, heading, why in pieces:
                template = session().scalars(select(Template).where(Template.slug == name)).one()
                kit_actions.put_in(talk, template, passage=anchors[heading] if heading else "", why=why)
                session().flush()
