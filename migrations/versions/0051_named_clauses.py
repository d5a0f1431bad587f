"""Which clauses of the text that belongs to a part are meant."""

import sqlalchemy as sa
from alembic import op

from club.core.types import DOCUMENT

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

TABLES = ("document_pointer", "template_pointer")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("named", DOCUMENT, nullable=False, server_default="[]"))


def downgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("named")
