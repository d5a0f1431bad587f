"""Texts are assigned, signed and told of; each revision bears the digest of its text."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = ("assignment", "assignee", "signature", "telling")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
AUDIENCES = ("everybody", "department", "role", "people")
ROLES = ("owner", "people_office", "lead", "staff", "accountant")
A_FEW = 200


def upgrade() -> None:
    with op.batch_alter_table("revision") as table:
        table.add_column(sa.Column("digest", sa.String(64), nullable=False, server_default=""))
    _digest_what_is_there()
    _assignments()
    _signatures()
    raise_walls(op.get_bind(), *TABLES)


def _assignments() -> None:
    op.create_table(
        "assignment",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("audience", _one_of("audience", AUDIENCES), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("department_id", KEY, nullable=True),
        sa.Column("role", _one_of("firmrole", ROLES), nullable=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("assigned_at", MOMENT, nullable=False),
        sa.Column("assigned_by_id", KEY, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("assignment", document_id="document", department_id="department"),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["person.id"], name="fk_assignment_assigned_by_id"),
        _unique("assignment", "ref"),
    )
    _index("assignment", "document_id", "department_id")
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_assignment_open",
        "assignment",
        ["club_id", "firm_id", "document_id", "target"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "assignee",
        *_tenant(),
        sa.Column("assignment_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        *_keys("assignee", assignment_id="assignment", membership_id="membership"),
        _unique("assignee", "assignment_id", "membership_id"),
    )
    _index("assignee", "membership_id")


def _signatures() -> None:
    op.create_table(
        "signature",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("clauses", LIST, nullable=False),
        sa.Column("without_pay", sa.Boolean(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        *_keys("signature", document_id="document", membership_id="membership"),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id", "number"],
            ["revision.club_id", "revision.firm_id", "revision.document_id", "revision.number"],
            name="fk_signature_club_id_firm_id_document_id_number",
        ),
        _unique("signature", "ref"),
        _unique("signature", "document_id", "membership_id", "number"),
    )
    _index("signature", "membership_id")
    op.create_table(
        "telling",
        *_tenant(),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        *_keys("telling", document_id="document", membership_id="membership"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_telling_by_id"),
        sa.UniqueConstraint(
            "club_id", "firm_id", "document_id", "membership_id", "number", "what", name="uq_telling_once"
        ),
    )
    _index("telling", "membership_id")


def _digest_what_is_there() -> None:
    """What was published before gets its digest; the owner sees it only while it is not bound itself."""
    bind = op.get_bind()
    is_bound = bind.dialect.name == "postgresql"
    if is_bound:
        op.execute('ALTER TABLE "revision" NO FORCE ROW LEVEL SECURITY')
    table = sa.table("revision", sa.column("id", KEY), sa.column("body", LIST), sa.column("digest", sa.String))
    last = 0
    while rows := bind.execute(
        sa.select(table.c.id, table.c.body).where(table.c.id > last).order_by(table.c.id).limit(A_FEW)
    ).all():
        for row in rows:
            text = json.dumps(row.body, sort_keys=True, ensure_ascii=False)
            digest = hashlib.sha256(text.encode()).hexdigest()
            bind.execute(sa.update(table).where(table.c.id == row.id).values(digest=digest))
        last = rows[-1].id
    if is_bound:
        op.execute('ALTER TABLE "revision" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    with op.batch_alter_table("revision") as table:
        table.drop_column("digest")


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _keys(table: str, **refers: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=f"fk_{table}_club_id_firm_id"
        ),
        _unique(table, "id"),
        *(
            sa.ForeignKeyConstraint(
                ["club_id", "firm_id", column],
                [f"{target}.{name}" for name in ("club_id", "firm_id", "id")],
                name=f"fk_{table}_club_id_firm_id_{column}",
            )
            for column, target in refers.items()
        ),
    ]


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    name = f"uq_{table}_club_id_firm_id_{'_'.join(columns)}"
    return sa.UniqueConstraint("club_id", "firm_id", *columns, name=name)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_club_id_firm_id_{column}", table, ["club_id", "firm_id", column])


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)
