"""The yardstick's application: each page one or two statements of columns, one page file, nothing else."""

import os
from datetime import datetime

from flask import Flask, abort, redirect, render_template, request, session
from sqlalchemy import bindparam, func, insert, select

from bench.reference.tables import Application, Document, Person, Speaker, Stage, Talk, db

# Built once at import, so that SQLAlchemy finds them compiled at every call.
SPOKEN = (Speaker.name.label("speaker"), Speaker.firm)
TALKS = (
    select(Talk.slug, Talk.title, Talk.lead, Talk.city, Talk.held_at, *SPOKEN)
    .join(Speaker, Speaker.id == Talk.speaker_id)
    .where(Talk.is_published.is_(True))
    .order_by(Talk.held_at.desc(), Talk.id.desc())
    .limit(20)
)
TALK = (
    select(Talk.slug, Talk.title, Talk.transcript, Talk.city, Talk.held_at, *SPOKEN)
    .join(Speaker, Speaker.id == Talk.speaker_id)
    .where(Talk.slug == bindparam("slug"))
)
PERSON = select(Person.id, Person.name, Person.stage, Person.firm_id).where(Person.id == bindparam("id"))
STAGES = select(Stage.id, Stage.title, Stage.pay, Stage.lessons).order_by(Stage.id)
DOCUMENTS = (
    select(Document.id, Document.title, Document.kind, Document.changed_at)
    .where(Document.firm_id == bindparam("firm"))
    .order_by(Document.changed_at.desc())
    .limit(20)
)
KINDS = (
    select(Document.kind, func.count().label("number"))
    .where(Document.firm_id == bindparam("firm"))
    .group_by(Document.kind)
)


def create_app(url: str) -> Flask:
    app = Flask(__name__, template_folder="pages")
    app.config.update(SECRET_KEY="bench", SQLALCHEMY_DATABASE_URI=url, TEMPLATES_AUTO_RELOAD=False)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    add_public_pages(app)
    add_member_pages(app)
    return app


def add_public_pages(app: Flask) -> None:
    @app.get("/hello")
    def hello():
        return "hello"

    @app.get("/talks")
    def talks():
        return render_template("talks.html", talks=db.session.execute(TALKS).all())

    @app.get("/talks/<slug>")
    def talk(slug: str):
        found = db.session.execute(TALK, {"slug": slug}).first() or abort(404)
        return render_template("talk.html", talk=found)

    @app.post("/apply")
    def apply():
        name, mail = request.form.get("name", "").strip(), request.form.get("mail", "").strip()
        if not name or "@" not in mail:
            return "Please give a name and a mail address.", 422
        values = {"name": name[:200], "mail": mail[:200], "note": request.form.get("note", "")[:2000]}
        db.session.execute(insert(Application), values | {"sent_at": datetime.now()})  # noqa: DTZ005
        db.session.commit()
        return redirect("/thanks", 303)


def add_member_pages(app: Flask) -> None:
    @app.get("/sign-in/<int:person>")
    def sign_in(person: int):
        session["person"] = person
        return redirect("/ladder")

    @app.get("/ladder")
    def ladder():
        person = db.session.execute(PERSON, {"id": session.get("person", 0)}).first() or abort(403)
        return render_template("ladder.html", person=person, stages=db.session.execute(STAGES).all())

    @app.get("/firm")
    def firm():
        person = db.session.execute(PERSON, {"id": session.get("person", 0)}).first() or abort(403)
        firm = {"firm": person.firm_id}
        documents, kinds = db.session.execute(DOCUMENTS, firm).all(), db.session.execute(KINDS, firm).all()
        return render_template("firm.html", person=person, documents=documents, kinds=kinds)


if url := os.environ.get("REFERENCE_DATABASE"):
    app = create_app(url)
