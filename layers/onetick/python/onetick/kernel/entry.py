"""Entries: a decorated function is a Lambda handler and its own declaration.

    # functions/tasks/create_task.py   ->   the Lambda "tasks-create-task", the operation "createTask"
    @route("POST", "/v1/workspaces/{workspace_id}/tasks", can="task:create", endpoint="C",
           on=project_of_body, emits=[TASK_CREATED], status=201)
    def handler(work: Work, project: Project, body: NewTask) -> TaskView:
        \"\"\"Create a task.\"\"\"
        return TaskView.of(create_task(work, project, body))

There is no default for `can`: a public route says `Public(reason="…")`, one that needs only an
identity `Self(reason="…")`. At build time `registry.entries()` imports every module under
`functions/` and the templates, the OpenAPI document, the permission matrix and the Chalice app are
derived from these objects. On Lambda, only the one module is imported.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from . import grants as may
from .events import EventType
from .grants import Grant
from .snapshots import is_taken
from .table import TableName

if TYPE_CHECKING:
    from .problems import Problem
    from .target import Target

EndpointClass = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class Public:
    """Anybody may call this; `reason` says why that is safe."""

    reason: str


@dataclass(frozen=True, slots=True)
class Self:
    """Whoever is signed in may call this for themselves; `reason` says why no permission is needed.

    A personal access token needs the scope `write` for what changes something, unless `any_scope`.
    """

    reason: str
    any_scope: bool = False


Access = str | Public | Self


@dataclass(frozen=True, slots=True)
class Deprecation:
    """A route on its way out: announced and ended on these days (UTC), explained at `link` (RFC 9745, RFC 8594)."""

    announced: date
    ends: date
    link: str


@dataclass(kw_only=True)
class Entry:
    """Something Lambda can invoke. `grants` is what it may do beyond what its declaration implies.

    `layers` are folders of `layers/` with packages that hardly anything else needs. `memory` and `disk`, that of
    `/tmp`, are in MB.
    """

    function: Callable[..., Any]
    grants: Sequence[Grant] = ()
    layers: tuple[str, ...] = ()
    memory: int = 512
    disk: int = 512
    timeout: int = 10

    @property
    def module(self) -> str:
        """The module it is declared in, such as `functions.tasks.create_task`."""
        return self.function.__module__

    @property
    def area(self) -> str:
        """The folder under `functions/`, which is also its nested stack."""
        return self.module.split(".")[1]

    @property
    def name(self) -> str:
        """The Lambda's name behind the prefix: `functions.tasks.create_task` is `tasks-create-task`."""
        return "-".join(self.module.split(".")[1:]).replace("_", "-")

    @property
    def operation(self) -> str:
        """The operation's name in camel case: `createTask`."""
        head, *tail = self.module.rsplit(".", 1)[-1].split("_")
        return head + "".join(word.title() for word in tail)

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0].rstrip(".")

    @property
    def description(self) -> str:
        """The docstring behind its first line."""
        return (inspect.getdoc(self.function) or "").partition("\n")[2].strip()

    def all_grants(self) -> tuple[Grant, ...]:
        """Everything it may do: what the declaration implies, then what it adds."""
        return tuple(dict.fromkeys((*self.implied_grants(), *self.grants)))

    def implied_grants(self) -> tuple[Grant, ...]:
        """What follows from the declaration itself."""
        return ()

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        return self.function(event, context)


