"""The reference pages that are printed from the code: data model, routes, events and problems.

python -m infra.reference            # writes them
python -m infra.reference --check    # fails when one is not current
"""

import dataclasses
import html
import inspect
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from infra.event_schemas import all_types
from onetick.kernel import registry
from onetick.kernel.entity import Kind, kinds
from onetick.kernel.entry import Public, Route, Self
from onetick.kernel.patterns import Pattern, patterns
from onetick.kernel.problems import Problem, problems
from onetick.kernel.requests.rate import LIMITS
from onetick.kernel.table import TableName
from onetick.kernel.triggers import Consumer

ROOT = Path(__file__).parent.parent
PRINTED = "Printed from the code by `make docs`. Do not edit it.\n"
TARGETS_MS = {"A": 150, "B": 300, "C": 300, "D": 600, "E": 400, "F": 300}


def pages() -> dict[Path, str]:
    """Every page by its path."""
    _import_everything()
    return {
        ROOT / "docs/data-model.md": data_model(),
        ROOT / "docs/reference/routes.md": routes(),
        ROOT / "docs/reference/events.md": events(),
        ROOT / "docs/reference/problems.md": problem_page(),
        ROOT / "web/reference/problems/index.html": problem_html(),
    }


# The data model


def data_model() -> str:
    """What is stored, under which keys, and which questions it answers."""
    parts = ["# Data model", PRINTED, _DATA_MODEL]
    for table, title in ((TableName.TENANT, "The tenants' table"), (TableName.GLOBAL, "The global table")):
        parts.append(f"## {title}")
        parts += [_kind(kind) for kind in sorted(_of(table), key=lambda kind: kind.name)]
    parts.append("## Access patterns")
    rows = sorted((_pattern(pattern) for pattern in _product_patterns()), key=lambda row: row[0])
    parts.append(_table(("It answers", "Entity", "Where", "Partition", "Sort key begins with", "Order"), rows))
    return "\n\n".join(parts) + "\n"


_DATA_MODEL = """Two tables. In the tenants' table every partition key, of the table and of its indexes, begins with the
organization, so that no query can cross tenants and a policy on leading keys can hold that line under the code. The
global table holds what exists before a tenant does.

Each item keeps its entity as one JSON document in `doc`, beside the keys, its `kind`, the `schema` version of the
document, the `version` that counts its writes, and `expires` where it goes by itself. What happened to a thing is
stored beside it: event items share its partition, under `event#<ULID>`. There is no scan outside the migration job.

What a kind was before each change is kept in the past of its partitions, `<partition>#past`, and of its places in the
indexes, unless it says that it forgets. Each of those items carries `at`, the moment of its write."""


def _of(table: TableName) -> list[Kind[Any]]:
    product = (kind for kind in kinds.values() if kind.cls.__module__.startswith("onetick."))
    return [kind for kind in product if kind.table is table]


def _kind(kind: Kind[Any]) -> str:
    about = (inspect.getdoc(kind.cls) or "").partition("\n\n")[0].replace("\n", " ")
    fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(kind.cls) if field.name != "version")
    lines = [
        f"### {kind.name}",
        about,
        f"- partition `{kind.pk.text}`, sort key `{kind.sk.text}`, schema {kind.schema}",
    ]
    lines += [f"- {name} `{pk.text}`, sort key `{sk.text}`" for name, (pk, sk) in kind.index.items()]
    lines += [f"- forgets its past: {kind.forgets}"] if kind.forgets else []
    return "\n".join([lines[0], "", lines[1], "", *lines[2:], f"- {fields}"])


def _product_patterns() -> list[Pattern[Any]]:
    return [pattern for pattern in patterns if pattern.cls.__module__.startswith("onetick.")]


def _pattern(pattern: Pattern[Any]) -> Sequence[str]:
    where = pattern.index.value if pattern.index else "table"
    order = "ascending" if pattern.ascending else "descending"
    name = ", ".join(cls.kind.name for cls in (pattern.cls, *pattern.also))
    return (pattern.answers, name, where, f"`{pattern.pk.text}`", _code(pattern.prefix.text), order)


# Routes


