"""The yardstick's tables: one club, no walls, an index for each page."""

import sqlite3
from datetime import datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, ForeignKey, Index, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=5000",
    "cache_size=-16000",
    "mmap_size=268435456",
    "foreign_keys=ON",
)


class Firm(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Person(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str]
    stage: Mapped[int]


class Speaker(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    firm: Mapped[str]


class Talk(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    lead: Mapped[str]
    transcript: Mapped[str]
    city: Mapped[str]
    held_at: Mapped[datetime]
    is_published: Mapped[bool]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    __table_args__ = (Index("talk_newest", "is_published", "held_at", "id"),)


class Stage(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    pay: Mapped[int]
    lessons: Mapped[str]


class Document(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    title: Mapped[str]
    kind: Mapped[str]
    changed_at: Mapped[datetime]
    __table_args__ = (
        Index("document_newest", "firm_id", "changed_at"),
        Index("document_kind", "firm_id", "kind"),
    )


class Enrolment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    legal_name: Mapped[str]
    credit_code: Mapped[str]
    platforms: Mapped[list[str]] = mapped_column(JSON)
    categories: Mapped[str]
    city: Mapped[str]
    turnover: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    period: Mapped[str]
    basis: Mapped[str]
    business: Mapped[str]
    own_role: Mapped[str]
    contact: Mapped[str]
    consent: Mapped[bool]
    notice: Mapped[str]
    submission_key: Mapped[str] = mapped_column(unique=True)


class Application(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mail: Mapped[str]
    note: Mapped[str]
    sent_at: Mapped[datetime]


@event.listens_for(Engine, "connect")
def _prepare(connection, _record) -> None:
    if isinstance(connection, sqlite3.Connection):
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
