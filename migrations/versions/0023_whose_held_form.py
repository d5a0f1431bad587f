"""What was typed before a sign-in ran out is given back to the person who was signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PERSON = "fk_held_form_person_id"


def upgrade() -> None:
    with op.batch_alter_table("held_form") as table:
        table.add_column(sa.Column("person_id", KEY, nullable=True))
        table.create_foreign_key(op.f(PERSON), "person", ["person_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("held_form") as table:
        table.drop_constraint(op.f(PERSON), type_="foreignkey")
        table.drop_column("person_id")
