"""Fills the yardstick's database; the same words at every run."""

import sys
from datetime import datetime, timedelta

from sqlalchemy import insert, text

from bench.reference.app import create_app
from bench.reference.tables import Document, Firm, Person, Speaker, Stage, Talk, db
from bench.words import LEXICON, TALKS, Words

KINDS = ("plan", "report", "contract", "checklist", "note")
START = datetime(2026, 1, 1)  # noqa: DTZ001
FIRMS, DOCUMENTS, SPEAKERS, STAGES = 10, 200, 40, 24


def seed(url: str) -> None:
    words = Words()
    with create_app(url).app_context():
        db.drop_all()
        db.create_all()
        for table, rows in rows_of(words, words.chance):
            db.session.execute(insert(table), rows)
        db.session.commit()
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def rows_of(words, chance):
    """Yield each table with its rows."""
    firms = range(1, FIRMS + 1)
    yield Firm, [{"id": n, "name": f"Firm {n}"} for n in firms]
    yield Person, [{"id": n, "firm_id": n, "name": f"Member {n}", "stage": n % STAGES + 1} for n in firms]
    yield Speaker, [{"id": n, "name": f"Speaker {n}", "firm": words(2)} for n in range(1, SPEAKERS + 1)]
    yield (
        Stage,
        [
            {"id": n, "title": f"Stage {n} {words(2)}", "pay": 1000 * n, "lessons": words(12)}
            for n in range(1, STAGES + 1)
        ],
    )
    yield Talk, [talk(n, words) for n in range(1, TALKS + 1)]
    owners = [firm for firm in firms for _ in range(DOCUMENTS)]
    chance.shuffle(owners)  # a firm's rows lie scattered over the table, as they do in life
    yield Document, [document(n, firm, chance) for n, firm in enumerate(owners, 1)]


def talk(number: int, words) -> dict:
    return {
        "id": number,
        "slug": f"talk-{number}",
        "title": words(6).title(),
        "lead": words(25),
        "transcript": words(400),
        "city": f"Hall {number % 5}",
        "is_published": True,
        "held_at": START + timedelta(hours=number),
        "speaker_id": number % SPEAKERS + 1,
    }


def document(number: int, firm: int, chance) -> dict:
    return {
        "id": number,
        "firm_id": firm,
        "title": f"Document {number} about {chance.choice(LEXICON)}",
        "kind": KINDS[number % len(KINDS)],
        "changed_at": START + timedelta(seconds=number),
    }


if __name__ == "__main__":
    seed(sys.argv[1])
