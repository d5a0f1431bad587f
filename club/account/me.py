"""One's own account: identifiers, password, language, sign-ins, and what happened to it."""

from typing import Any

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.account import labels
from club.account.blueprint import blueprint
from club.account.forms import LanguageForm, MailForm, OwnPassword, PasswordForm, PhoneForm
from club.account.guard import PER_HOLDER
from club.account.letters import IdentifierChanged, MailLink, PasswordChanged, tell
from club.account.preferences import keep_preference
from club.core import clock, i18n, links, mail
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.limits import hit
from club.core.messages import Recipient, send_link
from club.core.refusals import Refusal, Refused
from club.core.site import club_here, here
from club.core.text import N_
from club.people import actions, rules, sessions
from club.people.labels import ROLES
from club.people.models import Person
from club.people.queries import BY_EMAIL, BY_ID, BY_PHONE, EVENTS, SIGN_INS
from club.policy import Can, needs


@blueprint.get("/me")
@needs(Can.ACCOUNT_USE)
def me() -> ResponseReturnValue:
    """The account at a glance."""
    return render_template(
        "account/me.html",
        account=read(BY_ID, value=g.who.person_id).one(),
        sign_ins=read(SIGN_INS, person=g.who.person_id, at=clock.now()).all(),
        events=[
            (event.at, labels.of_event(event.did), event.address) for event in read(EVENTS, person=g.who.person_id)
        ],
        browser=labels.browser,
        form=LanguageForm(language=i18n.lang()),
        role_words=ROLES,
    )


def own_account() -> Person:
    """The acting person's row, to be changed."""
    return session().get_one(Person, g.who.person_id)


def confirmed(form: OwnPassword) -> bool:
    """Whether the form holds the account's own password; tried a few times only."""
    if not hit(PER_HOLDER, g.who.ref):
        abort(429)
    return form.is_own(read(BY_ID, value=g.who.person_id).one().password_hash)


@blueprint.route("/me/mail", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def change_mail() -> ResponseReturnValue:
    """Name another mail address; it counts once its reader has opened the link."""
    form, can_mail = MailForm(email=g.who.email), mail.is_on() and here().club is not None
    if not (can_mail and form.validate_on_submit() and confirmed(form)):
        page = render_template("account/mail.html", form=form, can_mail=can_mail)
        return page, 422 if form.errors else 200
    email = rules.mail_address(form.email.data) or ""
    taken = read(BY_EMAIL, value=email).first()
    if taken is None or taken.email_verified_at is None or taken.id == g.who.person_id:
        _ask_for_proof(own_account(), email)
    flash(_("A mail with a link is on its way to %(email)s. Open it to confirm the address.", email=email), "good")
    return redirect(url_for("account.me"), 303)


def _ask_for_proof(person: Person, email: str) -> None:
    person.email_wanted = email
    links.revoke(actions.MAIL, person.ref)
    link = links.make(actions.MAIL, person.ref, days=rules.MAIL_DAYS, club_id=club_here().id, person_id=g.who.person_id)
    send_link(
        MailLink(club_name=club_here().name, hours=24 * rules.MAIL_DAYS),
        link,
        "account.confirm_mail",
        Recipient(lang=i18n.lang(), person_id=person.id, email=email),
    )


@blueprint.route("/me/mail/<token>", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def confirm_mail(token: str) -> ResponseReturnValue:
    """The link from the new mailbox, opened by the holder of the account."""
    club = here().club
    link = links.find(token, actions.MAIL, club.id if club else None)
    if link is None or link.person_id != g.who.person_id:
        return render_template("account/mail_gone.html"), 410
    if request.method != "POST":
        return render_template("account/confirm_mail.html", token=token, email=own_account().email_wanted)
    person = own_account()
    if not links.use(link) or not person.email_wanted:
        return render_template("account/mail_gone.html"), 410
    taken = read(BY_EMAIL, value=person.email_wanted).first()
    if taken is not None and taken.email_verified_at is not None and taken.id != person.id:
        raise Refused(Refusal("taken", N_("This address is confirmed for another account.")))
    if person.email and person.email_verified_at and person.email != person.email_wanted:
        tell(person, IdentifierChanged)
    actions.prove_mail(person, email=person.email_wanted, at=clock.now())
    flash(_("Your mail address is confirmed."), "good")
    return redirect(url_for("account.me"), 303)


@blueprint.route("/me/phone", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def change_phone() -> ResponseReturnValue:
    """Name another telephone number, or none."""
    form = PhoneForm(phone=g.who.phone)
    if not (form.validate_on_submit() and confirmed(form)):
        return render_template("account/phone.html", form=form), 422 if form.errors else 200
    phone = rules.phone_number(form.phone.data) if form.phone.data else None
    if phone is None and g.who.email is None and not g.who.firms:
        form.phone.errors = [_("This is the only way to sign in; add a mail address first.")]
        return render_template("account/phone.html", form=form), 422
    taken = read(BY_PHONE, value=phone).first() if phone else None
    if taken is not None and taken.id != g.who.person_id:
        form.phone.errors = [_("This number can’t be used. Ask the club’s office if it is yours.")]
        return render_template("account/phone.html", form=form), 422
    actions.change_phone(own_account(), phone=phone)
    flash(_("Your telephone number is saved."), "good")
    return redirect(url_for("account.me"), 303)


@blueprint.route("/me/password", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def change_password() -> ResponseReturnValue:
    """Set another password; every other sign-in ends."""
    form = PasswordForm()
    if not (form.validate_on_submit() and confirmed(form)):
        return render_template("account/password.html", form=form), 422 if form.errors else 200
    person = own_account()
    actions.change_password(person, password=form.new_password.data, at=clock.now(), but=g.who.sign_in_id)
    if here().club is not None:
        tell(person, PasswordChanged)
    flash(_("Your new password is set. Every other sign-in has ended."), "good")
    return redirect(url_for("account.me"), 303)


@blueprint.post("/me/language")
@needs(Can.ACCOUNT_USE)
def change_language() -> ResponseReturnValue:
    """The language of one's pages and messages."""
    form = LanguageForm()
    if not form.validate():
        abort(422)
    own_account().lang = form.language.data
    response = make_response(redirect(url_for("account.me"), 303))
    keep_preference(response, i18n.COOKIE, form.language.data)
    return response


@blueprint.post("/me/sign-ins")
@needs(Can.ACCOUNT_USE)
def end_sign_in() -> ResponseReturnValue:
    """End one sign-in, or all others."""
    wanted = request.form.get("which", "")
    if wanted == "others":
        sessions.end_all(g.who.person_id, but=g.who.sign_in_id)
    else:
        _end_one(wanted)
    record(Did.SIGNED_OUT, g.who.ref, person=g.who.person_id, which="others" if wanted == "others" else "one")
    flash(_("Signed out there."), "good")
    return redirect(url_for("account.me"), 303)


def _end_one(handle: str) -> None:
    rows: Any = read(SIGN_INS, person=g.who.person_id, at=clock.now())
    found = next((row.id for row in rows if row.handle == handle), None)
    if found is None:
        abort(404)
    sessions.end(found)
