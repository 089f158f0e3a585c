"""Take a form that somebody filled in, whoever they are.

What keeps programs out costs people nothing: a field that nobody sees, a proof of when the form was
shown that is good for one submission, and limits of each source and of each form.
"""

import hashlib
import zlib

from onetick.kernel.ids import PrincipalId, id_of
from onetick.kernel.problems import Conflict, Fault, RateLimited, Unprocessable
from onetick.kernel.quota import quota_key, take
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .answering import checked
from .events import FORM_SUBMITTED
from .links import LEAST_SECONDS, MOST_SECONDS, Link, shown_before
from .model import Form, Submission, submission_copies
from .schemas import NewSubmission
from .targets import opened

AT_ONCE = 200
A_DAY = 2_000
"""How many submissions a form takes at once, and in a day."""
SHARDS = 4
"""In so many parts they are counted, so that several can be taken in the same moment."""


def submit_form(work: Work, token: str, new: NewSubmission) -> Form:
    """Store a submission; the form that it was for.

    Raises NotFound for a link that opens nothing, Unprocessable for answers that do not fit or a proof
    that is none, Conflict when the proof was used already, RateLimited when too many come.
    """
    form = opened(work, token, beside=_quotas)
    if new.website:
        # Whoever fills in what nobody sees is thanked, and nothing is stored.
        return form
    _require_shown(work, form, new.proof)
    answers = checked(form, new.answers)
    if not _is_one_left(work, form, new.proof):
        raise RateLimited("The form takes no more submissions for now.", headers={"Retry-After": "60"})
    submission = Submission(
        org_id=form.org_id,
        workspace_id=form.workspace_id,
        project_id=form.project_id,
        form_id=form.id,
        id=_id(form, new.proof),
        answers=answers,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    stored = work.create(submission, otherwise=Conflict("This was sent already. Open the form again for another."))
    work.mirror(submission_copies, stored)
    work.emit(FORM_SUBMITTED, stored, form_id=form.id)
    return form


def _quotas(link: Link) -> list[Key]:
    return [quota_key(link.org_id, link.form_id, _shard(number)) for number in range(SHARDS)]


def _shard(number: int) -> str:
    return f"submissions.{number}"


def _is_one_left(work: Work, form: Form, proof: str) -> bool:
    """Take one of the submissions that the form takes, out of any shard: each time of another first."""
    first = zlib.crc32(proof.encode()) + work.attempt
    for number in sorted(range(SHARDS), key=lambda number: (first + number) % SHARDS):
        share = AT_ONCE // SHARDS + (number < AT_ONCE % SHARDS)
        if share and take(work, form.id, _shard(number), capacity=share, per_day=A_DAY / SHARDS):
            return True
    return False


def _require_shown(work: Work, form: Form, proof: str) -> None:
    seconds = shown_before(form, proof, work.now)
    if seconds is None or not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        too_early = seconds is not None and 0 <= seconds < LEAST_SECONDS
        said = "was given out a moment ago" if too_early else "is not valid any more"
        raise Unprocessable("Open the form again, and take your time.", errors=[Fault("/proof", "invalid", said)])


def _id(form: Form, proof: str) -> str:
    """An id that follows from the proof, so that a proof is good for one submission."""
    return id_of("sub", int.from_bytes(hashlib.sha256(f"{form.id}\x00{proof}".encode()).digest()[:16]))
