"""Who was thanked for coming to a class, and the certificates that are set."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KEPT = (("certificate_stored_as", sa.String(300)), ("certificate_failed", sa.String(60)))


def upgrade() -> None:
    with op.batch_alter_table("class_registration") as batch:
        batch.add_column(sa.Column("thanked_at", MOMENT, nullable=True))
        for name, kind in KEPT:
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("class_registration") as batch:
        for name in ("thanked_at", *(name for name, _kind in KEPT)):
            batch.drop_column(name)
