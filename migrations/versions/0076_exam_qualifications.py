"""An exam of the club grants a qualification."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXAM, ATTEMPT = "fk_qualification_club_id_exam_id", "fk_qualified_club_id_firm_id_attempt_id"
ONCE = "uq_qualified_club_id_firm_id_attempt_id_qualification_id"
FIRM = ["club_id", "firm_id"]


def upgrade() -> None:
    with op.batch_alter_table("qualification") as batch:
        batch.add_column(sa.Column("exam_id", KEY, nullable=True))
        batch.create_foreign_key(op.f(EXAM), "template", ["club_id", "exam_id"], ["club_id", "id"])
    op.create_index("ix_qualification_club_id_exam_id", "qualification", ["club_id", "exam_id"])
    with op.batch_alter_table("qualified") as batch:
        batch.alter_column("enrolment_id", existing_type=KEY, nullable=True)
        batch.add_column(sa.Column("attempt_id", KEY, nullable=True))
        batch.create_foreign_key(op.f(ATTEMPT), "attempt", [*FIRM, "attempt_id"], [*FIRM, "id"])
        batch.create_unique_constraint(op.f(ONCE), [*FIRM, "attempt_id", "qualification_id"])


def downgrade() -> None:
    _forget_what_exams_granted()
    with op.batch_alter_table("qualified") as batch:
        batch.drop_constraint(op.f(ONCE), type_="unique")
        batch.drop_constraint(op.f(ATTEMPT), type_="foreignkey")
        batch.drop_column("attempt_id")
        batch.alter_column("enrolment_id", existing_type=KEY, nullable=False)
    op.drop_index("ix_qualification_club_id_exam_id", "qualification")
    with op.batch_alter_table("qualification") as batch:
        batch.drop_constraint(op.f(EXAM), type_="foreignkey")
        batch.drop_column("exam_id")


def _forget_what_exams_granted() -> None:
    """The code before knows no qualification without a course. The owner sees no row behind the walls."""
    is_walled = op.get_bind().dialect.name == "postgresql"
    if is_walled:
        op.execute("ALTER TABLE qualified NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM qualified WHERE enrolment_id IS NULL")
    if is_walled:
        op.execute("ALTER TABLE qualified FORCE ROW LEVEL SECURITY")
