"""Keys between owned rows carry the tenant, so that the database itself refuses a reference across."""

import club.models
from club.core.owners import TENANT_KEYS, Base, Owner, is_owned, owner_of

assert club.models


def _owned() -> list:
    return [table for table in Base.metadata.sorted_tables if is_owned(table)]


def test_every_key_between_owned_tables_carries_the_tenant() -> None:
    faults = []
    for table in _owned():
        for key in table.foreign_key_constraints:
            target = key.referred_table
            shared = set(TENANT_KEYS[owner_of(target)]) & set(table.c.keys()) if is_owned(target) else set()
            if not shared <= set(key.column_keys):
                faults.append(f"{table.name}{key.column_keys} -> {target.name}: use keys(..., refers=...)")
    assert faults == []


def test_every_owned_table_can_be_referred_to_with_its_tenant() -> None:
    faults = []
    for table in _owned():
        if "id" not in table.c:
            continue
        wanted = {*TENANT_KEYS[owner_of(table)], "id"}
        unique = [set(c.columns.keys()) for c in table.constraints if type(c).__name__ == "UniqueConstraint"]
        if wanted not in unique:
            faults.append(f"{table.name}: unique{sorted(wanted)}")
    assert faults == []


def test_no_unique_key_tells_of_another_tenant() -> None:
    faults = [
        f"{table.name}: {item.name}"
        for table in _owned()
        for item in (*table.constraints, *(index for index in table.indexes if index.unique))
        if type(item).__name__ in {"UniqueConstraint", "Index"} and "club_id" not in item.columns
    ]
    assert faults == []


def test_rows_of_a_firm_point_to_their_firm() -> None:
    faults = [
        table.name
        for table in _owned()
        if owner_of(table) is Owner.FIRM
        and not any(key.referred_table.name == "firm" for key in table.foreign_key_constraints)
    ]
    assert faults == []
