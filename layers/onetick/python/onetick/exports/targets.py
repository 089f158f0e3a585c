"""How routes find exports."""

from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.projects.targets import belonging_target, in_body, project_target

from .model import Export


def _key(at: Arrival) -> Key | None:
    name = at.path["export_id"]
    return Export.key(org_id=at.org, id=name) if is_id("exp", name) else None


export_of_path = belonging_target("found", Export, _key)
project_to_export = project_target(in_body)
