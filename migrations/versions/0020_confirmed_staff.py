"""Whoever opened an invitation among a club's own people is kept until somebody confirms."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PERSON = "fk_club_invitation_came_id"


def upgrade() -> None:
    with op.batch_alter_table("club_invitation") as invitation:
        invitation.add_column(sa.Column("came_id", KEY, nullable=True))
        invitation.add_column(sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
        invitation.create_foreign_key(op.f(PERSON), "person", ["came_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("club_invitation") as invitation:
        invitation.drop_constraint(op.f(PERSON), type_="foreignkey")
        invitation.drop_column("came_at")
        invitation.drop_column("came_id")
