"""How portfolios are listed."""

from onetick.kernel.patterns import Pattern

from .model import Portfolio

PORTFOLIOS = Pattern(
    "The portfolios of a workspace, oldest first",
    Portfolio,
    pk="{org_id}#wsp#{workspace_id}#portfolios",
    prefix="pfl_",
)
