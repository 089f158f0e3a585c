"""Restore an archived project: one step of the import, of whichever stage it is in."""

from collections.abc import Callable, Mapping

from onetick.imports.connect_tasks import connect_tasks
from onetick.imports.make_tags import make_missing
from onetick.imports.make_tasks import make_tasks
from onetick.imports.relate_tasks import relate_tasks
from onetick.imports.start_import import BringIn, Reached, Stage
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tags.schemas import NewTag

from .belongings import Part, restore_part, stage_behind
from .comments import restore_comments
from .counterparts import Counterparts
from .fields import restore_fields
from .files import restore_files
from .forms import forms_part
from .members import members_part
from .reactions import restore_archived_reactions
from .references import restore_references
from .relations import restore_relations
from .sprints import sprints_part
from .status_updates import status_updates_part
from .structure import restore_sections, restore_settings
from .tasks import FromArchive
from .times import restore_times
from .views import views_part

_STAGES: Mapping[Stage, Callable[[Work, Project, Counterparts, Step[BringIn, Reached]], Progress[Reached]]] = {
    "settings": restore_settings,
    "sections": restore_sections,
    "fields": restore_fields,
    "connections": restore_relations,
    "remarks": restore_comments,
    "reactions": restore_archived_reactions,
    "times": restore_times,
    "files": restore_files,
    "contents": restore_files,
}


def restore(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """The next step. Raises Forbidden when the caller may not do what its stage does."""
    match step.checkpoint.stage:
        case "tags":
            wanted = [NewTag.model_construct(name=one.name, color=one.color) for one in parts.archived.tags]
            then = stage_behind(work, project, parts.archived, None, fresh=step.checkpoint.fresh)
            return make_missing(work, project, parts.found, wanted, step, then=then)
        case "members" | "sprints" | "views" | "forms" | "status_updates" as kind:
            then = stage_behind(work, project, parts.archived, kind, fresh=step.checkpoint.fresh)
            return restore_part(work, project, _part(work, project, parts, step), then, step)
    return _restore_tasks(work, project, parts, step)


def _part(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Part:
    match step.checkpoint.stage:
        case "members":
            return members_part(work, project, parts)
        case "sprints":
            return sprints_part(work, project, parts, step)
        case "views":
            return views_part(work, project, parts)
        case "forms":
            return forms_part(work, project, parts)
    return status_updates_part(work, project, parts)


def _restore_tasks(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    match step.checkpoint.stage:
        case "tasks":
            making = FromArchive(parts, step.job.id, began=step.job.created_at, fresh=step.checkpoint.fresh)
            return make_tasks(work, project, making, step)
        case "relations":
            return relate_tasks(work, parts.found, step)
        case "dependencies":
            return connect_tasks(work, parts.found, step)
        case "references":
            return restore_references(work, parts, step)
        case stage:
            return _STAGES[stage](work, project, parts, step)
