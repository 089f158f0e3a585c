"""What the API shows of jobs, beside what their events show."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from onetick.kernel.fields import QueryParameters, View
from onetick.kernel.jobs.model import State


class FaultView(View):
    """Where in an item something is wrong."""

    pointer: str = Field(examples=["/due_at"])
    code: str = Field(examples=["before_start"])
    message: str = Field(examples=["is before start_at"])


class JobErrorView(View):
    """What went wrong with one item of a job."""

    index: int | None = Field(description="Its place in what was asked for, from 0.", examples=[17])
    item: str | None = Field(description="Its id, where it has one.", examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    code: str = Field(examples=["unprocessable"])
    detail: str = Field(examples=["A task cannot be due before it starts."])
    errors: Sequence[FaultView] = Field(validation_alias="faults")


class JobFilter(QueryParameters):
    """Which jobs to list."""

    created_by: Literal["me", "anybody"] = Field(default="me", alias="filter[created_by]")
    state: State | None = Field(default=None, alias="filter[state]")
