"""The identifiers of things that are made after others."""

import hashlib

from onetick.kernel.ids import id_of, number_of


def copied_id(job_id: str, original_id: str, kind: str = "tsk") -> str:
    """The identifier of the copy that a job makes of something, by default of a task.

    It follows from the two, so that whatever refers to a thing can refer to its copy, before that is
    made and without a list. As every identifier it begins with a time, the job's; the copies of one
    job sort as their originals do.
    """
    made, original = (number_of(identifier) >> 80 for identifier in (job_id, original_id))
    digest = hashlib.sha256(f"{job_id}#{original_id}".encode()).digest()
    return id_of(kind, made << 80 | (original & _LOW_40) << 40 | int.from_bytes(digest[:5], "big"))


_LOW_40 = (1 << 40) - 1
