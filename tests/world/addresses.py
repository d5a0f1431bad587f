"""A value for every argument of every address. A new route whose argument is unknown here fails the matrix."""

from werkzeug.routing import Rule

from tests.world.tenants import Tenant

# `endpoint.argument`, else `blueprint.argument`, else `argument`: the name of a value of the tenant,
# or after "=" the value itself.
ARGUMENTS: dict[str, str] = {
    "firm": "firm",
    "code": "=zh",
    "account.theme.code": "=dark",
    "clubs.notice.kind": "=staff",
    "clubs.notice.number": "=1",
    "settings.change.group": "=gate",
    "settings.notice.kind": "=staff",
    "settings.section.slug": "section",
    "settings.remove_section.slug": "section",
    "classes.slug": "class",
    "classes.token": "class_place",
    "classes.ref": "registration.applied",
    "classes.door.ref": "registration.placed",
    "classes.check_in.ref": "registration.placed",
    "classes.verify.token": "class_certificate",
    "talks.slug": "talk",
    "talks.release.token": "release",
    "talks.preview.token": "preview",
    "talks.released_picture.token": "release",
    "talks.previewed_picture.token": "preview",
    "talks.picture": "talk_picture",
    "talks.version.number": "=1",
    "news.version.number": "=1",
    "firms.end_instructor.ref": "member.staff",
    "news.slug": "article",
    "courses.slug": "course",
    "courses.number": "=1",
    "courses.module": "course_module",
    "learning.slug": "course",
    "learning.number": "=1",
    "learning.ref": "enrolment",
    "courses.ref": "task_answer",
    "learning.certificate.token": "certificate_link",
    "learning.print_certificate.token": "certificate_link",
    "learning.certificate_pdf.token": "certificate_link",
    "learning.deadlines.token": "deadlines_link",
    "account.confirm_mail.token": "mail_link",
    "account.reset.token": "reset_link",
    "account.one_mail.ref": "mail",
    "account.mail_page.ref": "mail",
    "applications.ref": "application.with_board",
    "applications.settle.name": "recusal.with_board",
    "applications.paper": "evidence.with_board",
    "applications.token": "status.question_open",
    "dues.token": "status.approved",
    "dues.ref": "invoice.open",
    "firms.ref": "department",
    "firms.notice_version.text": "=1",
    "firms.notice_version.own": "=0",
    "firms.download.ref": "export",
    "firms.offered.ref": "offer",
    "firms.accept_ownership.ref": "offer",
    "firms.end_offer.ref": "offer",
    "talks.ref": "talk.draft",
    "news.ref": "article.draft",
    "answers.ref": "document.service_answers",
    "answers.number": "=1",
    "answers.gap": "gap.open",
    "answers.sent.ref": "document.service_answers",
    "answers.sent": "sent.open",
    "answers.download.form": "=csv",
    "documents.ref": "document.operator_ladder",
    "documents.picture": "picture",
    "people.ref": "member.staff",
    "people.invitation.ref": "invitation",
    "people.confirm.ref": "invitation.waiting",
    "people.revoke.ref": "invitation",
    "join.show.token": "join",
    "staff.person.ref": "worker",
    "staff.ref": "club_invitation",
    "staff.confirm.ref": "club_invitation.waiting",
    "documents.shelf": "=ladders",
    "documents.request": "review.open",
    "documents.comment": "comment.open",
    "documents.consultation": "consultation.open",
    "documents.consult_reply.comment": "comment.consulted",
    "documents.answer_review.shelf": "=culture",
    "documents.answer_review.ref": "document.culture",
    "documents.ask_review.shelf": "=culture",
    "documents.ask_review.ref": "document.culture",
    "documents.review.shelf": "=culture",
    "documents.review.ref": "document.culture",
    "documents.withdraw_review.shelf": "=culture",
    "documents.withdraw_review.ref": "document.culture",
    "documents.answers.shelf": "=answers",
    "documents.coverage.shelf": "=exam-papers",
    "documents.coverage.ref": "document.exam",
    "documents.belongings.shelf": "=ladders",
    "documents.belongings.ref": "document.operator_ladder",
    "documents.belonging_to.shelf": "=ladders",
    "documents.belonging_to.ref": "document.operator_ladder",
    "documents.belong.shelf": "=ladders",
    "documents.belong.ref": "document.operator_ladder",
    "documents.check.shelf": "=exam-papers",
    "documents.check.ref": "document.exam",
    "documents.point.shelf": "=exam-papers",
    "documents.point.ref": "document.exam",
    "documents.exam-papers.shelf": "=exam-papers",
    "exams.ref": "document.exam",
    "banks.ref": "banked",
    "banks.file.ref": "bank_file",
    "banks.club_edit.ref": "club_banked",
    "banks.club_remove.ref": "club_banked",
    "banks.club_file.ref": "club_bank_file",
    "exams.attempt": "attempt.open",
    "exams.result.attempt": "attempt.finished",
    "exams.grade.attempt": "attempt.to_grade",
    "documents.culture.shelf": "=culture",
    "documents.standards.shelf": "=standards",
    "documents.paths.shelf": "=paths",
    "copies.shelf": "=ladders",
    "copies.ref": "document.operator_ladder",
    "copies.copy": "copy",
    "copies.arrival": "arrival",
    "copies.consultation": "consultation.open",
    "library.slug": "=operator-ladder",
    "kits.slug": "talk",
    "kits.template": "template",
    "templates.slug": "template",
    "templates.belongings.slug": "=operator-ladder",
    "templates.belonging_to.slug": "=operator-ladder",
    "templates.belong.slug": "=operator-ladder",
    "templates.coverage.slug": "template.exam",
    "templates.point.slug": "template.exam",
    "offers.ref": "clause_offer",
    "library.shelf": "=culture",
    "library.ref": "document.adopted",
    "installation.club.slug": "club",
    "installation.again.job": "dead_job",
    "acknowledgements.ref": "document.service_standard",
    "signing.ref": "document.service_standard",
    "signing.assignment.ref": "assignment",
    "signing.end.ref": "assignment",
    "growth.person.ref": "member.staff",
    "placements.people.ref": "document.operator_ladder",
    "placements.ref": "placement.staff",
}
WHERE = "tests/world/addresses.py"


class NoValueError(LookupError):
    """An argument without a value."""


def value_name(endpoint: str, argument: str) -> str:
    """What the table says of an argument."""
    blueprint = endpoint.rpartition(".")[0]
    for key in (f"{endpoint}.{argument}", f"{blueprint}.{argument}", argument):
        if key in ARGUMENTS:
            return ARGUMENTS[key]
    raise NoValueError(f"{endpoint}: no value for <{argument}>; add {endpoint}.{argument} to ARGUMENTS in {WHERE}")


def arguments(rule: Rule, tenant: Tenant) -> dict[str, str]:
    """A tenant's values for a rule."""
    found = {}
    for argument in sorted(rule.arguments):
        name = value_name(rule.endpoint, argument)
        if not name.startswith("=") and name not in tenant.values:
            raise NoValueError(f"{rule.endpoint}: the world has no {name!r}; add it to the values of tests/world/")
        found[argument] = name[1:] if name.startswith("=") else tenant.values[name]
    return found