@dataclass(kw_only=True)
class Route(Entry):
    """One API route. See `route` for the fields."""

    method: str
    path: str
    can: Access
    endpoint: EndpointClass
    on: "tuple[Target[Any], ...]" = ()
    emits: tuple[EventType[Any], ...] = ()
    problems: "tuple[type[Problem], ...]" = ()
    status: int = 200
    also: tuple[int, ...] = ()
    tables: tuple[TableName, ...] = (TableName.TENANT,)
    secret_response: bool = False
    needs_if_match: bool = False
    enters: bool = False
    part: str | None = None
    max_limit: int | None = None
    deprecation: Deprecation | None = None
    today: str | None = None
    counted: Callable[[str], str | None] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.can, (str, Public, Self)) or (isinstance(self.can, str) and ":" not in self.can):
            raise TypeError(f"{self.module}: `can` must be a permission, Public(reason) or Self(reason)")
        if not self.function.__doc__:
            raise TypeError(f"{self.module}: a route needs a docstring, it is the public documentation")
        if self.method not in {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            raise TypeError(f"{self.module}: {self.method} is not a method")
        if self.method == "GET" and self.emits:
            raise TypeError(f"{self.module}: a read emits nothing")
        self.signature = inspect.signature(self.function)
        if is_taken():
            # What the snapshot holds need not be built again by any of its copies.
            _ = self.pipeline

    @property
    def public(self) -> bool:
        """Whether it is reached without the authorizer."""
        return isinstance(self.can, Public)

    @property
    def writes(self) -> bool:
        """Whether it may change state: then it must emit."""
        return bool(self.emits)

    @property
    def about(self) -> "Target[Any] | None":
        """What the decision and `If-Match` are about: the first of what it names that is not read beside."""
        return next((target for target in self.on if target.decides), None)

    @property
    def looks_back(self) -> bool:
        """Whether `as_of` shows what it would have shown then: every read of a tenant's things that needs a right."""
        return (
            self.method == "GET"
            and isinstance(self.can, str)
            and self.tables[:1] == (TableName.TENANT,)
            and self.today is None
        )

    @property
    def limited_in(self) -> tuple[TableName, ...]:
        """Where its rate limit is kept: with the caller's tenant, or globally for a caller without one."""
        if self.public:
            return (TableName.GLOBAL,) if self.endpoint == "F" and TableName.GLOBAL in self.tables else ()
        return tuple(table for table in self.tables if not (self.enters and table is TableName.TENANT))

    @property
    def previews(self) -> bool:
        """Whether `dry_run` shows what it would do. A credential has no preview: the one shown would never work."""
        return self.writes and not self.secret_response

    def implied_grants(self) -> tuple[Grant, ...]:
        at_home = [may.read(table) for table in self.tables[:1]]
        if self.writes:
            at_home += [may.store(table) for table in self.tables[:1]]
        limits = [may.count(table) for table in self.limited_in]
        looking_back = [may.query(TableName.TENANT)] if self.looks_back else []
        cursors = [may.read_secret("cursor-key")] if "paging" in self.signature.parameters else []
        return (*at_home, *looking_back, *limits, *cursors)

    @cached_property
    def pipeline(self) -> Any:
        """Built at the first request."""
        from .requests.pipeline import Pipeline

        return Pipeline(self)

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        return self.pipeline.answer(event, context)


@dataclass(kw_only=True)
class Authorizer(Entry):
    """The request authorizer in front of every route that is not public; answers are cached for `ttl` seconds."""

    ttl: int = 30


def frozen(**given: Any) -> dict[str, Any]:
    """The given fields with every list made a tuple, so that a declaration is frozen in practice."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def route(
    method: str,
    path: str,
    *,
    can: Access,
    endpoint: EndpointClass,
    on: "Target[Any] | Sequence[Target[Any]]" = (),
    **declaration: Any,
) -> Callable[[Callable[..., Any]], Route]:
    """Declare a route.

    `can`: a permission of the catalogue, `Public` or `Self`. `endpoint`: its latency class (A point
    read, B list, C single write, D search, E accepted for later, F sign-in). `on`: what the path or
    body names; it is loaded within the tenant before the decision, and handed to the handler under
    its name. `emits`: the event types of a write; a route without them cannot write. `problems`:
    what it can raise beyond what every route can. `also`: further statuses that a `Reply` of it may
    have beside `status`. `tables`: those it reaches. `secret_response`: the body holds a credential, so
    its idempotency record is sealed. `needs_if_match`: refuses a write without the version that was
    seen. `enters`: it works in a tenant that it founds or is invited to (`Work.enter`), whichever one
    the token is for. `part`: the query parameter that says which of the lists of an earlier answer a
    cursor continues. `max_limit`: the most rows a page may have, where that is less than elsewhere.
    `deprecation`: sends the deprecation headers. `today`: why a read that needs a right cannot be
    asked `as_of` a moment. `counted`: whom the rate limit of a public route counts, from the text of
    the body; the source address when it says None.
    """
    targets = tuple(on) if isinstance(on, Sequence) else (on,)
    declared = frozen(method=method, path=path, can=can, endpoint=endpoint, on=targets, **declaration)
    return lambda function: Route(function=function, **declared)


def authorizer(**declaration: Any) -> Callable[[Callable[..., Any]], Authorizer]:
    """Declare the authorizer."""
    return lambda function: Authorizer(function=function, **frozen(**declaration))
