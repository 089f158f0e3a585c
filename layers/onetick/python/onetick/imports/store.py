"""How imports are read."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import Import

IMPORTS = Pattern(
    "The imports that somebody made in a workspace, latest first",
    Import,
    pk="{org_id}#usr#{user_id}#imports",
    prefix="{workspace_id}#",
    index=Index.GSI1,
    ascending=False,
)
