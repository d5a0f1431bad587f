"""Qualifications of a firm’s own; classes and exams ask for some."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CLUB, FIRM = ["club_id"], ["club_id", "firm_id"]
TABLES = ("qualification_need", "own_qualification", "own_need")
OWN, ONCE = "fk_qualified_club_id_firm_id_own_id", "uq_qualified_club_id_firm_id_attempt_id_own_id"


def upgrade() -> None:
    needs = {"qualification_id": "qualification", "class_id": "class_session", "template_id": "template"}
    op.create_table(
        "qualification_need",
        *_columns(*CLUB, "qualification_id"),
        *_columns("class_id", "template_id", nullable=True),
        *_keys("qualification_need", CLUB, needs),
        _once("qualification_need", CLUB, "class_id", "qualification_id"),
        _once("qualification_need", CLUB, "template_id", "qualification_id"),
    )
    _index("qualification_need", CLUB, "qualification_id")
    op.create_table(
        "own_qualification",
        *_columns(*FIRM),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        *_columns("exam_id", nullable=True),
        *_keys("own_qualification", FIRM, {"exam_id": "document"}),
        _once("own_qualification", FIRM, "ref"),
    )
    _index("own_qualification", FIRM, "exam_id")
    needs = {"document_id": "document", "own_id": "own_qualification", "qualification_id": "qualification:club"}
    op.create_table(
        "own_need",
        *_columns(*FIRM, "document_id"),
        *_columns("own_id", "qualification_id", nullable=True),
        *_keys("own_need", FIRM, needs),
        _once("own_need", FIRM, "document_id", "own_id"),
        _once("own_need", FIRM, "document_id", "qualification_id"),
    )
    _index("own_need", FIRM, "own_id")
    raise_walls(op.get_bind(), *TABLES)
    with op.batch_alter_table("class_session") as batch:
        batch.add_column(sa.Column("has_conditions", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("qualified") as batch:
        batch.alter_column("qualification_id", existing_type=KEY, nullable=True)
        batch.add_column(sa.Column("own_id", KEY, nullable=True))
        batch.create_foreign_key(op.f(OWN), "own_qualification", [*FIRM, "own_id"], [*FIRM, "id"])
        batch.create_unique_constraint(op.f(ONCE), [*FIRM, "attempt_id", "own_id"])


def downgrade() -> None:
    _forget_what_firms_granted()
    with op.batch_alter_table("qualified") as batch:
        batch.drop_constraint(op.f(ONCE), type_="unique")
        batch.drop_constraint(op.f(OWN), type_="foreignkey")
        batch.drop_column("own_id")
        batch.alter_column("qualification_id", existing_type=KEY, nullable=False)
    with op.batch_alter_table("class_session") as batch:
        batch.drop_column("has_conditions")
    for table in ("own_need", "own_qualification", "qualification_need"):
        op.drop_table(table)


def _forget_what_firms_granted() -> None:
    """The code before knows the club’s qualifications alone. The owner sees no row behind the walls."""
    is_walled = op.get_bind().dialect.name == "postgresql"
    if is_walled:
        op.execute("ALTER TABLE qualified NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM qualified WHERE qualification_id IS NULL")
    if is_walled:
        op.execute("ALTER TABLE qualified FORCE ROW LEVEL SECURITY")


def _columns(*names: str, nullable: bool = False) -> list[sa.Column]:
    first = [] if nullable else [sa.Column("id", KEY, nullable=False)]
    return [*first, *(sa.Column(name, KEY, nullable=nullable) for name in names)]


def _once(table: str, tenant: list[str], *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*tenant, *columns, name=f"uq_{table}_{'_'.join([*tenant, *columns])}")


def _index(table: str, tenant: list[str], column: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join([*tenant, column])}", table, [*tenant, column])


def _keys(table: str, tenant: list[str], refers: dict[str, str]) -> list[sa.Constraint]:
    inside = []
    for column, target in refers.items():
        name, _, by = target.partition(":")
        shared = CLUB if by else tenant
        there = [f"{name}.{one}" for one in (*shared, "id")]
        inside.append(
            sa.ForeignKeyConstraint([*shared, column], there, name=f"fk_{table}_{'_'.join([*shared, column])}")
        )
    if tenant == FIRM:
        inside.append(sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name=f"fk_{table}_club_id_firm_id"))
    return [
        *inside,
        sa.ForeignKeyConstraint(CLUB, ["club.id"], name=f"fk_{table}_club_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{'_'.join([*tenant, 'id'])}"),
    ]
