"""A speaker is asked to release a talk, and answers: in person, or over a private link without an account."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from club.core import audit, links
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import Recipient, mark_settled, send, send_link
from club.core.refusals import Refused
from club.core.scope import current
from club.people.models import Person
from club.people.rules import mail_address
from club.talks import release_rules as rules
from club.talks.letters import ReleaseAsked, SpeakerAnswered, SpeakerNamed
from club.talks.models import Outcome, Publication, SpeakerAnswer, Talk
from club.talks.publication import the_club, writers_of

LINK = "release"
_ANSWERS = select(SpeakerAnswer).order_by(SpeakerAnswer.id.desc())


def ask(talk: Talk) -> None:
    """Make the speaker’s link, ending the one before; mail it where there is an address, tell who has an account."""
    club = the_club()
    links.revoke(LINK, talk.ref)
    made = links.make(LINK, talk.ref, days=rules.LINK_DAYS, club_id=current().club)
    person = session().get(Person, talk.speaker_id) if talk.speaker_id else None
    lang = (person.lang if person else "") or talk.lang
    letter = ReleaseAsked(club_name=club.name_in(lang), title=talk.title, speaker=talk.speaker)
    if person is not None:
        own = absolute("talks.own_release", slug=talk.slug)
        letter = ReleaseAsked(club_name=letter.club_name, title=talk.title, speaker=talk.speaker, link=own)
        send(letter, Recipient(lang, person.id, person.mailbox, subject_ref=_asked_as(talk)))
    elif mail := mail_address(talk.speaker_contact):
        send_link(letter, made, "talks.release", Recipient(lang=lang, email=mail))
    audit.record(Did.RELEASE_ASKED, talk.ref)


def end_link(talk: Talk) -> None:
    """End the speaker’s link, if there is one."""
    if links.token_for(LINK, talk.ref, current().club) is None:
        return
    links.revoke(LINK, talk.ref)
    audit.record(Did.RELEASE_LINK_ENDED, talk.ref)


def name_oneself(talk: Talk, person: Person) -> None:
    """Let whoever has the speaker’s link be the speaker, with their account, and tell whoever wrote the talk down.

    Twice is once. Refused where the talk names somebody else, and once it was out: members wrote notes then, which are
    for nobody who comes by a link.
    """
    if talk.speaker_id == person.id:
        return
    if talk.speaker_id is not None:
        raise Refused(rules.SPEAKER_NAMED)
    if talk.published_at is not None:
        raise Refused(rules.WAS_OUT)
    talk.speaker_id = person.id
    talk.version += 1
    audit.record(Did.TALK_SPEAKER_NAMED, talk.ref, speaker=person.ref)
    for writer, lang, club_name in _writers(talk, but=person.id):
        link = absolute("talks.speaker", slug=talk.slug)
        letter = SpeakerNamed(club_name=club_name, title=talk.title, speaker=talk.speaker, link=link)
        send(letter, Recipient(lang=lang, person_id=writer.id))


def answer(
    talk: Talk,
    outcome: Outcome,
    *,
    name: str,
    person_id: int | None,
    words: str,
    agreement: str,
    digest: str,
    at: datetime,
) -> SpeakerAnswer:
    """Write down what the speaker says of the talk as it was read. Refused where it was changed since, or is out."""
    if talk.status is Publication.PUBLISHED:
        raise Refused(rules.ALREADY_OUT)
    if rules.digest_of(talk) != digest:
        raise Refused(rules.CHANGED_SINCE)
    words = words.strip() if outcome is Outcome.CHANGES else ""
    if outcome is Outcome.CHANGES and not words:
        raise Refused(rules.WORDS_MISSING)
    before = session().scalars(_ANSWERS.where(SpeakerAnswer.talk_id == talk.id)).all()
    if before and (before[0].outcome, before[0].digest, before[0].words) == (outcome, digest, words):
        return before[0]
    if len(before) >= rules.MOST_ANSWERS:
        raise Refused(rules.TOO_MANY_ANSWERS)
    given = SpeakerAnswer(
        talk_id=talk.id,
        outcome=outcome,
        digest=digest,
        name=name,
        person_id=person_id,
        words=words,
        agreement=agreement if outcome is Outcome.RELEASED else "",
        answered_at=at,
    )
    session().add(given)
    released = outcome is Outcome.RELEASED
    audit.record(Did.TALK_RELEASED if released else Did.TALK_CHANGES_ASKED, talk.ref, version=talk.version)
    if person_id is not None:
        mark_settled(_asked_as(talk))
    _tell_writers(talk, given)
    return given


def _asked_as(talk: Talk) -> str:
    """What the letter that asks the speaker is found by."""
    return f"release:{talk.ref}"


def release_of(talk: Talk) -> rules.Release:
    """How the speaker stands with a talk as it is now."""
    row = session().scalars(_ANSWERS.where(SpeakerAnswer.talk_id == talk.id).limit(1)).first()
    return rules.release_of(row.outcome if row else None, row.digest if row else "", rules.digest_of(talk))


def _tell_writers(talk: Talk, given: SpeakerAnswer) -> None:
    """Whoever wrote the talk down is told; of a talk without a writer, the editors."""
    for person, lang, club_name in _writers(talk, but=given.person_id):
        letter = SpeakerAnswered(
            club_name=club_name,
            title=talk.title,
            name=given.name,
            is_released=given.outcome is Outcome.RELEASED,
            words=given.words,
            link=absolute("talks.edit", slug=talk.slug),
        )
        send(letter, Recipient(lang=lang, person_id=person.id))


def _writers(talk: Talk, *, but: int | None) -> Iterator[tuple[Person, str, str]]:
    """Who is told of a talk, with their language and what the club is called in it."""
    club = the_club()
    people = select(Person).where(Person.id.in_(writers_of(talk) - {but})).order_by(Person.id)
    for person in session().scalars(people):
        lang = person.lang or club.lang
        yield person, lang, club.name_in(lang)
