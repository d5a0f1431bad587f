"""Whoever opened an invitation is kept until the inviter confirms, with the notice that was read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PERSON = "fk_invitation_came_id"
NOTICE = "fk_invitation_club_id_firm_id_staff_notice_id"


def upgrade() -> None:
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("came_id", KEY, nullable=True))
        invitation.add_column(sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
        invitation.add_column(sa.Column("notice_id", KEY, nullable=True))
        invitation.add_column(sa.Column("staff_notice_id", KEY, nullable=True))
        invitation.create_foreign_key(op.f(PERSON), "person", ["came_id"], ["id"])
        invitation.create_foreign_key(
            op.f(NOTICE), "staff_notice", ["club_id", "firm_id", "staff_notice_id"], ["club_id", "firm_id", "id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("invitation") as invitation:
        for name in (PERSON, NOTICE):
            invitation.drop_constraint(op.f(name), type_="foreignkey")
        for name in ("came_id", "came_at", "notice_id", "staff_notice_id"):
            invitation.drop_column(name)
