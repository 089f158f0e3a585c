"""What the API shows of reports, and what one may ask for."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from onetick.kernel.fields import Day, QueryParameters, Timestamp, View
from onetick.projects.model import Category
from onetick.sprints.schemas import SprintId
from onetick.tasks.schemas import ProjectId

Interval = Literal["day", "week", "month"]
Unit = Literal["tasks", "points", "minutes", "seconds", "stays"]
Rows = Literal["period", "status", "person", "sprint", "lateness", "duration"]


class ReportQuery(QueryParameters):
    """What a report is about."""

    project_id: ProjectId | None = Field(
        default=None,
        description="Needed for all but `burndown` and `burnup`. `workload` and `overdue` without it are about "
        "the tasks that are assigned to you, in all projects that you see.",
    )
    sprint_id: SprintId | None = Field(default=None, description="Needed for `burndown` and `burnup`.")
    first: Day | None = Field(
        default=None,
        alias="from",
        description="The first day, in UTC; by default 29 days before the last, and at most 400 days ago.",
    )
    last: Day | None = Field(
        default=None, alias="to", description="The last day, in UTC; by default, and at the latest, today."
    )
    interval: Interval = Field(
        default="day", description="What a row is about, where rows are periods. Weeks begin on Monday."
    )


class SeriesView(View):
    """One column of a report: what its numbers count, and in what."""

    key: str = Field(examples=["completed"])
    name: str | None = Field(description="Null where the key is the id of a person.", examples=["Completed"])
    unit: Unit
    category: Category | None = Field(default=None, description="Of a status of the workflow.", examples=[None])


class RowView(View):
    """One row: a number for each series; null where there is nothing to tell."""

    key: str = Field(
        description="The first day of the period, or the id of what the row is about.", examples=["2030-01-28"]
    )
    name: str | None = Field(default=None, examples=[None])
    values: Mapping[str, float | None] = Field(examples=[{"created": 3, "completed": 2}])


class ReportView(View):
    """A report: series of numbers, row by row."""

    report: str = Field(examples=["throughput"])
    project_id: str | None
    sprint_id: str | None
    first: date | None = Field(
        serialization_alias="from",
        description="The first day, in UTC. Null where it is about now.",
        examples=["2030-01-01"],
    )
    last: date | None = Field(serialization_alias="to", examples=["2030-01-30"])
    interval: Interval | None
    rows: Rows = Field(description="What a row is about.")
    series: tuple[SeriesView, ...]
    data: tuple[RowView, ...]
    totals: Mapping[str, float | None] = Field(
        description="The same series over all rows.", examples=[{"created": 3, "completed": 2}]
    )
    breakdown: tuple[RowView, ...] = Field(
        description="The totals once more, another way: of `cycle_time` by duration, the key being up to how many "
        "seconds; of `overdue` by person.",
        examples=[[]],
    )
    complete: bool = Field(description="False where there are more tasks than a report about now looks at: 500.")
    at: Timestamp = Field(description="When it was made. It follows what happens by a moment.")
