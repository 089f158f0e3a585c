"""Dry runs: what a write would have done, had it been committed."""

import json

from ..recording import difference
from ..work import Work
from .reply import Rendered


def preview(work: Work, rendered: Rendered) -> Rendered:
    """The decision, every change with its event, and the answer that would have been given."""
    assert work.decided is not None
    document = {
        "decision": {"policy": work.decided.policy, "reason": work.decided.reason},
        "change_set": [
            {
                "event": emitted.type.wire_type,
                "kind": emitted.entity.kind.name,
                "id": getattr(emitted.entity, "id", None),
                "changes": difference(emitted),
            }
            for emitted in work.emitted
        ],
        "result": json.loads(rendered.body) if rendered.body else None,
        "warnings": [],
    }
    return Rendered(200, {"Content-Type": "application/json"}, json.dumps(document))