def routes() -> str:
    """Every route with its permission, class and limits."""
    parts = ["# Routes", PRINTED, _ROUTES]
    by_area: dict[str, list[Route]] = {}
    for route in registry.routes():
        by_area.setdefault(route.area, []).append(route)
    for area, several in by_area.items():
        ordered = sorted(several, key=lambda route: (route.path, route.method))
        heads = ("Operation", "Route", "Access", "Class", "Events")
        parts += [f"## {area}", _table(heads, (_route(route) for route in ordered))]
    classes = ((name, str(TARGETS_MS[name]), limit.name, str(limit.quota)) for name, limit in LIMITS.items())
    parts += ["## Classes", _table(("Class", "Target p95, ms", "Rate limit", "Requests a minute"), classes)]
    return "\n\n".join(parts) + "\n"


_ROUTES = """The complete description, with parameters, bodies and examples, is the OpenAPI document at
`/v1/openapi.json`, shown at `/docs`."""


def _route(route: Route) -> Sequence[str]:
    match route.can:
        case Public():
            access = "public"
        case Self():
            access = "signed in"
        case permission:
            access = f"`{permission}`"
    events = ", ".join(f"`{kind.name}`" for kind in route.emits)
    return (f"`{route.operation}`", f"{route.method} `{route.path}`", access, route.endpoint, events)


# Events


def events() -> str:
    """Every event type, and who takes it."""
    takers: dict[str, list[str]] = {}
    for entry in registry.entries():
        if isinstance(entry, Consumer):
            for kind in entry.types:
                takers.setdefault(kind.name, []).append(entry.name)
    rows = (
        (f"`{kind.wire_type}`", kind.cls.kind.name, _context(kind.context), ", ".join(takers.get(kind.name, ())))
        for kind in all_types()
    )
    table = _table(("Type", "It happens to", "Context", "Consumers of our own"), rows)
    return f"# Events\n\n{PRINTED}\n\n{_EVENTS}\n\n{table}\n"


_EVENTS = """CloudEvents 1.0 on the deployment's EventBridge bus, source `onetick`. `data.resource` is the state after
the event, `data.previous` the changed fields as they were, `data.changed` their names, `data.context` what the state
does not say. Schemas: `GET /v1/event-schemas`. How to subscribe:
[how-to/subscribe-to-events.md](../how-to/subscribe-to-events.md)."""


def _context(context: type[Any] | None) -> str:
    if context is None:
        return ""
    return ", ".join(f"`{field.name.rstrip('_')}`" for field in dataclasses.fields(context))


# Problems


def problem_page() -> str:
    """Every problem, for people who read the repository."""
    parts = ["# Problems", PRINTED, _PROBLEMS]
    parts += [f"## {one.code}\n\n{one.status} {one.title}. {_about(one)}" for one in _sorted_problems()]
    return "\n\n".join(parts) + "\n"


_PROBLEMS = """Every error is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `code` and
`correlation_id`; `errors` points at what is wrong. Decide by `code`; `detail` is for people and may change."""


def problem_html() -> str:
    """The page that a problem's `type` leads to."""
    sections = "\n".join(
        f'      <section class="card" id="{problem.code}">\n'
        f"        <h2><code>{problem.code}</code> · {problem.status}</h2>\n"
        f"        <p><strong>{html.escape(problem.title)}.</strong> {html.escape(_about(problem))}</p>\n"
        "      </section>"
        for problem in _sorted_problems()
    )
    return _HTML.replace("{sections}", sections)


_HTML = """<!doctype html>
<!-- Printed from the code by `make docs`. Do not edit it. -->
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>OneTick problems</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/docs/problems/problems.css" />
  </head>
  <body>
    <header>
      <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" />OneTick</a>
      <nav><a href="/docs/">API reference</a></nav>
    </header>
    <main>
      <h1>What can go wrong, and what to do</h1>
      <p>Decide by <code>code</code>. Quote the <code>correlation_id</code> when you ask somebody.</p>
{sections}
    </main>
  </body>
</html>
"""


def _sorted_problems() -> list[type[Problem]]:
    return sorted(problems.values(), key=lambda problem: (problem.status, problem.code))


def _about(problem: type[Problem]) -> str:
    return (inspect.getdoc(problem) or "").replace("\n", " ")


# Markdown


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    lines += [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _import_everything() -> None:
    registry.entries()
    for module in walk_packages(import_module("onetick").__path__, "onetick."):
        if module.name.endswith((".model", ".store", ".facts", ".migration", ".performing", ".idempotency")):
            import_module(module.name)


def main() -> int:
    """Write the pages, or with --check name those that are not current."""
    wanted = pages()
    if "--check" in sys.argv:
        stale = [path.name for path, text in wanted.items() if not path.exists() or path.read_text() != text]
        print(f"stale: {', '.join(stale)}; run `make docs`" if stale else "current")
        return int(bool(stale))
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
