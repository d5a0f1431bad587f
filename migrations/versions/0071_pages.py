"""An article may be a page of the site, such as the one about the club; the club knows which of them are out."""

import sqlalchemy as sa
from alembic import op

from club.core.types import DOCUMENT

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("is_page", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("club", sa.Column("pages", DOCUMENT, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("club", "pages")
    op.drop_column("article", "is_page")
