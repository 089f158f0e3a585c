"""Defect: every invocation adds a log stream and four metric points, which are kept for ever.

A function that runs outside of the emulator hands no log lines back, so what is kept says only that it
started and ended; after a day of use it is most of the state that is saved, and of the memory.

Mended, where the functions run in our pool, by not writing them: the functions' own lines are in `functions.log`.
"""

from typing import Any


def apply() -> None:
    """Patch the Lambda service."""
    from ministack.services import lambda_svc

    def nothing(*given: Any, **named: Any) -> None:
        """Keep nothing."""

    lambda_svc._emit_lambda_logs = nothing
    lambda_svc._emit_lambda_metrics = nothing
