"""Undo what a change set did to a template, or to a task of one. What was made from it stays as it is."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.work import Work

from .changing import change_template, delete_template, restore_template
from .editing import bring_back_task, remove_task, require_changeable, rewrite_task
from .model import Template, TemplateTask
from .store import TASKS
from .targets import template_named

_FOLLOWS = frozenset({"deleted_by"})
_COUNTED = frozenset({"task_count", "last"})
"""What a template knows of its tasks, which are undone for themselves."""
_SAVED = _COUNTED | {"first", "ready", "roles"}
"""What the job finds out that saves a template."""

LOOKED_AT = 200
"""The last day of a template with more tasks than these is not looked for again."""


def undo_template(work: Work, touched: Touched[Template]) -> None:
    """Take back what was done to a template; one that was saved goes to the trash with all that its job put into it.

    Raises Overtaken, or what keeps the caller from it.
    """
    now = touched.present()
    authorize(work, "template:manage", Subject.of(now))
    if touched.before is None:
        if now.deleted_at is None:
            saved = touched.after is not None and not touched.after.ready
            touched.require_unchanged(apart=_FOLLOWS | (_SAVED if saved else frozenset()))
            delete_template(work, now)
        return
    found_out = _COUNTED if touched.before.ready else _SAVED
    changes = dict(touched.changes(apart=_FOLLOWS | found_out))
    if "deleted_at" in changes:
        if now.deleted_at is None:
            delete_template(work, now)
        else:
            restore_template(work, now)
    elif changes:
        if now.deleted_at is not None:
            raise Overtaken(["deleted_at"])
        change_template(work, now, replace(now, **changes))


def undo_template_task(work: Work, touched: Touched[TemplateTask]) -> None:
    """Take back what was done to a task of a template: one that was added goes, and one that was taken out comes back.

    Raises what `undo_template` does.
    """
    task = touched.now or touched.before or touched.after
    assert task is not None
    template = template_named(work, task.template_id)
    authorize(work, "template:manage", Subject.of(template))
    with work.part():
        _set_back(work, touched, template)
    _shorten(work, touched, template.id)


def _set_back(work: Work, touched: Touched[TemplateTask], template: Template) -> None:
    if touched.before is None:
        if touched.now is not None:
            touched.require_unchanged()
            remove_task(work, touched.now)
    elif touched.after is None:
        if touched.now is None:
            bring_back_task(work, template, replace(touched.before, version=0))
    else:
        now = touched.present()
        changes = touched.changes()
        if changes:
            require_changeable(work, template)
            rewrite_task(work, template, now, replace(now, **changes))


def _shorten(work: Work, touched: Touched[TemplateTask], template_id: str) -> None:
    """Give a template back the last day it had, where the change made it later and no task is as late any more."""
    template = template_named(work, template_id)
    before = work.superseded(Template, template.own_key, touched.at)
    if before is None or template.last is None or before.last == template.last or not _latest(touched, template):
        return
    if template.task_count > LOOKED_AT:
        return
    others = work.some(TASKS.of(org_id=template.org_id, template_id=template.id), limit=LOOKED_AT + 1)
    days = [day for task in others if task.id != touched.id for day in _days(task)]
    back = [] if touched.before is None else _days(touched.before)
    last = max([*days, *back, *([before.last] if before.last is not None else [])], default=None)
    if last is None or last < template.last:
        change_template(work, template, replace(template, last=last))


def _latest(touched: Touched[TemplateTask], template: Template) -> bool:
    return touched.after is not None and template.last in _days(touched.after)


def _days(task: TemplateTask) -> list[int]:
    return [one.day for one in (task.start, task.due) if one is not None]
