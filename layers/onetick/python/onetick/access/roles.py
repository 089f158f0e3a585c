"""Read, create, change and give custom roles.

Nobody gives what they do not hold themselves, and nobody takes back a denial of it.
"""

from collections.abc import Iterable
from dataclasses import replace

from onetick.kernel.access import Subject, WorkspaceAccess, WorkspaceGrants
from onetick.kernel.access.facts import MAX_CUSTOM_ROLES
from onetick.kernel.authority import may
from onetick.kernel.ids import new_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Forbidden, Gone, NotFound, QuotaExceeded
from onetick.kernel.trash import TRASH
from onetick.kernel.work import Work

from .builtin import built_in_roles
from .events import ROLE_ASSIGNED, ROLE_CREATED, ROLE_DELETED, ROLE_REMOVED, ROLE_RESTORED, ROLE_UPDATED
from .model import MAX_NAMED, Role
from .schemas import NewRole, RoleChanges, RoleView
from .store import ROLES, access_of, role_key


def list_roles(work: Work, paging: Paging) -> Page[RoleView]:
    """The built-in roles and the workspace's own, by id."""
    built_in = built_in_roles()
    names = paging.cut([*built_in, *access_of(work).custom_roles])
    custom = work.find_many(Role, [role_key(work, name) for name in names.data if name not in built_in])
    found = {role.id: RoleView.of(role) for role in custom}
    return Page([built_in.get(name) or found[name] for name in names.data], names.next_cursor)


def list_deleted_roles(work: Work, paging: Paging) -> Page[RoleView]:
    """The custom roles that can still be restored."""

    def restorable(role: Role) -> bool:
        return role.deleted_at is not None and role.deleted_at + TRASH > work.now

    page = work.page(ROLES.of(org_id=work.org_id, workspace_id=work.workspace_id), paging, keep=restorable)
    return Page([RoleView.of(role) for role in page.data], page.next_cursor)


def get_role(work: Work, role_id: str) -> RoleView:
    """A role by its id, built-in or custom. Raises NotFound, Gone for one in the trash."""
    if (known := built_in_roles().get(role_id)) is not None:
        return known
    role = work.load(Role, role_key(work, role_id))
    if role.deleted_at is not None:
        raise Gone("It was deleted. Restore it first.")
    return RoleView.of(role)


def create_role(work: Work, new: NewRole) -> Role:
    """A custom role. Raises Forbidden for a permission the caller does not hold, QuotaExceeded above the limit."""
    require_held(work, new.permissions)
    access = access_of(work)
    role = work.create(
        Role(
            org_id=access.org_id,
            workspace_id=access.workspace_id,
            id=new_id("rol"),
            name=new.name,
            description=new.description,
            permissions=new.permissions,
            denies=new.denies,
            created_by=work.principal.id,
            created_at=work.now,
            updated_at=work.now,
        )
    )
    work.save(_with(access, role))
    work.emit(ROLE_CREATED, role)
    return role


def update_role(work: Work, role: Role, changes: RoleChanges) -> Role:
    """The role with what was given, at once for everybody who holds it. Raises Forbidden as for creating one."""
    changed = replace(role, **changes.given)
    if changed == role:
        return role
    require_held(work, set(changed.permissions) - set(role.permissions) | set(role.denies) - set(changed.denies))
    saved = work.save(replace(changed, updated_at=work.now))
    if saved.custom_role != role.custom_role:
        work.save(_with(access_of(work), saved))
    work.emit(ROLE_UPDATED, saved, before=role)
    return saved


def delete_role(work: Work, role: Role) -> None:
    """Move a role to the trash: at once it neither permits nor denies anything. Raises Forbidden as for changing it."""
    require_held(work, role.denies)
    access = access_of(work)
    left = {name: other for name, other in access.custom_roles.items() if name != role.id}
    work.save(replace(access, custom_roles=left))
    gone = work.save(replace(role, deleted_at=work.now, deleted_by=work.principal.id))
    work.emit(ROLE_DELETED, gone, before=role)


def restore_role(work: Work, role: Role) -> Role:
    """A role as it was, at once for everybody who held it.

    Raises Conflict for one that is not deleted, Gone after 30 days, Forbidden and QuotaExceeded as
    for creating it.
    """
    if role.deleted_at is None:
        raise Conflict("The role is not deleted.")
    if role.deleted_at + TRASH <= work.now:
        raise Gone("A deleted role can be restored for 30 days. They are over.")
    require_held(work, role.permissions)
    restored = work.save(replace(role, deleted_at=None, deleted_by=None, updated_at=work.now))
    work.save(_with(access_of(work), restored))
    work.emit(ROLE_RESTORED, restored, before=role)
    return restored


def assign_role(work: Work, role: Role, member: WorkspaceGrants) -> WorkspaceGrants:
    """The member with this role. Nothing happens when they have it.

    Raises Forbidden for a role that permits what the caller does not hold, QuotaExceeded above the limit.
    """
    if role.id in member.custom_roles:
        return member
    require_held(work, role.permissions)
    live = access_of(work).custom_roles
    held = tuple(other for other in member.custom_roles if other in live)
    if len(held) >= MAX_CUSTOM_ROLES:
        raise QuotaExceeded(f"A member has at most {MAX_CUSTOM_ROLES} custom roles.")
    given = work.save(replace(member, custom_roles=(*held, role.id)))
    work.emit(ROLE_ASSIGNED, given, before=member, role_id=role.id)
    return given


def unassign_role(work: Work, role: Role, member: WorkspaceGrants) -> None:
    """Take a role away. Raises NotFound when the member has it not, Forbidden when it denies what the caller lacks."""
    if role.id not in member.custom_roles:
        raise NotFound("They do not have this role.")
    require_held(work, role.denies)
    left = work.save(replace(member, custom_roles=tuple(name for name in member.custom_roles if name != role.id)))
    work.emit(ROLE_REMOVED, left, before=member, role_id=role.id)


def require_held(work: Work, permissions: Iterable[str]) -> None:
    """Raises Forbidden when the caller does not hold each of these in the whole workspace."""
    access = access_of(work)
    workspace = Subject(
        kind="workspace", id=access.workspace_id, org_id=access.org_id, workspace_id=access.workspace_id
    )
    lacking = [permission for permission in sorted(permissions) if not may(work, permission, workspace)]
    if lacking:
        raise Forbidden(
            f"Nobody can give what they do not hold themselves: {', '.join(lacking)}.", extra={"permissions": lacking}
        )


def _with(access: WorkspaceAccess, role: Role) -> WorkspaceAccess:
    custom_roles = {**access.custom_roles, role.id: role.custom_role}
    if len(custom_roles) > MAX_CUSTOM_ROLES:
        raise QuotaExceeded(f"A workspace has at most {MAX_CUSTOM_ROLES} custom roles.")
    if sum(len(one.permissions) + len(one.denies) for one in custom_roles.values()) > MAX_NAMED:
        raise QuotaExceeded(f"The custom roles of a workspace name at most {MAX_NAMED} permissions together.")
    return replace(access, custom_roles=custom_roles)
