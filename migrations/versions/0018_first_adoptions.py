"""A row of the firm says that it adopted a template; the club's counters are put right from what firms have."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BOUND = ("document", "template_count")
ADOPTED = """
INSERT INTO first_adoption (club_id, firm_id, template_id)
SELECT DISTINCT club_id, firm_id, template_id FROM document WHERE template_id IS NOT NULL
"""
COUNTS = """
INSERT INTO template_count (club_id, template_id, firms)
SELECT club_id, template_id, count(*) FROM first_adoption GROUP BY club_id, template_id
"""


def upgrade() -> None:
    op.create_table(
        "first_adoption",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_first_adoption_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"],
            ["template.club_id", "template.id"],
            name=op.f("fk_first_adoption_club_id_template_id"),
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_first_adoption_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_adoption")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_first_adoption_club_id_firm_id_id")),
        sa.UniqueConstraint(
            "club_id", "firm_id", "template_id", name=op.f("uq_first_adoption_club_id_firm_id_template_id")
        ),
    )
    _count_what_is_there()
    raise_walls(op.get_bind(), "first_adoption")


def _count_what_is_there() -> None:
    """Texts that firms adopted before; the owner sees them only while it is not bound itself."""
    is_bound = op.get_bind().dialect.name == "postgresql"
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    for statement in (ADOPTED, "DELETE FROM template_count", COUNTS):
        op.execute(statement)
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    op.drop_table("first_adoption")
