"""The people a task names: its assignees, its watchers, those mentioned. All must be able to see it."""

from collections.abc import Iterable, Mapping, Sequence

from onetick.kernel.access import OrgGrants, ProjectAccess, Standing, WorkspaceGrants, scope
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.principal import Principal
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.work import Work


def grant_keys(org_id: OrgId | None, workspace_id: WorkspaceId | None, people: Iterable[str]) -> list[Key]:
    """What must be read to know who sees what."""
    return [
        key
        for one in dict.fromkeys(people)
        for key in (
            OrgGrants.key(org_id=org_id, principal_id=one),
            WorkspaceGrants.key(org_id=org_id, workspace_id=workspace_id, principal_id=one),
        )
    ]


def prepare(work: Work, projects: tuple[str, ...], people: Sequence[str]) -> None:
    """Read at once what `who_see` asks for each of these people."""
    access = _access_keys(work, projects).values()
    work.prefetch([*access, *grant_keys(work.org_id, work.workspace_id, people)])


def who_see(work: Work, projects: tuple[str, ...], people: Sequence[str]) -> list[PrincipalId]:
    """Those of these people who see what is in one of the projects, each once, in order."""
    if not people:
        return []
    prepare(work, projects, people)
    access = _access_keys(work, projects)
    return [PrincipalId(one) for one in dict.fromkeys(people) if _sees(work, access, one)]


def all_see(
    work: Work, projects: tuple[str, ...], people: Sequence[str], pointer: str, *, already: Sequence[str] = ()
) -> tuple[PrincipalId, ...]:
    """These people, each once, without those who are there `already`, whatever they see by now.

    Raises Unprocessable, pointing at those who see none of the projects.
    """
    new = [one for one in people if one not in already]
    seeing = who_see(work, projects, new)
    faults = [
        Fault(f"{pointer}/{place}", "not_a_member", "is no member who can see this project")
        for place, one in enumerate(people)
        if one in new and one not in seeing
    ]
    if faults:
        raise Unprocessable("Not everybody named can see this project.", errors=faults)
    return tuple(seeing)


def _access_keys(work: Work, projects: tuple[str, ...]) -> dict[str, Key]:
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    return {project: ProjectAccess.key(**place, project_id=project) for project in projects}


def _sees(work: Work, access: Mapping[str, Key], one: str) -> bool:
    org_grants, workspace_grants = (key for key in grant_keys(work.org_id, work.workspace_id, [one]))
    standing = Standing(
        principal=Principal(
            id=PrincipalId(one), type="service_account" if one.startswith("sva_") else "user", org=work.org_id
        ),
        org_grants=work.find(OrgGrants, org_grants),
        workspace_grants=work.find(WorkspaceGrants, workspace_grants),
        workspace_access=work.standing.workspace_access,
    )
    visible = scope(standing)
    return any(visible.sees(project, work.find(ProjectAccess, key)) for project, key in access.items())
