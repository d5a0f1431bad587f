"""The one door to people: each message is a row in an inbox; mail is one way out."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from flask import current_app
from markupsafe import Markup
from sqlalchemy import String, bindparam, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from club.core import addresses, clock, links, mail, outbox
from club.core.db import add, read, session
from club.core.i18n import speaking
from club.core.owners import Base, PersonOwned, keys
from club.core.refs import LENGTH, new_ref
from club.core.scope import Scope, current
from club.core.types import Line, Moment, Prose, Word
from club.core.walls import reads


class Message(PersonOwned, Base):
    """A message as it was written; one without a person is about a case of the club's desk."""

    __tablename__ = "message"
    __table_args__ = keys(PersonOwned, has_id=False, index=[("person_id", "written_at"), "subject_ref"])

    ref: Mapped[str] = mapped_column(String(LENGTH), primary_key=True, default=new_ref)
    event: Mapped[Word]
    subject_ref: Mapped[Word] = mapped_column(default="")
    lang: Mapped[str] = mapped_column(String(2))
    subject: Mapped[Line]
    body_text: Mapped[Prose]
    body_html: Mapped[Prose]
    mail_to: Mapped[Line] = mapped_column(default="")
    written_at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    mailed_at: Mapped[Moment | None]


@dataclass(frozen=True)
class Recipient:
    """Who is told: a person of the installation, or whoever stands behind a case (`subject_ref`)."""

    lang: str
    person_id: int | None = None
    email: str = ""
    subject_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every message: a dataclass of what its pages need; `pages` names templates/messages/<pages>.*."""

    pages: ClassVar[str]
    club_name: str
    link: str = ""


def send(event: Event, to: Recipient) -> str:
    """Write a message in the recipient's language, into the current club, and order the mail; returns its ref."""
    subject, text, html = _written(event, to.lang)
    ref = new_ref()
    add(
        Message,
        ref=ref,
        person_id=to.person_id,
        event=event.pages,
        subject_ref=to.subject_ref,
        lang=to.lang,
        subject=subject,
        body_text=text,
        body_html=html,
        mail_to=to.email,
        written_at=clock.now(),
    )
    if to.email and mail.is_on():
        reading = Scope(current().club, None, to.person_id, staff=to.person_id is None)
        outbox.order("messages.mail", key=f"messages.mail:{ref}", scope=reading, ref=ref)
    return ref


def send_link(event: Event, link: links.Made, endpoint: str, to: Recipient) -> None:
    """Order a mail with a private link that nobody but the reader of that mailbox may learn: no inbox keeps it."""
    if to.email and mail.is_on():
        facts = {**_facts(event), "link": ""}
        outbox.order("messages.link", pages=event.pages, facts=facts, ref=link.ref, endpoint=endpoint, to=asdict(to))


def _facts(event: Event) -> dict[str, Any]:
    return {field.name: getattr(event, field.name) for field in fields(event)}


def _written(event: Event, lang: str) -> tuple[str, str, str]:
    """Subject, text and HTML of a message in a language."""
    with speaking(lang):
        subject, text, html = (_page(event, part) for part in ("subject.txt", "txt", "html"))
    return " ".join(subject.split())[:300], text.strip(), html.strip()


def _page(event: Event, part: str) -> str:
    """One part of a message; rendered without what pages know of a request, as jobs write messages too."""
    return current_app.jinja_env.get_template(f"messages/{event.pages}.{part}").render(_facts(event))


def _deliver(ref: str, to: str, lang: str, written: tuple[str, str, str]) -> None:
    subject, text, html = written
    framed = current_app.jinja_env.get_template("messages/layout.html").render(
        lang=lang,
        subject=subject,
        body=Markup(html),  # noqa: S704  made by our own pages, which escape
    )
    mail.deliver(mail.Letter(ref=ref, to=to, subject=subject, text=text, html=framed, lang=lang))


@outbox.handles("messages.mail")
def _mail(*, ref: str) -> None:
    message = session().get(Message, ref)
    if message is None or message.mailed_at is not None:
        return
    _deliver(message.ref, message.mail_to, message.lang, (message.subject, message.body_text, message.body_html))
    message.mailed_at = clock.now()


@outbox.handles("messages.link")
def _mail_link(*, pages: str, facts: dict[str, Any], ref: str, endpoint: str, to: dict[str, Any]) -> None:
    kind = next(kind for kind in Event.__subclasses__() if kind.pages == pages)
    event = kind(**{**facts, "link": addresses.absolute(endpoint, token=links.token_of(ref))})
    _deliver(ref, to["email"], to["lang"], _written(event, to["lang"]))


INBOX = reads(
    select(Message.ref, Message.subject, Message.body_html, Message.written_at, Message.read_at)
    .where(Message.person_id.is_not(None))
    .order_by(Message.written_at.desc(), Message.ref)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
UNREAD = reads(
    select(func.count()).select_from(Message).where(Message.read_at.is_(None), Message.person_id.is_not(None))
)


def unread() -> int:
    """How many messages the acting person has not read in this club."""
    return int(read(UNREAD).scalar_one())


def mark_settled(subject_ref: str) -> None:
    """What the acting person was told to do about something is done."""
    session().execute(
        update(Message)
        .where(Message.subject_ref == subject_ref, Message.read_at.is_(None))
        .values(read_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def mark_read(*refs: str) -> None:
    """Mark the acting person's messages as read."""
    session().execute(
        update(Message)
        .where(Message.ref.in_(refs), Message.read_at.is_(None))
        .values(read_at=clock.now())
        .execution_options(synchronize_session=False)
    )
