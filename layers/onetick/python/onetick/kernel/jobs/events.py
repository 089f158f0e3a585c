"""What happens to a job, and what the API shows of it."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, computed_field

from ..events import EventType
from ..fields import Moment, View
from .model import Job, State


class ProgressView(View):
    """How far a job is, in items."""

    done: int = Field(examples=[120])
    total: int | None = Field(description="Null until it is known.", examples=[500])


class FailureView(View):
    """Why a job failed."""

    code: str = Field(examples=["forbidden"])
    detail: str = Field(examples=["You may not do this"])


class JobView(View):
    """Long work, and how far it is."""

    id: str = Field(examples=["job_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    kind: str = Field(validation_alias="name", examples=["duplicate_project"])
    state: State = Field(description="`partial`: it is finished, and some of its items failed.")
    progress: ProgressView
    counts: Mapping[str, int] = Field(description="Items by what became of them.", examples=[{"created": 120}])
    error_count: int = Field(validation_alias="errors", description="Items that failed. The first 1,000 are listed.")
    result: Mapping[str, Any] | None = Field(description="What came of it, in the words of its kind.", examples=[None])
    failure: FailureView | None = Field(description="Why it failed as a whole.")
    change_set_id: str | None = Field(description="Everything that it changes, for looking at it and undoing it.")
    created_by: str
    created_at: Moment
    started_at: Moment | None
    updated_at: Moment
    finished_at: Moment | None
    version: int

    @computed_field(description="Where its errors are listed.")  # type: ignore[prop-decorator]
    @property
    def errors_url(self) -> str:
        """The path of the list of errors."""
        return f"{path_of(self.workspace_id, self.id)}/errors"

    @classmethod
    def of(cls, job: Job) -> "JobView":
        """The view of a job."""
        shown = {name: getattr(job, name) for name in _SHOWN}
        return cls.model_validate({**shown, "progress": {"done": job.done, "total": job.total}})


_SHOWN = (
    "id",
    "workspace_id",
    "name",
    "state",
    "counts",
    "errors",
    "result",
    "failure",
    "change_set_id",
    "created_by",
    "created_at",
    "started_at",
    "updated_at",
    "finished_at",
    "version",
)


def path_of(workspace_id: str, job_id: str) -> str:
    """Where a job is asked for."""
    return f"/v1/workspaces/{workspace_id}/jobs/{job_id}"


JOB_QUEUED = EventType("job.queued", Job, JobView.of)
JOB_CONTINUED = EventType("job.continued", Job, JobView.of)
"""An invocation has done its share; this one starts the next."""
JOB_FINISHED = EventType("job.finished", Job, JobView.of)
"""It succeeded, in full or in part, or it failed."""
JOB_CANCELLED = EventType("job.cancelled", Job, JobView.of)
