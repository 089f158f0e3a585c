"""How routes find portfolios, with the facts that decisions need of them and whatever else they name."""

from collections.abc import Callable, Sequence

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.members import member_key, principal_key
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.owners import owner_keys
from onetick.projects.targets import headlines_key
from onetick.tasks.targets import aside

from .model import Contents, Portfolio

More = Callable[[Arrival], Sequence[Key]]


def portfolio_target(*more: More, trashed: bool = False) -> Target[Portfolio]:
    """The portfolio of the path, read with its access facts and `more`."""

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["portfolio_id"]
        if not is_id("pfl", name):
            return []
        place = {"org_id": at.org, "workspace_id": at.workspace}
        own = [Portfolio.key(**place, id=name), ProjectAccess.key(**place, project_id=name)]
        return [*own, *(key for part in more for key in part(at))]

    def find(work: Work, at: Arrival) -> Portfolio | None:
        found = keys(at)
        return work.find(Portfolio, found[0]) if found else None

    return Target("portfolio", Portfolio, keys, find=find, trashed=trashed)


def contents_of(work: Work, portfolio: Portfolio) -> Contents:
    """What a portfolio holds."""
    return work.load(Contents, Contents.key(org_id=portfolio.org_id, portfolio_id=portfolio.id))


def _contents(at: Arrival) -> Sequence[Key]:
    return [Contents.key(org_id=at.org, portfolio_id=at.path["portfolio_id"])]


def _projects_of_body(at: Arrival) -> Sequence[Key]:
    place = {"org_id": at.org, "workspace_id": at.workspace}
    return [Project.key(**place, id=one) for one in dict.fromkeys(at.body.project_ids)]


def _member_of_path(at: Arrival) -> Sequence[Key]:
    return [member_key(at, at.path["portfolio_id"]), principal_key(at, at.path["portfolio_id"])]


def _update_key(at: Arrival) -> Key:
    return StatusUpdate.key(org_id=at.org, project_id=at.path["portfolio_id"], id=at.path["portfolio_update_id"])


portfolio_of_path = portfolio_target()
portfolio_with_headlines = portfolio_target(lambda at: [headlines_key(at, at.path["portfolio_id"])])
"""The portfolio of the path, read with its newest status updates in short."""
portfolio_in_trash = portfolio_target(trashed=True)
portfolio_with_owner = portfolio_target(owner_keys)
"""The portfolio of the path, read with the membership of the owner that the body names."""
portfolio_with_contents = portfolio_target(_contents)
"""The portfolio of the path, read with what it holds."""
portfolio_with_named = portfolio_target(_contents, _projects_of_body)
"""The portfolio of the path, read with what it holds and the projects that the body names."""
portfolio_with_member = portfolio_target(_member_of_path)
"""The portfolio of the path, read with what is known of the principal of the path."""
owner_of_body = aside("owner", owner_keys)
update_of_path = Target("update", StatusUpdate, lambda at: [_update_key(at)])
update_in_trash = Target("update", StatusUpdate, lambda at: [_update_key(at)], trashed=True)
