"""Instructors offer questions to the club's bank."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AUTHOR, BY_AUTHOR = "fk_club_question_author_id", "ix_club_question_club_id_author_id"


def upgrade() -> None:
    with op.batch_alter_table("club_question") as batch:
        batch.add_column(sa.Column("author_id", KEY, nullable=True))
        batch.add_column(sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(op.f(AUTHOR), "person", ["author_id"], ["id"])
    op.create_index(BY_AUTHOR, "club_question", ["club_id", "author_id"])


def downgrade() -> None:
    _forget_what_is_not_in()
    op.drop_index(BY_AUTHOR, "club_question")
    with op.batch_alter_table("club_question") as batch:
        batch.drop_constraint(op.f(AUTHOR), type_="foreignkey")
        for column in ("declined_at", "offered_at", "author_id"):
            batch.drop_column(column)


def _forget_what_is_not_in() -> None:
    """The code before would draw a question that no editor took in. The owner sees no row behind the walls."""
    is_walled = op.get_bind().dialect.name == "postgresql"
    if is_walled:
        op.execute("ALTER TABLE club_question NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM club_question WHERE offered_at IS NOT NULL")
    if is_walled:
        op.execute("ALTER TABLE club_question FORCE ROW LEVEL SECURITY")
