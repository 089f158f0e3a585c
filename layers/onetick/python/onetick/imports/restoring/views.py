"""Restore the saved views of an archived project: what is shared in it, and the caller's own."""

import re
from collections.abc import Mapping
from functools import partial

from onetick.archives.belongings import ViewDocument
from onetick.imports.make_tags import tags_named
from onetick.kernel.ids import PrincipalId
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.views.archiving import restore_view
from onetick.views.model import SavedView

from .authors import author
from .belongings import Part, copy_of, part_of
from .counterparts import Counterparts
from .sprints import sprint_of
from .structure import is_active

_ID = re.compile(r"\b([a-z]{3})_[0-7][0-9A-HJKMNP-TV-Z]{25}\b")
_STATUSES = ("filter[status]", "filter[status][in]")


def views_part(work: Work, project: Project, parts: Counterparts) -> Part:
    """The views, in the order in which they stand."""
    return part_of(work, project, parts, "views", SavedView, partial(_make, work, project, parts))


def _make(work: Work, project: Project, parts: Counterparts, one: ViewDocument) -> SavedView:
    """Raises Unprocessable for a view that names what is not here."""
    caller = PrincipalId(work.principal.id)
    maker = author(work, project, parts, one.created_by)

    def here(text: str) -> str:
        return _ID.sub(lambda match: _named(work, project, parts, match), text)

    view = SavedView(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        id=copy_of(project, one.id),
        name=one.name,
        type=one.type,
        scope=one.scope,
        project_id=project.id,
        filters={here(name): here(value) for name, value in _filters(parts, one).items()},
        sort=here(one.sort) if one.sort is not None else None,
        group_by=here(one.group_by) if one.group_by is not None else None,
        columns=tuple(dict.fromkeys(map(here, one.columns))),
        options={name: here(value) if isinstance(value, str) else value for name, value in one.options.items()},
        timezone=one.timezone,
        created_by=caller if one.scope == "personal" else maker or caller,
        created_at=one.created_at if maker is not None else work.now,
        updated_at=work.now,
    )
    return restore_view(work, view)


def _filters(parts: Counterparts, one: ViewDocument) -> Mapping[str, str]:
    """The filters with the statuses that the project has here."""
    statuses = {status.id for status in parts.archived.statuses}

    def renamed(text: str) -> str:
        return ",".join(parts.status(word).id if word in statuses else word for word in text.split(","))

    return {name: renamed(value) if name in _STATUSES else value for name, value in one.filters.items()}


def _named(work: Work, project: Project, parts: Counterparts, match: re.Match[str]) -> str:
    """What something that a view names is here. Raises Unprocessable where there is no such thing."""
    found = _counterpart(work, project, parts, match[1], match[0])
    if found is None:
        raise Unprocessable("It names something or somebody that is not here.")
    return found


def _counterpart(work: Work, project: Project, parts: Counterparts, kind: str, id: str) -> str | None:
    match kind:
        case "sec":
            return section.id if (section := parts.sections.get(id)) is not None else None
        case "fld":
            return attached.field.id if (attached := parts.attached.get(id)) is not None else None
        case "opt":
            return parts.option_id(id)
        case "tag":
            name = parts.tag_name(id)
            return next(iter(tags_named(work, [name])), None) if name is not None else None
        case "typ":
            return parts.type_id(id)
        case "usr" | "sva":
            person = parts.person(id)
            return person if person is not None and is_active(work, project, person) else None
        case "spr":
            return sprint.id if (sprint := sprint_of(work, project, parts, id)) is not None else None
    return None
