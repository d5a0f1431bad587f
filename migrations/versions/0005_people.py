"""Invitations of a club's own people; an address that waits to be proven."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("email_wanted", sa.String(length=300), nullable=True))
    op.create_table(
        "club_invitation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("roles", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("invited_by_id", KEY, nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_club_invitation_club_id")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_club_invitation_invited_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_invitation")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_club_invitation_club_id_id")),
        sa.UniqueConstraint("club_id", "ref", name=op.f("uq_club_invitation_club_id_ref")),
    )
    raise_walls(op.get_bind(), "club_invitation")


def downgrade() -> None:
    op.drop_table("club_invitation")
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_column("email_wanted")
