"""How exports are read."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import Export

EXPORTS = Pattern(
    "The exports that somebody asked for in a workspace, latest first",
    Export,
    pk="{org_id}#usr#{user_id}#exports",
    prefix="{workspace_id}#",
    index=Index.GSI1,
    ascending=False,
)
