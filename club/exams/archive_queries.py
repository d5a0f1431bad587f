"""What an export takes of exams: attempts, the answers in them, what was allowed besides, and rounds."""

from sqlalchemy import and_, select

from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document
from club.exams.models import Attempt, AttemptAnswer, ExamRound, ExtraAttempt
from club.exams.queries import OF_DOCUMENT
from club.firms.models import Membership

ARCHIVE = reads(
    select(
        Attempt.ref,
        Document.ref.label("exam"),
        Attempt.number,
        Membership.ref.label("person"),
        Attempt.purpose,
        Attempt.clauses,
        Attempt.drawn,
        Attempt.started_at,
        Attempt.ends_at,
        Attempt.finished_at,
        Attempt.points,
        Attempt.of,
        Attempt.sections,
        Attempt.passed,
    )
    .join(Document, OF_DOCUMENT)
    .join(
        Membership,
        and_(
            Membership.club_id == Attempt.club_id,
            Membership.firm_id == Attempt.firm_id,
            Membership.id == Attempt.membership_id,
        ),
    )
    .order_by(Attempt.id)
)
ARCHIVED_ANSWERS = reads(
    select(
        Attempt.ref.label("attempt"),
        AttemptAnswer.question,
        AttemptAnswer.given,
        AttemptAnswer.saved_at,
        AttemptAnswer.started_at,
        AttemptAnswer.lang,
        AttemptAnswer.pasted,
        AttemptAnswer.graded,
        AttemptAnswer.remark,
        AttemptAnswer.graded_at,
    )
    .join(
        Attempt,
        and_(
            Attempt.club_id == AttemptAnswer.club_id,
            Attempt.firm_id == AttemptAnswer.firm_id,
            Attempt.id == AttemptAnswer.attempt_id,
        ),
    )
    .order_by(AttemptAnswer.id)
)
ARCHIVED_EXTRAS = reads(
    select(Document.ref.label("exam"), Membership.ref.label("person"), ExtraAttempt.why, ExtraAttempt.at)
    .join(
        Document,
        its_document(ExtraAttempt),
    )
    .join(
        Membership,
        and_(
            Membership.club_id == ExtraAttempt.club_id,
            Membership.firm_id == ExtraAttempt.firm_id,
            Membership.id == ExtraAttempt.membership_id,
        ),
    )
    .order_by(ExtraAttempt.id)
)
ARCHIVED_ROUNDS = reads(
    select(Document.ref.label("exam"), Membership.ref.label("person"), ExamRound.at)
    .join(
        Document,
        its_document(ExamRound),
    )
    .join(
        Membership,
        and_(
            Membership.club_id == ExamRound.club_id,
            Membership.firm_id == ExamRound.firm_id,
            Membership.id == ExamRound.membership_id,
        ),
    )
    .order_by(ExamRound.id)
)
