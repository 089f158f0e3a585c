"""Whether the service can do its work."""

from onetick.kernel import telemetry
from onetick.kernel.problems import UpstreamUnavailable
from onetick.kernel.table import Key, TableName, Tables

from .schemas import HealthView


def health_ready(tables: Tables) -> HealthView:
    """That both tables answer, asked with one read of each. Raises UpstreamUnavailable."""
    try:
        tables.get_many([Key(table, "health", "health") for table in TableName], consistent=False)
    except Exception as error:
        # Whatever the reason is, the answer is that it is not ready; the log says why.
        telemetry.logger.exception("not ready")
        raise UpstreamUnavailable("The database does not answer.", headers={"Retry-After": "5"}) from error
    return HealthView()
