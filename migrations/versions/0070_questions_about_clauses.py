"""Questions of banks may ask about parts of a text: of the firm's own, or of the club's templates."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = {"bank_question": ("document", ["club_id", "firm_id"]), "club_question": ("template", ["club_id"])}


def upgrade() -> None:
    for table, (target, tenant) in TABLES.items():
        name = "_".join([table, *tenant, "standard_id"])
        with op.batch_alter_table(table) as question:
            question.add_column(sa.Column("standard_id", KEY, nullable=True))
            question.create_foreign_key(f"fk_{name}", target, [*tenant, "standard_id"], [*tenant, "id"])
            question.create_index(f"ix_{name}", [*tenant, "standard_id"])


def downgrade() -> None:
    for table, (_target, tenant) in TABLES.items():
        name = "_".join([table, *tenant, "standard_id"])
        with op.batch_alter_table(table) as question:
            question.drop_index(f"ix_{name}")
            question.drop_constraint(f"fk_{name}", type_="foreignkey")
            question.drop_column("standard_id")
