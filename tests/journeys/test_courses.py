"""A course from its first lesson to a certificate that a stranger verifies, on a phone and by keyboard."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from club.people import passwords
from club.policy import ClubRole, FirmRole
from tests.chromium import Served
from tests.journeys.crown import Account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_club, a_firm, a_membership, a_person, a_role

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
TEACHER, LEARNER = Account("teacher@people.example"), Account("learner@lantern.example")
EDITOR = Account("editor@people.example")
COURSE = "/crown/courses/counting-stock"


@pytest.fixture
def people(served: Served) -> Any:
    club = a_club("crown")
    firm = a_firm(club, "lantern", name="Lantern")
    for account in (TEACHER, EDITOR, LEARNER):
        person = a_person(account.identifier, password_hash=passwords.hashed(account.password))
        if account is TEACHER:
            a_role(club, person, ClubRole.INSTRUCTOR, name="Zhao Min")
        elif account is EDITOR:
            a_role(club, person, ClubRole.EDITOR, name="Li An")
        else:
            a_membership(firm, FirmRole.STAFF, person, name="Zhou Xia")
    return firm


def at(served: Served, account: Account, name: str, path: str) -> Somebody:
    somebody = Somebody(served, name)
    somebody.opens(f"/crown/login?next={path}")
    signs_in(somebody, account)
    somebody.page.wait_for_url(f"**{path}")
    return somebody


def writes_a_lesson(teacher: Somebody, title: str, words: str) -> None:
    teacher.page.locator("a[href*='sort=text']").click()
    teacher.page.get_by_label("Title").fill(title)
    teacher.page.get_by_role("textbox", name="Text").fill(words)
    teacher.page.get_by_role("button", name="Save and publish").click()
    expect(teacher.page.get_by_role("link", name=title)).to_be_visible()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_course_is_taken_to_a_certificate_that_a_stranger_verifies(app: Flask, served: Served, people: Any) -> None:
    teacher = at(served, TEACHER, "teacher", "/crown/courses/new")
    teacher.page.get_by_label("Title").fill("Counting stock")
    teacher.page.get_by_label("Summary").fill("We count, every evening.")
    teacher.page.get_by_role("button", name="Save and go on to the lessons").click()
    teacher.page.get_by_label("Title of the module").fill("The first evening")
    teacher.page.get_by_role("button", name="Add", exact=True).click()
    for title in ("Write it down", "Count"):
        writes_a_lesson(teacher, title, f"**{title}** at seven.")
    teacher.page.get_by_role("button", name="Count").first.focus()
    teacher.page.keyboard.press("Enter")
    expect(teacher.page.locator(".outline li").first).to_contain_text("1. Count")
    served.look(teacher.page, "course-workbench")
    teacher.page.get_by_role("button", name="Hand the course in").click()
    expect(teacher.page.get_by_text("Handed in. An editor publishes it.")).to_be_visible()
    served.look(teacher.page, "course-handed-in")

    editor = at(served, EDITOR, "editor", "/crown/desk")
    editor.page.get_by_role("link", name="Course handed in: “Counting stock”").click()
    editor.page.get_by_role("button", name="Publish the course").click()
    expect(editor.page.get_by_text("It is out. Members can take it.")).to_be_visible()

    learner = at(served, LEARNER, "learner", COURSE)
    learner.page.set_viewport_size(PHONE)
    learner.page.get_by_role("button", name="Begin the course").click()
    served.look(learner.page, "course-begun")
    learner.page.get_by_role("link", name="Go on", exact=True).click()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("Count")
    learner.page.get_by_role("button", name="Done, go on").click()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("Write it down")
    learner.page.get_by_role("button", name="Done").click()
    expect(learner.page.get_by_text("You have finished “Counting stock”.")).to_be_visible()
    learner.page.get_by_role("link", name="My courses and certificates").click()
    served.look(learner.page, "my-learning")
    address = learner.page.get_by_role("link", name="Certificate Counting stock").get_attribute("href")

    stranger = Somebody(served, "stranger")
    stranger.opens(str(address))
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text("This certificate is genuine")
    expect(stranger.page.get_by_text("Zhou Xia")).to_be_visible()
    served.look(stranger.page, "certificate")
