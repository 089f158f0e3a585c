"""Entries that no caller asks for: what takes events, jobs and files, and what runs by the clock or by hand.

    @on_event("attachment-scans", [ATTACHMENT_UPLOADED], emits=[ATTACHMENT_READY, ATTACHMENT_REJECTED])
    def handler(work: Work, occurrence: Occurrence) -> None:
        ...

Queues, rules, schedules, alarms and roles are generated from these declarations (see `entry`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from . import grants as may
from .entry import Entry, frozen
from .events import EventType
from .grants import Grant
from .table import TableName

if TYPE_CHECKING:
    from .jobs import JobKind


@dataclass(kw_only=True)
class Consumer(Entry):
    """Takes events of some types from its own queue, each exactly once in state.

    The bus rule, the queue `${Prefix}-<queue>`, its dead-letter queue and alarms are generated from
    this declaration. `where` narrows the rule to events whose resource has these values. `fifo` keeps
    the order of each aggregate. One that `derives` keeps copies that follow from its events, and may
    write them without an event of its own.
    """

    queue: str
    types: tuple[EventType[Any], ...]
    where: Mapping[str, str | bool] = field(default_factory=dict)
    emits: tuple[EventType[Any], ...] = ()
    derives: bool = False
    batch_size: int = 10
    fifo: bool = False
    timeout: int = 60
    tables: tuple[TableName, ...] = (TableName.TENANT,)

    deliveries: ClassVar[int] = 5
    """How often a message is delivered before it is set aside."""

    def implied_grants(self) -> tuple[Grant, ...]:
        return tuple(grant for table in self.tables[:1] for grant in (may.read(table), may.store(table)))

    def takes(self, cloudevent: Mapping[str, Any]) -> bool:
        """Whether the bus rule hands this event to it."""
        if cloudevent["type"] not in {kind.wire_type for kind in self.types}:
            return False
        return all(cloudevent["data"]["resource"].get(name) == value for name, value in self.where.items())

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        from .delivery.consuming import consume

        return consume(self, event, context)


@dataclass(kw_only=True)
class Worker(Consumer):
    """Works off the jobs of one kind, step by step, as whoever asked for them (see `jobs`)."""

    job: "JobKind[Any, Any]"
    batch_size: int = 1

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        from .jobs.working import work_off

        return work_off(self, event, context)


@dataclass(kw_only=True)
class Receiver(Consumer):
    """Takes what AWS tells of the files of one folder: that one was stored, and what a scan found in it.

    They come from the account's own bus, where every service speaks (see `delivery.receiving`).
    """

    folder: str
    types: tuple[EventType[Any], ...] = ()

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        from .delivery.receiving import receive

        return receive(self, event, context)


@dataclass(kw_only=True)
class Stream(Entry):
    """Takes the item changes of both tables, filtered to event items."""

    batch_size: int = 100
    timeout: int = 60


@dataclass(kw_only=True)
class Schedule(Entry):
    """Runs by the clock; `expression` is EventBridge Scheduler's `rate(…)` or `cron(…)`, in UTC.

    `derives` as for a consumer.
    """

    expression: str
    timeout: int = 300
    emits: tuple[EventType[Any], ...] = ()
    derives: bool = False
    tables: tuple[TableName, ...] = ()


@dataclass(kw_only=True)
class Rotation(Entry):
    """Rotates the secret `${Prefix}/<secret>` every `days` days, in Secrets Manager's four steps.

    `derives` as for a consumer.
    """

    secret: str
    days: int = 30
    timeout: int = 60
    emits: tuple[EventType[Any], ...] = ()
    derives: bool = False
    tables: tuple[TableName, ...] = ()

    def implied_grants(self) -> tuple[Grant, ...]:
        return (may.rotate_secret(self.secret),)


@dataclass(kw_only=True)
class Maintenance(Entry):
    """What an operator invokes by name; never reachable from the API. `derives` as for a consumer."""

    timeout: int = 900
    emits: tuple[EventType[Any], ...] = ()
    derives: bool = False
    tables: tuple[TableName, ...] = ()


def on_event(
    queue: str, types: Sequence[EventType[Any]], **declaration: Any
) -> Callable[[Callable[..., Any]], Consumer]:
    """Declare a consumer of events; the function takes `(work, event)`."""
    return lambda function: Consumer(function=function, queue=queue, **frozen(types=list(types), **declaration))


def on_job(kind: "JobKind[Any, Any]", **declaration: Any) -> Callable[[Callable[..., Any]], Worker]:
    """Declare the worker of a kind of job; the function takes `(work, step)` and returns its Progress."""
    from .jobs.events import JOB_CONTINUED, JOB_FINISHED, JOB_QUEUED

    emits = (*declaration.pop("emits", ()), JOB_CONTINUED, JOB_FINISHED)
    declared = frozen(
        queue=f"jobs-{kind.name.replace('_', '-')}",
        types=(JOB_CONTINUED, JOB_QUEUED),
        where={"kind": kind.name},
        **declaration,
    )
    return lambda function: Worker(function=function, job=kind, emits=emits, **declared)


def on_file(queue: str, folder: str, **declaration: Any) -> Callable[[Callable[..., Any]], Receiver]:
    """Declare what takes the files that are stored in a folder; the function takes `(work, notice)`."""
    return lambda function: Receiver(function=function, queue=queue, folder=folder, **frozen(**declaration))


def on_stream(**declaration: Any) -> Callable[[Callable[..., Any]], Stream]:
    """Declare the stream's consumer; the function takes the Lambda event and context."""
    return lambda function: Stream(function=function, **frozen(**declaration))


def on_schedule(expression: str, **declaration: Any) -> Callable[[Callable[..., Any]], Schedule]:
    """Declare a schedule; the function takes the Lambda event and context."""
    return lambda function: Schedule(function=function, expression=expression, **frozen(**declaration))


def on_rotation(secret: str, **declaration: Any) -> Callable[[Callable[..., Any]], Rotation]:
    """Declare the rotation of a secret; the function takes the Lambda event and context."""
    return lambda function: Rotation(function=function, secret=secret, **frozen(**declaration))


def maintenance(**declaration: Any) -> Callable[[Callable[..., Any]], Maintenance]:
    """Declare what an operator invokes; the function takes the Lambda event and context."""
    return lambda function: Maintenance(function=function, **frozen(**declaration))
