"""Whoever publishes is told what was handed in: one message for all of it, and none while it is unread.

Whoever wrote it is told what became of it.
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import bindparam, select

from club.clubs.models import RoleInClub
from club.core import outbox
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.messages import Message, Recipient, send
from club.core.scope import Scope, current
from club.core.walls import reads
from club.people.models import Person
from club.talks.author_rules import PUBLISHING
from club.talks.letters import TextHandedIn, TextMovedOn
from club.talks.publication import the_club

TELL_EDITOR = "talks.tell_editor"
TOLD_AS = "handed_in"
"""What such a message is found by."""
UNREAD = reads(
    select(Message.ref)
    .where(Message.person_id.is_not(None), Message.subject_ref == bindparam("subject"), Message.read_at.is_(None))
    .limit(1)
)


def tell_editors(title: str, *, zh: str = "") -> None:
    """Tell everybody who publishes, but whoever hands it in: what each was told before, only they may read.

    `zh` is the title in Chinese of what has one in each language.
    """
    editors = select(RoleInClub.person_id).where(RoleInClub.role.in_(PUBLISHING)).distinct()
    for person_id in sorted(set(session().scalars(editors)) - {current().person}):
        outbox.order(TELL_EDITOR, scope=Scope(current().club, None, person_id), title=title, zh=zh)


@outbox.handles(TELL_EDITOR)
def tell_editor(*, title: str, zh: str = "") -> None:
    """Tell one of them, unless an earlier message still waits to be read."""
    editor = session().get_one(Person, current().person, with_for_update=True)
    if read(UNREAD, subject=TOLD_AS).first() is not None:
        return
    club = the_club()
    lang = editor.lang or club.lang
    called = zh or title if lang == "zh" else title
    letter = TextHandedIn(club_name=club.name_in(lang), title=called, link=absolute("applications.desk"))
    send(letter, Recipient(lang=lang, person_id=editor.id, email=editor.mailbox, subject_ref=TOLD_AS))


def tell_of_step(text: Any, word: str, *, kind: str, writers: set[int | None]) -> None:
    """Tell editors what was handed in, and its writers where somebody else published it."""
    if word == "submit":
        tell_editors(text.title)
    elif word == "publish":
        link = absolute(f"{kind}.show", slug=text.slug)
        tell_writers(writers, title_in=lambda _lang: str(text.title), is_out=True, link=link)


def tell_given_back(text: Any, *, kind: str, writers: set[int | None]) -> None:
    """Tell whoever wrote a text what an editor asks to be changed in it."""
    link = absolute(f"{kind}.edit", slug=text.slug)
    tell_writers(writers, title_in=lambda _lang: str(text.title), is_out=False, link=link, words=text.remark)


def tell_writers(
    writers: Collection[int | None], *, title_in: Callable[[str], str], is_out: bool, link: str, words: str = ""
) -> None:
    """Tell whoever wrote something that somebody else published it, or gave it back and with which words."""
    if current().person in writers:
        return
    club = the_club()
    for person in session().scalars(select(Person).where(Person.id.in_(writers)).order_by(Person.id)):
        lang = person.lang or club.lang
        letter = TextMovedOn(club_name=club.name_in(lang), title=title_in(lang), is_out=is_out, link=link, words=words)
        send(letter, Recipient(lang=lang, person_id=person.id, email=person.mailbox))
