"""Find applications by their contact, however many a club has had."""

from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

COLUMNS = ("contact_email", "contact_phone")


def upgrade() -> None:
    for column in COLUMNS:
        op.create_index(f"ix_application_club_id_{column}", "application", ["club_id", column])


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_index(f"ix_application_club_id_{column}", "application")
