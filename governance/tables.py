"""Several new tables in one step of a migration."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class Tables(Operation):
    """Create the models in this order, drawing the whole project once.

    Django draws every related model anew for each model created; nearly all of ours
    have to do with a person, so that ten new tables cost a thousand drawings.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *created: CreateModel) -> None:
        self.created = created

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # drawn again, once, when next asked for
        for operation in self.created:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in self.created:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in reversed(self.created):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create " + ", ".join(operation.name for operation in self.created)
