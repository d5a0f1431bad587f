"""An account is opened, proven, given a password and a second factor, and opened anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from club.core import audit, links, secrets
from club.core.audit import Did
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.people import passwords, second_factor, sessions
from club.people.models import Person, SignIn

TAKEN = Refusal(
    "taken",
    N_("This address or number is used by another account."),
    N_("Sign in with that account, or give another one."),
)
RESET = "reset"
RESET_BY_CLUB = "reset_by_club"
"""The purposes of a link that sets a new password; the club's office sees the second kind, and no other."""
MAIL = "mail"


def open_account(
    *,
    password: str,
    lang: str,
    at: datetime,
    email: str | None = None,
    is_email_proven: bool = False,
    phone: str | None = None,
    home_firm_id: int | None = None,
) -> Person:
    """Open an account. With nothing proven it belongs to the firm that `home_firm_id` names."""
    is_proven = email is not None and is_email_proven
    person = Person(
        ref=new_ref(),
        email=email,
        email_verified_at=at if is_proven else None,
        phone=phone,
        lang=lang,
        password_hash=passwords.hashed(password),
        password_changed_at=at,
        home_firm_id=None if is_proven else home_firm_id,
        created_at=at,
    )
    with _unique():
        session().add(person)
    audit.record(Did.ACCOUNT_OPENED, person.ref, person=person.id)
    return person


@contextmanager
def _unique() -> Iterator[None]:
    """Write at once, so that an address that somebody else took meanwhile is a refusal."""
    try:
        with session().begin_nested():
            yield
    except IntegrityError:
        raise Refused(TAKEN) from None


def sign_in(person: Person, *, second_factor_at: datetime | None = None) -> SignIn:
    """Begin a sign-in in this browser; links that would open the account anew end."""
    row = sessions.begin(person, second_factor_at=second_factor_at)
    end_resets(person)
    audit.record(Did.SIGNED_IN, person.ref, person=person.id)
    return row


def change_password(person: Person, *, password: str, at: datetime, but: int | None = None) -> None:
    """Set another password; every sign-in ends but the one named, and so do links that would set one."""
    person.password_hash = passwords.hashed(password)
    person.password_changed_at = at
    sessions.end_all(person.id, but=but)
    end_resets(person)
    audit.record(Did.PASSWORD_CHANGED, person.ref, person=person.id)


def renew_hash(person: Person, *, password: str) -> None:
    """Keep the same password at today's cost."""
    person.password_hash = passwords.hashed(password)


def prove_mail(person: Person, *, email: str, at: datetime) -> None:
    """Take an address that its reader has proven; whoever had typed it without proof loses it.

    From now on the account is its holder's own: no firm can set its password anew.
    """
    free_unproven(email, but=person.id)
    with _unique():
        person.email, person.email_verified_at, person.email_wanted = email, at, None
        person.home_firm_id = None
    end_resets(person)
    links.revoke(MAIL, person.ref)
    audit.record(Did.IDENTIFIER_CHANGED, person.ref, person=person.id, kind="email")


def free_unproven(email: str, but: int | None = None) -> None:
    """Take an address from an account that has typed it without proof."""
    typed = update(Person).where(Person.email == email, Person.email_verified_at.is_(None))
    session().execute((typed if but is None else typed.where(Person.id != but)).values(email=None))


def change_phone(person: Person, *, phone: str | None) -> None:
    """Set or take away the telephone number; nobody has confirmed the new one."""
    with _unique():
        person.phone, person.phone_verified_at = phone, None
    audit.record(Did.IDENTIFIER_CHANGED, person.ref, person=person.id, kind="phone")


def confirm_phone(phone: str, *, at: datetime) -> None:
    """The club's office has heard the holder on this number; the account is its holder's own from now on.

    Does nothing where no account has the number.
    """
    person = session().execute(select(Person).where(Person.phone == phone)).scalar_one_or_none()
    if person is None:
        return
    person.phone_verified_at, person.home_firm_id = at, None
    end_resets(person)
    audit.record(Did.IDENTIFIER_CHANGED, person.ref, person=person.id, kind="phone_confirmed")


