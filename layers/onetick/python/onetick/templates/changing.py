"""Change a template, put it into the trash and take it out."""

from dataclasses import replace
from typing import Any

from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Conflict
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .casting import roles_from
from .events import TEMPLATE_DELETED, TEMPLATE_RESTORED, TEMPLATE_UPDATED
from .model import Template
from .schemas import TemplateChanges
from .targets import require_open
from .writing import write

_NAMES = {"first_day": "first"}


def update_template(work: Work, template: Template, changes: TemplateChanges) -> Template:
    """The template with these changes; what is assigned to a role that goes is assigned to nobody then.

    Raises Conflict when its project is archived or it is still being saved, Unprocessable for two roles
    with the same id.
    """
    if not template.ready and "roles" in changes.given:
        raise Conflict("The template is still being saved. See its job.", headers={"Retry-After": "3"})
    given: dict[str, Any] = {_NAMES.get(name, name): value for name, value in changes.given.items()}
    if "roles" in given:
        given["roles"] = roles_from(changes.roles)
    return change_template(work, template, replace(template, **given))


def change_template(work: Work, template: Template, after: Template) -> Template:
    """The template as `after` is. Raises Conflict when its project is archived."""
    require_open(work, template)
    if after == template:
        return template
    stored = write(work, replace(after, updated_at=work.now), template)
    work.emit(TEMPLATE_UPDATED, stored, before=template)
    return stored


def delete_template(work: Work, template: Template) -> None:
    """Put a template into the trash; what was made from it stays. Raises Conflict when its project is archived."""
    require_open(work, template)
    gone = replace(template, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(TEMPLATE_DELETED, write(work, gone, template), before=template)


def restore_template(work: Work, template: Template) -> Template:
    """The template as it was.

    Raises Conflict when it is not in the trash or its project is archived, Gone after 30 days.
    """
    require_in_trash("template", template.purge_at, work.now)
    require_open(work, template)
    back = replace(template, deleted_at=None, deleted_by=None, updated_at=work.now)
    stored = write(work, back, template)
    work.emit(TEMPLATE_RESTORED, stored, before=template)
    return stored
