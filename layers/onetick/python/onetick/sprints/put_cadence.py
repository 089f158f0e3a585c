"""Say how a project runs its sprints."""

from dataclasses import replace

from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .events import CADENCE_UPDATED
from .model import Cadence
from .schemas import CadenceBody


def put_cadence(work: Work, cadence: Cadence, project: Project, wanted: CadenceBody) -> Cadence:
    """How the project runs its sprints from now on; those that are active stay so. Raises Conflict when archived."""
    require_open(project)
    changed = replace(cadence, parallel=wanted.parallel, duration_days=wanted.duration_days)
    if changed == cadence:
        return cadence
    stored = work.put(changed)
    work.emit(CADENCE_UPDATED, stored, before=cadence)
    return stored
