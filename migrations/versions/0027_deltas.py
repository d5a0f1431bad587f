"""After a signature the exam on what changed is asked for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TENANT = ("club_id", "firm_id")
REFERS = {"signature_id": "signature", "exam_id": "document", "attempt_id": "attempt"}


def upgrade() -> None:
    op.create_table(
        "delta",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", *TENANT, "signature_id", "exam_id")),
        sa.Column("clauses", LIST, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delta"),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_delta_club_id"),
        sa.ForeignKeyConstraint(TENANT, ["firm.club_id", "firm.id"], name="fk_delta_club_id_firm_id"),
        *(
            sa.ForeignKeyConstraint(
                [*TENANT, column],
                [f"{table}.{name}" for name in (*TENANT, "id")],
                name=f"fk_delta_club_id_firm_id_{column}",
            )
            for column, table in REFERS.items()
        ),
        sa.UniqueConstraint(*TENANT, "id", name="uq_delta_club_id_firm_id_id"),
        sa.UniqueConstraint(*TENANT, "signature_id", name="uq_delta_club_id_firm_id_signature_id"),
    )
    raise_walls(op.get_bind(), "delta")


def downgrade() -> None:
    op.drop_table("delta")
