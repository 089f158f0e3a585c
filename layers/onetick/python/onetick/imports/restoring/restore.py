"""Restore an archived project: one step of the import, of whichever stage it is in."""

from onetick.imports.connect_tasks import connect_tasks
from onetick.imports.make_tags import make_missing
from onetick.imports.make_tasks import make_tasks
from onetick.imports.relate_tasks import relate_tasks
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tags.schemas import NewTag

from .comments import restore_comments
from .counterparts import Counterparts
from .fields import restore_fields
from .files import restore_files
from .references import restore_references
from .structure import restore_sections, restore_settings
from .tasks import FromArchive


def restore(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """The next step. Raises Forbidden when the caller may not do what its stage does."""
    match step.checkpoint.stage:
        case "settings":
            return restore_settings(work, project, parts, step)
        case "sections":
            return restore_sections(work, project, parts, step)
        case "fields":
            return restore_fields(work, project, parts, step)
        case "tags":
            wanted = [NewTag.model_construct(name=one.name, color=one.color) for one in parts.archived.tags]
            return make_missing(work, project, parts.found, wanted, step)
        case "tasks":
            return make_tasks(work, project, FromArchive(parts, step.job.id), step)
        case "relations":
            return relate_tasks(work, parts.found, step)
        case "dependencies":
            return connect_tasks(work, parts.found, step)
        case "references":
            return restore_references(work, parts, step)
        case "remarks":
            return restore_comments(work, project, parts, step)
    return restore_files(work, project, parts, step)
