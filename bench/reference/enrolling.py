"""The yardstick for an application: the program's own fields, checked, counted by address, written in one commit."""

import os

from flask import Flask, redirect, request
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import insert
from werkzeug.middleware.proxy_fix import ProxyFix
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from bench.reference.app import create_app
from bench.reference.tables import Enrolment, db

BY_ADDRESS = RateLimitItemPerHour(60)
LINE = [InputRequired(), Length(max=200)]
PLATFORMS = ("taobao", "tmall", "jd", "pinduoduo", "douyin", "other")


class EnrolForm(FlaskForm):
    """As many fields as the program asks for, each with the check that WTForms brings."""

    legal_name = StringField("Legal name", LINE)
    credit_code = StringField("Credit code", [Regexp("^[0-9A-HJ-NPQRTUWXY]{18}$")])
    platforms = SelectMultipleField("Platforms", choices=PLATFORMS)
    categories = StringField("Categories", LINE)
    city = StringField("City", LINE)
    turnover = StringField("Turnover", [Regexp(r"^[\d,]{1,20}$")])
    currency = SelectField("Currency", choices=("CNY", "USD", "EUR", "HKD"))
    period = StringField("Period", [Regexp(r"^fy-\d{4}$")])
    basis = SelectField("Basis", choices=("gmv", "paid", "paid_net", "tax_declared"))
    business = RadioField("Business", choices=("own_shops", "services"))
    own_role = SelectField("Own role", choices=("owner", "partner", "general_manager", "employee"))
    contact = StringField("Contact", [*LINE, Regexp("^[^@ ]+@[^@ ]+$")])
    consent = BooleanField("Consent", [InputRequired()])
    notice = HiddenField()
    submission_key = HiddenField()


def create_enrolling(url: str) -> Flask:
    """An application of its own, so that the pages of the other pay for nothing of it."""
    app = create_app(url)
    CSRFProtect(app)
    limiter = FixedWindowRateLimiter(MemoryStorage())
    app.wsgi_app = ProxyFix(app.wsgi_app)

    @app.get("/enrol")
    def enrol_form():
        return generate_csrf()

    @app.post("/enrol")
    def enrol():
        form = EnrolForm()
        if not form.validate():
            return form.errors, 422
        if not limiter.hit(BY_ADDRESS, request.remote_addr):
            return "Please send it again later.", 429
        values = {name: value for name, value in form.data.items() if name != "csrf_token"}
        values["turnover"] = int(values["turnover"].replace(",", ""))
        db.session.execute(insert(Enrolment), values)
        db.session.commit()
        return redirect("/thanks", 303)

    return app


if url := os.environ.get("REFERENCE_DATABASE"):
    app = create_enrolling(url)
