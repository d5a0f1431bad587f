"""What a template points at becomes the firm's own when it is adopted, whichever comes first."""

import pytest

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.documents.belonging import belonging
from club.documents.models import Document
from club.documents.pointers import TARGET
from club.firms.models import Department, Firm
from club.library import pointing_actions
from club.library.actions import adopt
from club.library.models import Template
from club.library.pads import newest_of
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.documents.bodies import an_exam_of_the_club
from tests.makers import (
    a_club,
    a_department,
    a_firm,
    a_library,
    a_membership,
    a_person,
    a_role,
    a_template,
    a_template_pointer,
    as_desk,
    as_firm,
    sign_in,
)

EXAM, STANDARD = "going-live", "service-standard"


class Library:
    """A club with an exam on its service standard, and a firm."""

    def __init__(self) -> None:
        self.club = a_club("crown")
        a_library(self.club)
        template = a_template(self.club, EXAM, body=an_exam_of_the_club("hours-handover"), kind="exam")
        a_template_pointer(self.club, template, STANDARD)
        self.firm: Firm = a_firm(self.club, "mill")

    def adopted(self, slug: str, department: Department | None = None) -> Document:
        with as_firm(self.firm):
            template = session().query(Template).filter_by(slug=slug).one()
            revision = newest_of(template)
            assert revision is not None
            place = department.id if department is not None else None
            return adopt(template, revision, lang="en", by=None, at=clock.now(), department_id=place)

    def target(self, document: Document) -> str | None:
        with as_firm(self.firm):
            row = read(TARGET, document_id=document.id, item="").first()
        return row.ref if row is not None else None


@pytest.mark.slow
def test_an_adopted_exam_points_at_the_firms_standard(app) -> None:
    library = Library()
    standard = library.adopted(STANDARD)
    assert library.target(library.adopted(EXAM)) == standard.ref


@pytest.mark.slow
def test_an_exam_that_came_first_waits_for_its_standard(app) -> None:
    library = Library()
    exam = library.adopted(EXAM)
    assert library.target(exam) is None
    standard = library.adopted(STANDARD)
    assert library.target(exam) == standard.ref


@pytest.mark.slow
def test_of_several_copies_the_own_departments_is_meant(app) -> None:
    library = Library()
    day, night = a_department(library.firm, "Day"), a_department(library.firm, "Night")
    whole, of_night = library.adopted(STANDARD), library.adopted(STANDARD, night)
    assert library.target(library.adopted(EXAM, night)) == of_night.ref
    assert library.target(library.adopted(EXAM, day)) == whole.ref


@pytest.mark.slow
def test_a_template_points_at_nothing_that_lacks_what_it_names(app) -> None:
    library = Library()
    astray = a_template(library.club, "astray", body=an_exam_of_the_club("nowhere"), kind="exam")
    with pytest.raises(Refused), as_desk(library.club):
        target = session().query(Template).filter_by(slug=STANDARD).one()
        pointing_actions.point(session().merge(astray), target)
    with pytest.raises(Refused), as_desk(library.club):
        exam = session().query(Template).filter_by(slug=EXAM).one()
        pointing_actions.point(exam, exam)


@pytest.mark.slow
def test_an_editor_reads_what_an_exam_covers_and_says_where_it_points(app, client: HouseClient) -> None:
    library, editor = Library(), a_person()
    a_role(library.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    page = f"/crown/templates/{EXAM}/coverage"
    assert "binding clauses have no question" in client.get(page).text
    assert client.submit(page, {"target": STANDARD}, to=f"/crown/templates/{EXAM}/points-at").status_code == 303
    assert client.submit(page, {"target": EXAM}, to=f"/crown/templates/{EXAM}/points-at").status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize(("role", "reads"), [(FirmRole.STAFF, False), (FirmRole.LEAD, True)])
def test_questions_in_the_library_are_read_by_those_who_write_exams(
    app, client: HouseClient, role: FirmRole, reads: bool
) -> None:
    library, person = Library(), a_person()
    a_membership(library.firm, role, person)
    sign_in(client, person)
    page = client.get(f"/crown/library/{EXAM}")
    assert page.status_code == 200
    assert ("When does the first reply come?" in page.text) is reads


@pytest.mark.slow
def test_what_belongs_to_a_stage_in_the_library_belongs_to_the_firms_own(app) -> None:
    library = Library()
    ladder, path = library.adopted("service-ladder"), library.adopted("newcomer-path")
    with as_firm(library.firm):
        found = belonging(ladder.id, clock.now().date())
    assert [row.ref for row in found["trainee"]] == [path.ref]


@pytest.mark.slow
def test_an_editor_says_what_belongs_to_a_stage(app, client: HouseClient) -> None:
    library = Library()
    editor = a_person()
    a_role(library.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    at = "/crown/templates/operator-ladder/belonging"
    sent = client.submit(f"{at}/part?key=entry", {"standard": STANDARD, "path": "", "exam": EXAM})
    assert sent.status_code == 303
    assert "going-live" in client.get(at).text
    assert client.submit(f"{at}/part?key=entry", {"standard": "", "path": "", "exam": ""}).status_code == 303
    assert "going-live" not in client.get(at).text
    assert client.submit(f"{at}/part?key=entry", {"standard": EXAM, "path": "", "exam": ""}).status_code == 422
    assert client.get(f"{at}/part?key=gone").status_code == 404
