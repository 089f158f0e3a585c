"""How each kind of thing is undone, what undoing may tell, and what is not undone, with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from onetick.attachments import events as attachments
from onetick.attachments.undo_attachment import undo_attachment
from onetick.comments import events as comments
from onetick.comments.undo_comment import undo_comment
from onetick.fields import events as fields
from onetick.fields.undo_field import undo_field
from onetick.fields.undo_use import undo_use
from onetick.forms import events as forms
from onetick.forms.undo_form import undo_form
from onetick.goals import events as goals
from onetick.goals.undo_goal import undo_goal
from onetick.kernel.events import EventType
from onetick.kernel.history.reverting import Touched
from onetick.kernel.work import Work
from onetick.planning import events as planning
from onetick.planning.undo_ties import undo_ties
from onetick.portfolios import events as portfolios
from onetick.portfolios.undo_portfolio import undo_portfolio
from onetick.projects import events as projects
from onetick.projects.model import Section, StatusUpdate
from onetick.projects.undo_project import undo_project, undo_section
from onetick.projects.undo_status_update import undo_status_update
from onetick.projects.undo_workflow import undo_workflow
from onetick.relations import events as relations
from onetick.relations.undo_relations import undo_relation_types, undo_relations
from onetick.sprints import events as sprints
from onetick.sprints.undo_sprint import undo_cadence, undo_sprint
from onetick.tags import events as tags
from onetick.tags.undo_tag import undo_tag
from onetick.tasks import events as tasks
from onetick.tasks.columns import is_empty
from onetick.tasks.model import Task
from onetick.tasks.undo_task import undo_task
from onetick.tasktypes import events as tasktypes
from onetick.tasktypes.undo_types import undo_task_types
from onetick.templates import events as templates
from onetick.templates.undo_template import undo_template, undo_template_task
from onetick.timekeeping import events as timekeeping
from onetick.timekeeping.undo_time_entry import undo_time_entry, undo_timer
from onetick.views import events as views
from onetick.views.undo_view import undo_view

EMITS: tuple[EventType[Any], ...] = (
    *tasks.CHANGES,
    attachments.ATTACHMENT_DELETED,
    attachments.ATTACHMENT_RENAMED,
    attachments.ATTACHMENT_RESTORED,
    comments.COMMENT_DELETED,
    comments.COMMENT_REOPENED,
    comments.COMMENT_REPLIED,
    comments.COMMENT_RESOLVED,
    comments.COMMENT_RESTORED,
    comments.COMMENT_UNREPLIED,
    comments.COMMENT_UPDATED,
    fields.FIELD_ARCHIVED,
    fields.FIELD_ATTACHED,
    fields.FIELD_DELETED,
    fields.FIELD_DETACHED,
    fields.FIELD_RESTORED,
    fields.FIELD_UNARCHIVED,
    fields.FIELD_UPDATED,
    fields.FIELD_USE_CHANGED,
    forms.FORM_DELETED,
    forms.FORM_RESTORED,
    forms.FORM_UPDATED,
    *goals.CHANGES,
    goals.GOAL_CLOSED,
    goals.GOAL_DELETED,
    goals.GOAL_REOPENED,
    goals.GOAL_RESTORED,
    planning.TASK_BLOCKED,
    planning.TASK_DEPENDENCY_ADDED,
    planning.TASK_DEPENDENCY_CHANGED,
    planning.TASK_DEPENDENCY_REMOVED,
    planning.TASK_ORDER_REQUESTED,
    planning.TASK_RECURRENCE_REMOVED,
    planning.TASK_RECURRENCE_SET,
    planning.TASK_UNBLOCKED,
    *portfolios.UNDOING,
    projects.PROJECT_ARCHIVED,
    projects.PROJECT_DELETED,
    projects.PROJECT_RESTORED,
    projects.OF_PROJECTS.status_deleted,
    projects.OF_PROJECTS.status_edited,
    projects.OF_PROJECTS.status_restored,
    projects.PROJECT_UNARCHIVED,
    projects.PROJECT_UPDATED,
    projects.SECTION_CREATED,
    projects.SECTION_DELETED,
    projects.SECTION_MOVED,
    projects.SECTION_UPDATED,
    projects.WORKFLOW_UPDATED,
    relations.RELATION_ADDED,
    relations.RELATION_REMOVED,
    relations.RELATION_TYPE_DELETED,
    relations.RELATION_TYPE_RESTORED,
    relations.RELATION_TYPE_UPDATED,
    sprints.CADENCE_UPDATED,
    sprints.SPRINT_DELETED,
    sprints.SPRINT_RESTORED,
    sprints.SPRINT_STARTED,
    sprints.SPRINT_START_UNDONE,
    sprints.SPRINT_UPDATED,
    tags.TAG_ARCHIVED,
    tags.TAG_DELETED,
    tags.TAG_MERGED,
    tags.TAG_RESTORED,
    tags.TAG_UNARCHIVED,
    tags.TAG_UPDATED,
    tasks.TASK_ADDED_TO_PROJECT,
    tasks.TASK_DELETED,
    tasks.TASK_HOME_MOVED,
    tasks.TASK_PARENT_CHANGED,
    tasks.TASK_REMOVED_FROM_PROJECT,
    tasks.TASK_RESTORED,
    tasktypes.TASK_TYPE_ARCHIVED,
    tasktypes.TASK_TYPE_DELETED,
    tasktypes.TASK_TYPE_MERGED,
    tasktypes.TASK_TYPE_MOVED,
    tasktypes.TASK_TYPE_RESTORED,
    tasktypes.TASK_TYPE_UNARCHIVED,
    tasktypes.TASK_TYPE_UPDATED,
    templates.TEMPLATE_DELETED,
    templates.TEMPLATE_RESTORED,
    templates.TEMPLATE_UPDATED,
    templates.TEMPLATE_TASK_CREATED,
    templates.TEMPLATE_TASK_DELETED,
    templates.TEMPLATE_TASK_UPDATED,
    timekeeping.TIME_ENTRY_DELETED,
    timekeeping.TIME_ENTRY_RESTORED,
    timekeeping.TIME_ENTRY_UPDATED,
    timekeeping.TIMER_DISCARDED,
    timekeeping.TIMER_STARTED,
    views.VIEW_DELETED,
    views.VIEW_MOVED,
    views.VIEW_RESTORED,
    views.VIEW_UPDATED,
)
"""What undoing may tell."""


def _undo_task(work: Work, touched: Touched[Task]) -> None:
    """The task itself, and then what ties it to others; both or nothing."""
    with work.part():
        undo_task(work, touched)
    now = work.find(Task, Task.key(org_id=work.org_id, id=touched.id))
    undo_ties(work, replace(touched, now=now))


def _undo_section(work: Work, touched: Touched[Section]) -> None:
    known = touched.now
    undo_section(work, touched, empty=known is not None and is_empty(work, known))


def _undo_status_update(work: Work, touched: Touched[StatusUpdate]) -> None:
    if portfolios.OF_PORTFOLIOS.is_one(touched.present().project_id):
        undo_status_update(work, portfolios.OF_PORTFOLIOS, "portfolio:edit", touched)
    else:
        undo_status_update(work, projects.OF_PROJECTS, "project:edit", touched)


UNDOERS: Mapping[str, Callable[[Work, Touched[Any]], None]] = {
    "attachment": undo_attachment,
    "cadence": undo_cadence,
    "comment": undo_comment,
    "custom_field": undo_field,
    "field_set": undo_use,
    "form": undo_form,
    "goal": undo_goal,
    "portfolio": undo_portfolio,
    "project": undo_project,
    "relation_types": undo_relation_types,
    "relations": undo_relations,
    "saved_view": undo_view,
    "section": _undo_section,
    "sprint": undo_sprint,
    "status_update": _undo_status_update,
    "tag": undo_tag,
    "task": _undo_task,
    "task_types": undo_task_types,
    "template": undo_template,
    "template_task": undo_template_task,
    "time_entry": undo_time_entry,
    "timer": undo_timer,
    "workflow": undo_workflow,
}
"""How each kind is undone. A change of any other is a conflict of its own."""
