"""Make one of the reports."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from onetick.kernel.entity import Entity
from onetick.kernel.problems import Fault, NotFound, ValidationFailed
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.model import Sprint

from . import past_reports, present_reports, sprint_reports
from .periods import Span, span_of
from .schemas import ReportQuery, ReportView
from .tables import Table

T = TypeVar("T")

_PAST: Mapping[str, Callable[[Work, Project, Span], Table]] = {
    "throughput": past_reports.throughput,
    "cycle_time": past_reports.cycle_time,
    "cumulative_flow": past_reports.cumulative_flow,
    "time_in_status": past_reports.time_in_status,
    "logged_time": past_reports.logged_time,
}
_PRESENT: Mapping[str, Callable[[Work, Project | None], Table]] = {
    "workload": present_reports.workload,
    "overdue": present_reports.overdue,
}
_OF_SPRINT: Mapping[str, Callable[[Work, Sprint], Table]] = {
    "burndown": sprint_reports.burndown,
    "burnup": sprint_reports.burnup,
}
_VELOCITY = "velocity"

KEYS = (*_PAST, *_OF_SPRINT, _VELOCITY, *_PRESENT)


def run_report(work: Work, key: str, subject: Entity, wanted: ReportQuery) -> ReportView:
    """The report of this name about a project, a sprint or one's own work.

    Raises NotFound for a name of none, ValidationFailed for days that do not fit and where it is not
    said what the report is about.
    """
    if key not in KEYS:
        raise NotFound(f"There is no such report. There are {', '.join(KEYS)}.")
    project = subject if isinstance(subject, Project) else None
    sprint = subject if isinstance(subject, Sprint) else None
    if key in _OF_SPRINT:
        return _view(work, key, _OF_SPRINT[key](work, _needed(sprint, "sprint_id")), sprint=sprint)
    if key in _PRESENT:
        return _view(work, key, _PRESENT[key](work, project), project=project)
    if key == _VELOCITY:
        return _view(work, key, sprint_reports.velocity(work, _needed(project, "project_id")), project=project)
    span = span_of(wanted, work.now)
    return _view(work, key, _PAST[key](work, _needed(project, "project_id"), span), project=project, span=span)


def _needed(found: T | None, name: str) -> T:
    if found is None:
        fault = Fault(f"query/{name}", "missing", "says what the report is about")
        raise ValidationFailed("The query is not valid.", errors=[fault])
    return found


def _view(
    work: Work,
    key: str,
    table: Table,
    *,
    project: Project | None = None,
    sprint: Sprint | None = None,
    span: Span | None = None,
) -> ReportView:
    return ReportView(
        report=key,
        project_id=project.id if project else sprint.project_id if sprint else None,
        sprint_id=sprint.id if sprint else None,
        first=span.first if span else None,
        last=span.last if span else None,
        interval=span.interval if span and table.rows == "period" else None,
        rows=table.rows,
        series=tuple(table.series),
        data=tuple(table.data),
        totals=table.totals,
        breakdown=tuple(table.breakdown),
        complete=table.complete,
        at=work.now,
    )
