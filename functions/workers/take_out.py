"""The worker that takes projects out."""

from onetick.archives.signing import KEY
from onetick.attachments.model import ATTACHMENTS
from onetick.exports.create_export import TAKE_OUT, TakeOut, Written
from onetick.exports.events import EXPORT_COMPLETED
from onetick.exports.model import FOLDER
from onetick.exports.take_out import take_out
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work


@on_job(
    TAKE_OUT,
    emits=[EXPORT_COMPLETED],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI2),
        grants.read_objects(ATTACHMENTS),
        grants.read_objects(FOLDER),
        grants.read_secret(KEY),
        grants.store_objects(FOLDER),
    ],
    # The pieces of a large project, and what is attached to its tasks, are joined in one step.
    memory=1769,
    timeout=900,
    disk=3072,
)
def handler(work: Work, step: Step[TakeOut, Written]) -> Progress[Written]:
    """Write the tasks of a project to a file."""
    return take_out(work, step)
