"""List what a task waits for and what waits for it."""

from collections.abc import Iterator, Sequence

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import LinkedTaskView
from onetick.tasks.parts import Dependency, Link
from onetick.tasks.seeing import seen

from .model import is_met
from .schemas import Direction, TaskDependencyView


def list_dependencies(work: Work, task: Task, direction: Direction | None, paging: Paging) -> Page[TaskDependencyView]:
    """One page of the dependencies, those for which the task waits first; without those whose other task is deleted."""
    links = {f"{way}#{link.task_id}": (way, link) for way, link in _links(task) if direction in (None, way)}
    page = paging.cut(links)
    return Page(_views(work, task, [links[name] for name in page.data]), page.next_cursor)


def get_dependency(work: Work, task: Task, other_id: str) -> TaskDependencyView:
    """The dependency between two tasks, whichever waits. Raises NotFound when there is none."""
    found = [(way, link) for way, link in _links(task) if link.task_id == other_id]
    views = _views(work, task, found)
    if not views:
        raise NotFound()
    return views[0]


def _links(task: Task) -> Iterator[tuple[Direction, Link]]:
    yield from (("blocked_by", link) for link in task.blocked_by)
    yield from (("blocks", link) for link in task.blocks)


def _views(work: Work, task: Task, links: Sequence[tuple[Direction, Link]]) -> list[TaskDependencyView]:
    keys = [Task.key(org_id=task.org_id, id=link.task_id) for _, link in links]
    others = {other.id: other for other in work.find_many(Task, keys) if other.deleted_at is None}
    shown = {other.id for other in seen(work, scope(work.standing), list(others.values()))}
    return [
        TaskDependencyView(
            other_id=link.task_id,
            direction=way,
            type=link.type,
            lag_days=link.lag_days,
            met=link.met if isinstance(link, Dependency) else is_met(task, link.type),
            task=LinkedTaskView.model_validate(others[link.task_id]) if link.task_id in shown else None,
        )
        for way, link in links
        if link.task_id in others
    ]
