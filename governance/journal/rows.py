"""Rows written by a statement that is spelled out once per process.

The ORM builds its SQL anew, and asks every listener of the site, at each save: work
that a ballot would do while others wait for its locks. Values are adapted by the fields
themselves; what must hold is held by the database's own constraints.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper


def insert(row: models.Model, *, unless_taken: bool = False) -> bool:
    """Add a row that carries its own key. ``unless_taken``: where a unique constraint
    is in the way nothing is written, nothing is raised, and the answer is false."""
    connection = _connection(row)
    statement = _insertion(type(row), connection.alias)
    statement += " ON CONFLICT DO NOTHING" if unless_taken else ""
    fields = type(row)._meta.concrete_fields
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(row, fields, connection))
        written: bool = cursor.rowcount == 1
    if written:
        row._state.adding, row._state.db = False, connection.alias
    return written


def update(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is there, as ``save(update_fields=…)`` would."""
    connection = _connection(row)
    meta = type(row)._meta
    fields = [*(meta.get_field(name) for name in names), meta.pk]
    with connection.cursor() as cursor:
        cursor.execute(
            _change(type(row), names, connection.alias),
            _values(row, fields, connection),
        )
        if cursor.rowcount != 1:
            raise models.ObjectDoesNotExist(f"{meta.label} {row.pk} is not there")


def _connection(row: models.Model) -> BaseDatabaseWrapper:
    return connections[router.db_for_write(type(row), instance=row)]


def _values(
    row: models.Model, fields: Sequence[Any], connection: BaseDatabaseWrapper
) -> list[Any]:
    return [
        f.get_db_prep_save(getattr(row, f.attname), connection=connection)
        for f in fields
    ]


@cache
def _insertion(model: type[models.Model], alias: str) -> str:
    names = [_quoted(field, alias) for field in model._meta.concrete_fields]
    places = ", ".join(["%s"] * len(names))
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608


@cache
def _change(model: type[models.Model], names: tuple[str, ...], alias: str) -> str:
    fields = [model._meta.get_field(name) for name in names]
    changed = ", ".join(f"{_quoted(field, alias)} = %s" for field in fields)
    table, key = model._meta.db_table, _quoted(model._meta.pk, alias)
    return f"UPDATE {table} SET {changed} WHERE {key} = %s"  # noqa: S608


def _quoted(field: Any, alias: str) -> str:
    return str(connections[alias].ops.quote_name(field.column))
