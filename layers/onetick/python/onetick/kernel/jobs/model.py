"""What is stored of a job, how a kind of job is declared, and what a step is given and gives back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar

from ..access.subject import Subject
from ..entity import Entity, entity
from ..ids import OrgId, PrincipalId, WorkspaceId
from ..principal import Principal
from ..problems import Fault, Problem
from ..table import Index

if TYPE_CHECKING:
    from pydantic import TypeAdapter

State = Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]

P = TypeVar("P")
C = TypeVar("C")

KEPT = timedelta(days=30)
MAX_ERRORS = 1000
"""So many errors of a job's items are kept; those behind them are only counted."""
MAX_RESULT = 32_000
"""In characters of JSON: a result is told by an event."""

_FINISHED = frozenset({"succeeded", "partial", "failed", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a job failed as a whole: the code of a problem, and a sentence."""

    code: str
    detail: str


@entity(
    "job",
    pk="{org_id}#job#{id}",
    sk="job",
    index={
        Index.GSI1: ("{org_id}#wsp#{workspace_id}#jobs", "{id}"),
        Index.GSI2: ("{org_id}#usr#{created_by}#jobs", "{workspace_id}#{id}"),
    },
    forgets="It is only how far something came.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Entity):
    """A job: who asked for what, how far it is, and what came of it.

    `name` is that of its kind. `requester` is who asked, as they proved themselves then; `subject` what
    the worker's permission is decided about at every step. `parameters` and `checkpoint` are the
    kind's own. `counts` are the items by what became of them, in the kind's own words; `errors` is how
    many of them failed. Everything it changes belongs to the change set of the request.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    state: State
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    expires: int
    requester: Principal
    subject: Subject
    correlation_id: str
    traceparent: str | None = None
    change_set_id: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    checkpoint: Mapping[str, Any] = field(default_factory=dict)
    steps: int = 0
    done: int = 0
    total: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: int = 0
    result: Mapping[str, Any] | None = None
    failure: Failure | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    ended_by: PrincipalId | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in _FINISHED


@entity("job_error", pk="{org_id}#job#{job_id}", sk="error#{place}")
@dataclass(frozen=True, slots=True, kw_only=True)
class JobError(Entity):
    """What went wrong with one item of a job. `index` is its place in what was asked for, `item` what it is called."""

    org_id: OrgId
    workspace_id: WorkspaceId
    job_id: str
    number: int
    code: str
    detail: str
    expires: int
    index: int | None = None
    item: str | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def place(self) -> str:
        """Its place among the errors of the job, which are counted from 0."""
        return f"{self.number:06}"


@entity("job_part", pk="{org_id}#job#{job_id}", sk="part#{place}", forgets="It never changes.")
@dataclass(frozen=True, slots=True, kw_only=True)
class JobPart(Entity):
    """A part of what a job was asked for, where that is too much for the job itself."""

    org_id: OrgId
    workspace_id: WorkspaceId
    job_id: str
    number: int
    text: str
    expires: int

    @property
    def place(self) -> str:
        """Its place among the parts, which are counted from 0."""
        return f"{self.number:04}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemError:
    """What went wrong with one item of a step."""

    code: str
    detail: str
    index: int | None = None
    item: str | None = None
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, problem: Problem, *, index: int | None = None, item: str | None = None) -> Self:
        """The error that a problem is to an item."""
        return cls(code=problem.code, detail=problem.detail, index=index, item=item, faults=problem.errors[:20])


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[P, C]):
    """What a step goes by: the job, what was asked for, and where the step before left off."""

    job: Job
    parameters: P
    checkpoint: C


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Generic[C]):
    """What a step did. `next` is where the following one begins; None: this was the last.

    `done` counts the items it dealt with, failed ones among them; `counts` is added to that of the job,
    `result` is put into its result, and `total` is how many items there are, once that is known.
    """

    next: C | None
    done: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: Sequence[ItemError] = ()
    total: int | None = None
    result: Mapping[str, Any] | None = None


class JobKind(Generic[P, C]):
    """A kind of job: its name, and the dataclasses of its parameters and its checkpoint.

    A checkpoint made of nothing is where a job begins. Both are stored, so fields that come later have
    defaults. `can` is what whoever asks must be allowed to do to the job's subject, at every step.
    """

    def __init__(self, name: str, parameters: type[P], checkpoint: type[C], *, can: str) -> None:
        if name in job_kinds:
            raise TypeError(f"the kind of job {name!r} is declared twice")
        self.name, self.can = name, can
        self._types = (parameters, checkpoint)
        job_kinds[name] = self

    @cached_property
    def _adapters(self) -> "tuple[TypeAdapter[P], TypeAdapter[C]]":
        from pydantic import TypeAdapter

        return TypeAdapter(self._types[0]), TypeAdapter(self._types[1])

    def stored_parameters(self, parameters: P) -> dict[str, Any]:
        """Parameters as a job stores them."""
        return dict(self._adapters[0].dump_python(parameters, mode="json"))

    def stored_checkpoint(self, checkpoint: C) -> dict[str, Any]:
        """A checkpoint as a job stores it."""
        return dict(self._adapters[1].dump_python(checkpoint, mode="json"))

    def step(self, job: Job) -> Step[P, C]:
        """The next step of a job of this kind."""
        parameters, checkpoint = self._adapters
        return Step(
            job=job,
            parameters=parameters.validate_json(json.dumps(job.parameters)),
            checkpoint=checkpoint.validate_json(json.dumps(job.checkpoint)),
        )


job_kinds: dict[str, JobKind[Any, Any]] = {}
"""Every declared kind of job by name."""
