"""The key results of a goal: setting them, telling where they are, and taking them away."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId, is_id, new_ulid
from onetick.kernel.problems import Fault, NotFound, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work

from .changing import change
from .events import GOAL_CHECKED_IN
from .model import MAX_KEY_RESULTS, CheckIn, Goal, KeyResult
from .schemas import CheckInBody, KeyResultBody
from .targets import require_open


def put_key_result(work: Work, goal: Goal, identifier: str, wanted: KeyResultBody) -> Goal:
    """The goal with a key result as wanted, a new one behind the others. Where it is, is kept as a check-in.

    Raises Conflict when the goal is closed, QuotaExceeded when it has too many key results.
    """
    require_open(work, goal)
    known = goal.key_result(identifier)
    if known is None and len(goal.key_results) >= MAX_KEY_RESULTS:
        raise QuotaExceeded(f"A goal has at most {MAX_KEY_RESULTS} key results.")
    current = wanted.current if wanted.current is not None else known.current if known else wanted.start
    result = KeyResult(
        id=identifier,
        name=wanted.name,
        measure=wanted.measure,
        start=wanted.start,
        target=wanted.target,
        current=current,
        currency=wanted.currency,
        weight=wanted.weight,
        updated_at=work.now,
        updated_by=PrincipalId(work.principal.id),
    )
    if known is not None and result == replace(known, updated_at=result.updated_at, updated_by=result.updated_by):
        return goal
    if known is None or known.current != current:
        keep_check_in(work, goal, result, "")
    return change(work, goal, goal.with_key_result(result))


def well_formed(identifier: str) -> str:
    """The id of a key result. Raises NotFound for what can be none."""
    if not is_id("krs", identifier):
        raise NotFound()
    return identifier


def check_in(work: Work, goal: Goal, identifier: str, told: CheckInBody) -> CheckIn:
    """Where a key result is now, as the caller says.

    Raises NotFound for a key result that is not there, Conflict when the goal is closed, Unprocessable
    for a value that a boolean one cannot have.
    """
    require_open(work, goal)
    known = _key_result(goal, identifier)
    if known.measure == "boolean" and told.value not in (0, 1):
        fault = Fault("/value", "out_of_range", "is 0 or 1")
        raise Unprocessable("The key result is reached or not.", errors=[fault])
    result = replace(known, current=told.value, updated_at=work.now, updated_by=PrincipalId(work.principal.id))
    kept = keep_check_in(work, goal, result, told.note)
    change(
        work,
        goal,
        goal.with_key_result(result),
        GOAL_CHECKED_IN,
        key_result_id=identifier,
        value=told.value,
        note=told.note,
    )
    return kept


def remove_key_result(work: Work, goal: Goal, identifier: str) -> None:
    """Take a key result away; what was told of it is kept. Raises NotFound, or Conflict when the goal is closed."""
    require_open(work, goal)
    known = _key_result(goal, identifier)
    change(work, goal, replace(goal, key_results=tuple(one for one in goal.key_results if one != known)))


def _key_result(goal: Goal, identifier: str) -> KeyResult:
    found = goal.key_result(identifier)
    if found is None:
        raise NotFound()
    return found


def keep_check_in(work: Work, goal: Goal, result: KeyResult, note: str) -> CheckIn:
    """Keep where a key result is now, as the caller says."""
    kept = CheckIn(
        org_id=goal.org_id,
        workspace_id=goal.workspace_id,
        goal_id=goal.id,
        key_result_id=result.id,
        id=new_ulid(),
        value=result.current,
        note=note,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )
    return work.create(kept)
