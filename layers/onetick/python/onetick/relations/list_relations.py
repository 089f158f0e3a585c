"""List the relations of a task."""

from collections.abc import Sequence

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import LinkedTaskView
from onetick.tasks.seeing import seen

from .model import Relation
from .schemas import RelationView
from .targets import relations_of, types_of


def list_relations(work: Work, task: Task, type_id: str | None, paging: Paging) -> Page[RelationView]:
    """One page, by kind; without those whose other task or whose kind is in the trash."""
    types = types_of(work).live
    links = {
        link.name: link
        for link in relations_of(work, task).links
        if link.type_id in types and type_id in (None, link.type_id)
    }
    page = paging.cut(links)
    return Page(_views(work, task, [links[name] for name in page.data]), page.next_cursor)


def show_relation(work: Work, task: Task, link: Relation) -> RelationView:
    """The view of one, whose other task the caller sees."""
    return _views(work, task, [link])[0]


def _views(work: Work, task: Task, links: Sequence[Relation]) -> list[RelationView]:
    """Those of relations of a task, in one read; without those whose other task is in the trash."""
    types = types_of(work).live
    keys = {link.other_id: Task.key(org_id=task.org_id, id=link.other_id) for link in links}
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    homes = {ProjectAccess.key(**place, project_id=link.project_id) for link in links}
    work.prefetch([*keys.values(), *homes])
    others = {other.id: other for other in work.find_many(Task, list(keys.values())) if other.deleted_at is None}
    shown = {other.id for other in seen(work, scope(work.standing), list(others.values()))}
    return [
        RelationView(
            type_id=link.type_id,
            other_id=link.other_id,
            direction=link.direction,
            words=types[link.type_id].in_words(link.direction),
            task=LinkedTaskView.model_validate(others[link.other_id]) if link.other_id in shown else None,
        )
        for link in links
        if link.other_id in others
    ]
