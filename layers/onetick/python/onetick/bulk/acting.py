"""One item of a bulk, done as its own route would do it: the same rights, the same rules, the same events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onetick.approvals.ask_for_transition import ask_for_transition
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.problems import Fault, Gone, NotFound, Problem, Unprocessable, VersionMismatch
from onetick.kernel.work import Work
from onetick.projects.members import holders_of
from onetick.projects.model import Project
from onetick.tasks.create_task import create_task
from onetick.tasks.delete_task import delete_task
from onetick.tasks.model import MAX_ASSIGNEES, MAX_TAGS, Task
from onetick.tasks.move_task import move_task
from onetick.tasks.restore_task import restore_task
from onetick.tasks.schemas import Place, TaskChanges
from onetick.tasks.seeing import is_live
from onetick.tasks.transition_task import transition_task
from onetick.tasks.update_task import update_task

from .items import Item
from .model import Did
from .reading import task_named
from .schemas import (
    AddTags,
    Assign,
    Create,
    Delete,
    Move,
    Operation,
    Outcome,
    RemoveTags,
    Restore,
    TransitionTo,
    Unassign,
    Update,
)

_PERMISSIONS: Mapping[type[Any], str] = {Delete: "task:delete", Restore: "task:delete", TransitionTo: "task:transition"}


@dataclass(slots=True)
class Actor:
    """Acts on items within one piece of work. `items` is how many there are in the whole call."""

    work: Work
    items: int
    _known: dict[tuple[str, str], list[str]] = field(init=False, default_factory=dict)
    _decided: dict[tuple[str, tuple[str, ...], str | None], Problem | None] = field(init=False, default_factory=dict)

    def act(self, item: Item) -> Did:
        """Do one item. Raises the problem that its own route would answer."""
        if isinstance(item.operation, Create):
            return self._create(item.operation)
        task = self._task(item)
        subject = Subject.of(task)
        self._decide(_PERMISSIONS.get(type(item.operation), "task:edit"), subject)
        self._may_in_bulk(subject)
        _require_version(item, task)
        if isinstance(item.operation, Delete):
            delete_task(self.work, task)
            return Did("deleted", task.id, task.version + 1)
        after = self._changed(task, item.operation)
        outcome: Outcome = "restored" if isinstance(item.operation, Restore) else "changed"
        if isinstance(item.operation, TransitionTo) and after.status != item.operation.status:
            outcome = "asked"
        return Did(outcome if after.version != task.version else "unchanged", after.id, after.version)

    def _changed(self, task: Task, operation: Operation) -> Task:
        match operation:
            case Update():
                return update_task(self.work, task, operation.changes)
            case Assign():
                return self._assign(task, [*task.assignee_ids, *operation.user_ids])
            case Unassign():
                return self._assign(task, [one for one in task.assignee_ids if one not in operation.user_ids])
            case AddTags():
                return self._tag(task, [*task.tag_ids, *operation.tag_ids])
            case RemoveTags():
                return self._tag(task, [one for one in task.tag_ids if one not in operation.tag_ids])
            case Move():
                return move_task(self.work, task, _place(operation))
            case TransitionTo():
                if operation.ask:
                    return ask_for_transition(self.work, task, operation.status, operation.note, self._holders)
                return transition_task(self.work, task, operation.status)
            case Restore():
                return restore_task(self.work, task)
        raise TypeError(operation)

    def _create(self, operation: Create) -> Did:
        key = Project.key(org_id=self.work.org_id, workspace_id=self.work.workspace_id, id=operation.task.project_id)
        project = self.work.find(Project, key)
        if project is None:
            raise NotFound()
        if project.deleted_at is not None:
            raise Gone("The project was deleted. Restore it first.")
        subject = Subject.of(project)
        self._decide("task:create", subject)
        self._may_in_bulk(subject)
        made = create_task(self.work, project, operation.task)
        return Did("created", made.id, made.version)

    def _assign(self, task: Task, people: Sequence[str]) -> Task:
        wanted = list(dict.fromkeys(people))
        if len(wanted) > MAX_ASSIGNEES:
            fault = Fault("/user_ids", "too_many", f"make {len(wanted)} assignees, {MAX_ASSIGNEES} at most")
            raise Unprocessable("A task has too many assignees.", errors=[fault])
        return update_task(self.work, task, TaskChanges(assignee_ids=wanted))

    def _tag(self, task: Task, tags: Sequence[str]) -> Task:
        wanted = list(dict.fromkeys(tags))
        if len(wanted) > MAX_TAGS:
            fault = Fault("/tag_ids", "too_many", f"make {len(wanted)} tags, {MAX_TAGS} at most")
            raise Unprocessable("A task has too many tags.", errors=[fault])
        return update_task(self.work, task, TaskChanges(tag_ids=wanted))

    def _holders(self, work: Work, project_id: str, role: ProjectRole) -> list[str]:
        """Who has a role in a project, looked up once however many of its tasks there are."""
        if (project_id, role) not in self._known:
            self._known[project_id, role] = holders_of(work, project_id, role)
        return self._known[project_id, role]

    def _task(self, item: Item) -> Task:
        """The task of an item, as an earlier one left it. Raises NotFound, and Gone for one in the trash."""
        assert item.task is not None
        task = task_named(self.work, item.task)
        if task is None or task.workspace_id != self.work.workspace_id:
            raise NotFound()
        if not is_live(self.work, task):
            raise NotFound()
        if task.deleted_at is not None and not isinstance(item.operation, Restore):
            raise Gone("It was deleted. Restore it first.")
        return task

    def _may_in_bulk(self, subject: Subject) -> None:
        """A bulk needs a right of its own in each project that it touches."""
        self._decide("task:bulk", replace(subject, owner_id=None), {"items": self.items})

    def _decide(self, permission: str, subject: Subject, context: Mapping[str, Any] | None = None) -> None:
        """Ask once for everything that is the same to a policy: tasks of one project and one creator."""
        question = (permission, (str(subject.project_id), *subject.other_projects), subject.owner_id)
        if question not in self._decided:
            try:
                authority.authorize(self.work, permission, subject, context or {})
            except Problem as problem:
                self._decided[question] = problem
            else:
                self._decided[question] = None
        if (refusal := self._decided[question]) is not None:
            raise refusal


def _require_version(item: Item, task: Task) -> None:
    expected = None if isinstance(item.operation, Create) else item.operation.version
    if expected is not None and expected != task.version:
        raise VersionMismatch(
            f"You saw version {expected}, the current one is {task.version}.", extra={"current_version": task.version}
        )


def _place(operation: Move) -> Place:
    given = {
        name: value
        for name in ("project_id", "section_id", "status", "before_id", "after_id")
        if (value := getattr(operation, name)) is not None
    }
    return Place(**given)
