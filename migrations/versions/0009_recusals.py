"""Whom an applicant wants kept away from the case; which of a club’s own people belong to a firm."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("tie", "recusal")
OPEN_TIES = """
    INSERT INTO tie (club_id, firm_id, person_id)
    SELECT DISTINCT membership.club_id, membership.firm_id, membership.person_id
    FROM membership
    JOIN club_role ON club_role.club_id = membership.club_id AND club_role.person_id = membership.person_id
    WHERE membership.left_at IS NULL
"""


def upgrade() -> None:
    op.create_table(
        "tie",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("person_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_tie_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_tie_club_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tie_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_tie_club_id_id")),
        sa.UniqueConstraint("club_id", "person_id", "firm_id", name=op.f("uq_tie_club_id_person_id_firm_id")),
    )
    op.create_table(
        "recusal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("application_id", KEY, nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("named_firm_id", KEY, nullable=True),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "application_id"],
            ["application.club_id", "application.id"],
            name=op.f("fk_recusal_club_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_recusal_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "named_firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_recusal_club_id_named_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_recusal_club_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recusal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_recusal_club_id_id")),
        sa.UniqueConstraint("club_id", "ref", name=op.f("uq_recusal_club_id_ref")),
    )
    with op.batch_alter_table("recusal") as recusal:
        recusal.create_index(op.f("ix_recusal_club_id_application_id"), ["club_id", "application_id"])
    _write_open_ties()
    raise_walls(op.get_bind(), *TABLES)


def _write_open_ties() -> None:
    """Ties of memberships and roles that are there already; the owner sees them only while it is not bound itself."""
    is_bound = op.get_bind().dialect.name == "postgresql"
    for table in ("membership", "club_role") if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    op.execute(OPEN_TIES)
    for table in ("membership", "club_role") if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    with op.batch_alter_table("recusal") as recusal:
        recusal.drop_index(op.f("ix_recusal_club_id_application_id"))
    op.drop_table("recusal")
    op.drop_table("tie")
