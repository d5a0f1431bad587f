"""What the demo's talks carry."""

from sqlalchemy import select

from club.core.db import session
from club.demo.scopes import at_desk
from club.library import kit_actions
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
