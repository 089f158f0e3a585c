"""Create a portfolio, from nothing or after another one."""

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.projects.enrolment import enrol
from onetick.projects.founding import own_grants
from onetick.projects.owners import owner_named, require_order

from .events import OF_PORTFOLIOS, PORTFOLIO_CREATED
from .model import Contents, Portfolio
from .schemas import NewPortfolio, PortfolioCopy
from .targets import contents_of


def create_portfolio(work: Work, new: NewPortfolio) -> Portfolio:
    """An empty portfolio with the caller as its admin.

    Raises Unprocessable for an owner or days that do not fit, Conflict when the caller is no member of the
    workspace, QuotaExceeded when they have a role in too many places.
    """
    require_order(new.start_on, new.due_on)
    caller = PrincipalId(work.principal.id)
    owner = caller if new.owner_id in (None, caller) else owner_named(work, str(new.owner_id))
    given = {name: getattr(new, name) for name in ("name", "description", "color", "visibility", "member_access")}
    return _found(work, {**given, "owner_id": owner, "start_on": new.start_on, "due_on": new.due_on}, ())


def duplicate_portfolio(work: Work, source: Portfolio, copy: PortfolioCopy) -> Portfolio:
    """A portfolio like another, with the same projects unless they are to be left out.

    Its members, and what was said of how it stands, stay behind. A project that the caller does not see
    is not seen in the copy either. Raises Forbidden when they do not see the source, and as for a new one.
    """
    authorize(work, "portfolio:view", Subject.of(source))
    names = ("description", "color", "visibility", "member_access", "start_on", "due_on")
    given = {name: getattr(source, name) for name in names}
    held = contents_of(work, source).project_ids if copy.projects else ()
    caller = PrincipalId(work.principal.id)
    return _found(work, {**given, "name": copy.name, "owner_id": caller}, held, copied_from=source.id)


def _found(
    work: Work, given: dict[str, object], project_ids: tuple[str, ...], *, copied_from: str | None = None
) -> Portfolio:
    if work.org_id is None or work.workspace_id is None:
        raise NotFound()
    creator = own_grants(work)
    portfolio = Portfolio(
        org_id=work.org_id,
        workspace_id=work.workspace_id,
        id=new_id("pfl"),
        admins=1,
        size=len(project_ids),
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
        **given,  # type: ignore[arg-type]
    )
    stored = work.create(portfolio)
    work.create(stored.access)
    work.create(
        Contents(
            org_id=stored.org_id, workspace_id=stored.workspace_id, portfolio_id=stored.id, project_ids=project_ids
        )
    )
    work.emit(PORTFOLIO_CREATED, stored, copied_from=copied_from)
    enrol(work, stored, creator, "admin")
    work.emit(OF_PORTFOLIOS.member_added, stored, principal_id=creator.principal_id, role="admin")
    return stored
