"""Who did something, as far as an archive is to be believed."""

from collections.abc import Iterable

from onetick.kernel.ids import PrincipalId
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.people import grant_keys, prepare, who_see

from .counterparts import Counterparts


def author(work: Work, project: Project, parts: Counterparts, person_id: str) -> PrincipalId | None:
    """Whoever the archive says did it: None unless this deployment signed that and they see the project."""
    person = parts.person(person_id) if parts.signed else None
    return next(iter(who_see(work, (project.id,), [person])), None) if person is not None else None


def author_keys(work: Work, parts: Counterparts, person_id: str) -> list[Key]:
    """What `author` reads of a person."""
    person = parts.person(person_id) if parts.signed else None
    return grant_keys(work.org_id, work.workspace_id, [person]) if person is not None else []


def read_ahead(work: Work, project: Project, parts: Counterparts, person_ids: Iterable[str]) -> None:
    """Read at once what `author` asks for each of these people."""
    if parts.signed:
        prepare(work, (project.id,), list(parts.people(dict.fromkeys(person_ids))))
