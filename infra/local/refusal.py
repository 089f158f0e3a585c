"""What a person is told when the platform cannot start: one clear line, never a traceback."""

import errno


class Refusal(Exception):
    """The platform cannot go on; the message is one line that says why and what to do."""


def explain(error: OSError) -> str:
    """One line for an error of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Free some space and run it again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"No permission to write {error.filename or 'here'}."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too many open files. Raise the limit (ulimit -n) and run it again."
    return str(error)
