"""Pages on which a speaker is asked to release a talk, and on which the speaker answers."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, links
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.markdown import rendered
from club.core.qr import svg
from club.core.scope import current
from club.core.site import club_here
from club.core.text import N_
from club.people.models import Person
from club.policy import Can, needs
from club.talks import actions, release_actions
from club.talks.acting_views import works_on
from club.talks.forms import ReleaseForm
from club.talks.limits import may_ask
from club.talks.models import Outcome, Publication
from club.talks.preview_views import linked_text, no_such_link, shown
from club.talks.queries import ANSWERS, OF_SPEAKER, TO_RELEASE
from club.talks.release_actions import LINK
from club.talks.release_rules import NOT_AGREED, WAS_OUT, Release, digest_of, release_of
from club.talks.views import blueprint
from club.talks.writing_views import in_words, pictures_here

DONE = {
    Outcome.RELEASED: N_("Thank you. You released the talk; the club can publish it now."),
    Outcome.CHANGES: N_("Thank you. What you want changed was passed on; you are asked again afterwards."),
}


@blueprint.get("/talks/<slug:slug>/speaker")
@needs(Can.TALK_WRITE)
def speaker(slug: str) -> ResponseReturnValue:
    """How the speaker stands with a talk, and the link to pass on."""
    talk = _written(slug)
    token = links.token_for(LINK, talk.ref, current().club)
    address = absolute("talks.release", token=token) if token else ""
    answers = read(ANSWERS, ref=talk.ref).all()
    return render_template(
        "talks/speaker.html",
        talk=talk,
        address=address,
        qr=svg(address, _("Link for the speaker")) if address else None,
        answers=answers,
        release=_standing(talk, answers),
        is_own=talk.speaker_id == g.who.person_id,
        agreement=rendered(_agreement()),
        digest=digest_of(talk),
        **_WORDS,
    )


@blueprint.post("/talks/<slug:slug>/speaker")
@needs(Can.TALK_WRITE)
def ask_speaker(slug: str) -> ResponseReturnValue:
    """Make the speaker’s link, and send it where there is an address."""
    talk = _written(slug)
    if not may_ask(talk.ref, g.who.person_id):
        flash(_("The speaker was asked very often in the last hour. Pass the link on, or wait a little."), "warn")
        return redirect(url_for("talks.speaker", slug=slug), 303)
    release_actions.ask(_locked(talk.slug))
    told = talk.speaker_id or "@" in talk.speaker_contact
    flash(_("The speaker was written to.") if told else _("The link is made: pass it on."), "good")
    return redirect(url_for("talks.speaker", slug=slug), 303)


@blueprint.post("/talks/<slug:slug>/speaker/end")
@needs(Can.TALK_WRITE)
def end_speaker_link(slug: str) -> ResponseReturnValue:
    """End the speaker’s link."""
    release_actions.end_link(_locked(_written(slug).slug))
    return redirect(url_for("talks.speaker", slug=slug), 303)


@blueprint.route("/talks/release/<token>", methods=["GET", "POST"])
@needs(Can.TALK_RELEASE, link=LINK)
def release(token: str) -> ResponseReturnValue:
    """A talk as it will be read, to be released by whoever holds the link."""
    talk = linked_text(TO_RELEASE)
    if talk is None:
        return no_such_link(token, LINK)
    address = url_for("talks.release", token=token)
    return _answered(talk, address, at=address, token=token)


@blueprint.post("/talks/release/<token>/me")
@needs(Can.TALK_RELEASE, link=LINK)
def name_myself(token: str) -> ResponseReturnValue:
    """Whoever holds the link is the speaker, with the account that is signed in."""
    talk, address = linked_text(TO_RELEASE), url_for("talks.release", token=token)
    if talk is None:
        return no_such_link(token, LINK)
    if g.who is None:
        return redirect(url_for("account.login", next=address), 303)
    release_actions.name_oneself(_locked(talk.slug), session().get_one(Person, g.who.person_id))
    flash(_("You are named as the speaker."), "good")
    return redirect(address, 303)


@blueprint.route("/talks/<slug:slug>/release", methods=["GET", "POST"])
@needs(Can.ACCOUNT_USE)
def own_release(slug: str) -> ResponseReturnValue:
    """The same for a speaker who has an account, and need not write for the club."""
    talk = read(OF_SPEAKER, slug=slug).first()
    if talk is None or talk.speaker_id != g.who.person_id:
        abort(404)
    return _answered(talk, url_for("talks.own_release", slug=slug), at=pictures_here().removesuffix("/pictures/"))


def _answered(talk: Any, address: str, *, at: str, token: str = "") -> ResponseReturnValue:
    digest = digest_of(talk)
    form = ReleaseForm(data={"version": digest, "name": talk.speaker})
    if not form.is_submitted():
        return _page(talk, form, at, token)
    outcome = Outcome.CHANGES if request.form.get("do") == "changes" else Outcome.RELEASED
    if form.validate() and _is_agreed(form, outcome) and form.takes(lambda: _give(talk, form, outcome)):
        flash(_(DONE[outcome]), "good")
        return redirect(address, 303)
    form.version.data = digest
    return _page(talk, form, at, token), 422


def _is_agreed(form: ReleaseForm, outcome: Outcome) -> bool:
    if outcome is Outcome.RELEASED and not form.agrees.data:
        form.agrees.errors = [in_words(NOT_AGREED)]
        return False
    return True


def _give(talk: Any, form: ReleaseForm, outcome: Outcome) -> None:
    release_actions.answer(
        _locked(talk.slug),
        outcome,
        name=form.name.data or "",
        person_id=g.who.person_id if g.who is not None else None,
        words=form.words.data or "",
        agreement=_agreement(),
        digest=form.version.data or "",
        at=clock.now(),
    )


def _page(talk: Any, form: ReleaseForm, at: str, token: str) -> str:
    answers = read(ANSWERS, ref=talk.ref).all()
    return render_template(
        "talks/release.html",
        talk=talk,
        form=form,
        token=token,
        **shown(talk, at),
        agreement=rendered(_agreement()),
        is_out=talk.status is Publication.PUBLISHED,
        unnamed=in_words(WAS_OUT) if talk.published_at else "",
        answers=answers,
        release=_standing(talk, answers),
        **_WORDS,
    )


def _agreement() -> str:
    """What a speaker agrees to, as the club has set it."""
    text: str = club_here().release
    return text or _("I release this page for publication by %(club)s.", club=club_here().name)


def _standing(talk: Any, answers: Any) -> Release:
    last = answers[0] if answers else None
    return release_of(last.outcome if last else None, last.digest if last else "", digest_of(talk))


def _written(slug: str) -> Any:
    talk = read(OF_SPEAKER, slug=slug).first()
    if talk is None or not works_on(talk.author_id, talk.ref):
        abort(404)
    return talk


def _locked(slug: str) -> Any:
    return actions.to_write(slug) or abort(404)


_WORDS = {"Release": Release, "Outcome": Outcome}
