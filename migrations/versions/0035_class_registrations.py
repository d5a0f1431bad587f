"""Who asked for a place in a class."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLE = "class_registration"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LINE, WORD = sa.String(300), sa.String(60)
STANDINGS = ("applied", "placed", "waiting", "offered", "declined", "lapsed", "withdrawn")


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "club_id")),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("class_id", KEY, nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STANDINGS, name="standing", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, LINE, nullable=False) for name in ("who", "name", "firm_name", "email", "reason")),
        *(sa.Column(name, WORD, nullable=False) for name in ("own_role", "phone")),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("notice_id", KEY, nullable=True),
        sa.Column("registered_at", MOMENT, nullable=False),
        *(
            sa.Column(name, MOMENT, nullable=True)
            for name in ("consented_at", "decided_at", "offered_until", "ended_at", "erased_at")
        ),
        _refers("class_id", "class_session"),
        _refers("notice_id", "notice"),
        _refers("firm_id", "firm"),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{TABLE}_club_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{TABLE}_person_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        *(_unique(*names) for names in (("id",), ("ref",), ("class_id", "who"))),
    )
    for columns in (("class_id", "status", "number"), ("firm_id", "class_id")):
        op.create_index(f"ix_{TABLE}_club_id_{'_'.join(columns)}", TABLE, ["club_id", *columns])
    raise_walls(op.get_bind(), TABLE)


def downgrade() -> None:
    op.drop_table(TABLE)


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["club_id", column], [f"{target}.club_id", f"{target}.id"], name=f"fk_{TABLE}_club_id_{column}"
    )


def _unique(*names: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("club_id", *names, name=f"uq_{TABLE}_club_id_{'_'.join(names)}")
