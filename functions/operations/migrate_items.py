"""Rewrite stored items in today's shape."""

from typing import Any

from onetick.kernel import grants
from onetick.kernel.migration import EVENTS, MigrationView, Order, migrate
from onetick.kernel.table import TableName
from onetick.kernel.triggers import maintenance

MARGIN_MS = 30_000


@maintenance(
    emits=list(EVENTS),
    tables=[TableName.TENANT, TableName.GLOBAL],
    grants=[
        grants.read(TableName.GLOBAL),
        grants.store(TableName.TENANT),
        grants.store(TableName.GLOBAL),
        grants.scan(TableName.TENANT),
        grants.scan(TableName.GLOBAL),
    ],
)
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Migrate the items of one kind: `{"kind": "task", "dry_run": true, "segment": 0, "segments": 1}`.

    Stops in time and says `running`; invoke it again with the same order to go on.
    """
    _know_every_kind()
    progress = migrate(handler, Order(**event), may_go_on=lambda: context.get_remaining_time_in_millis() > MARGIN_MS)
    return MigrationView.of(progress).model_dump(mode="json")


def _know_every_kind() -> None:
    """Import every area's model: this is the one function that meets all kinds."""
    from importlib import import_module
    from pkgutil import iter_modules

    import onetick

    for area in iter_modules(onetick.__path__, "onetick."):
        if area.ispkg and area.name != "onetick.kernel":
            for module in iter_modules(import_module(area.name).__path__, f"{area.name}."):
                if module.name.endswith(".model"):
                    import_module(module.name)