def begin_second_factor(person: Person) -> str:
    """Keep a new secret, sealed; nothing is asked for until a code of it was shown."""
    secret = second_factor.new_secret()
    person.totp_secret, person.totp_confirmed_at, person.totp_last_step = secrets.seal(secret), None, None
    return secret


def confirm_second_factor(person: Person, code: str, *, at: datetime, sign_in_id: int) -> list[str] | None:
    """Ask for it from now on; returns the recovery codes, to be shown once, or None where the code is wrong.

    Every other sign-in ends.
    """
    step = second_factor.step_of(secrets.unseal(person.totp_secret or ""), code, at=at, last=person.totp_last_step)
    if step is None:
        return None
    codes = second_factor.new_codes()
    person.totp_confirmed_at, person.totp_last_step = at, step
    person.recovery_codes = [second_factor.hidden(code) for code in codes]
    session().execute(update(SignIn).where(SignIn.id == sign_in_id).values(second_factor_at=at))
    sessions.end_all(person.id, but=sign_in_id)
    audit.record(Did.SECOND_FACTOR_CHANGED, person.ref, person=person.id, state="on")
    return codes


def drop_second_factor(person: Person) -> None:
    """Ask for no second factor any more; every sign-in ends."""
    person.totp_secret = person.totp_confirmed_at = person.totp_last_step = None
    person.recovery_codes = []
    sessions.end_all(person.id)
    audit.record(Did.SECOND_FACTOR_CHANGED, person.ref, person=person.id, state="off")


def pass_second_factor(person_id: int, code: str, *, at: datetime) -> bool:
    """Whether a code of the app or of the recovery list opens the way; each opens it once, also for two at a time."""
    person = locked(person_id)
    if person.totp_secret is None or person.totp_confirmed_at is None:
        return False
    secret = secrets.unseal(person.totp_secret)
    if (step := second_factor.step_of(secret, code, at=at, last=person.totp_last_step)) is not None:
        used = session().execute(
            update(Person)
            .where(Person.id == person_id, or_(Person.totp_last_step.is_(None), Person.totp_last_step < step))
            .values(totp_last_step=step)
        )
        return bool(used.rowcount)  # type: ignore[attr-defined]
    if (hidden := second_factor.hidden(code)) in person.recovery_codes:
        person.recovery_codes = [kept for kept in person.recovery_codes if kept != hidden]
        return True
    return False


def locked(person_id: int) -> Person:
    """A person's row as it is now, kept for this commit alone."""
    return (
        session()
        .execute(
            select(Person).where(Person.id == person_id).with_for_update().execution_options(populate_existing=True)
        )
        .scalar_one()
    )


def make_operator(*, email: str, lang: str, at: datetime) -> Person:
    """Let the holder of this address run the installation; opens an account without a password where there is none."""
    proven = select(Person).where(Person.email == email, Person.email_verified_at.is_not(None))
    person = session().execute(proven).scalar_one_or_none()
    if person is None:
        free_unproven(email)
        person = Person(ref=new_ref(), email=email, email_verified_at=at, lang=lang, created_at=at)
        session().add(person)
    person.is_operator = True
    session().flush()
    audit.record(Did.ACCOUNT_OPENED, person.ref, person=person.id, role="operator")
    return person


def make_reset(
    person: Person, *, club_id: int | None, firm_id: int | None = None, days: float, by_club: bool = False
) -> links.Made:
    """A link that sets a new password once; earlier ones end."""
    end_resets(person)
    purpose = RESET_BY_CLUB if by_club else RESET
    return links.make(purpose, person.ref, days=days, club_id=club_id, firm_id=firm_id, person_id=person.id)


def end_resets(person: Person) -> None:
    """End every link that would set a new password."""
    for purpose in (RESET, RESET_BY_CLUB):
        links.revoke(purpose, person.ref)
