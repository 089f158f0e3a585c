"""What the emulator needs mended, one file a defect.

Every file says which defect of ministack it closes. `tests/e2e/test_platform_patches.py` shows each
defect on the unpatched emulator (in the long form: `make fuzz` after raising the version), so it tells
when a patch is no longer needed; and the launcher refuses any other version of ministack, because the
patches reach into private functions.
"""

MADE_FOR = "1.5.33"


def apply(*, state: str, every: float, workers: int) -> None:
    """Patch the emulator in this process, before it starts.

    `state`: the folder of its snapshots, or empty to keep nothing; `every`: seconds between two of them;
    `workers`: how many Lambda workers may stay warm, or 0 where the functions run outside of it.
    """
    from . import (
        failures,
        key_conditions,
        nested_stacks,
        pool_errors,
        rotation,
        sender_rights,
        snapshots,
        stream_failures,
        telemetry,
        warm_workers,
    )

    nested_stacks.apply()
    failures.apply()
    key_conditions.apply()
    rotation.apply()
    stream_failures.apply()
    if state:
        snapshots.apply(state, every)
    if workers:
        sender_rights.apply()
        warm_workers.apply(workers)
    else:
        pool_errors.apply()
        telemetry.apply()


def resource_types() -> list[str]:
    """The CloudFormation types the patched emulator can deploy."""
    from ministack.services.cloudformation import provisioners

    return sorted(provisioners._RESOURCE_HANDLERS)
