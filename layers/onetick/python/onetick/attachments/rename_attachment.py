"""Give an attachment another name."""

from dataclasses import replace

from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.targets import require_open

from .events import ATTACHMENT_RENAMED
from .model import Attachment
from .names import accepted_name
from .writing import write


def rename_attachment(work: Work, attachment: Attachment, name: str) -> Attachment:
    """The attachment under another name, made safe; its content and what it was called first stay.

    Raises Conflict in an archived project, Unprocessable for the name of a file that runs when it is opened.
    """
    require_open(work, *task_of(work, attachment).project_ids)
    accepted = accepted_name(name)
    if accepted == attachment.name:
        return attachment
    stored = write(work, replace(attachment, name=accepted))
    work.emit(ATTACHMENT_RENAMED, stored, before=attachment)
    return stored
