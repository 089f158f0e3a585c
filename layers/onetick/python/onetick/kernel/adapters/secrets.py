"""Secrets of the deployment, read from Secrets Manager and kept for five minutes.

A secret is named without its prefix: `cursor-key` is `${Prefix}/cursor-key`. Tests put a mapping in
its place with `use`.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..settings import settings
from . import aws
from .aws import AwsError

KEEP_SECONDS = 300
CURRENT, PREVIOUS, PENDING = "AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"

_kept: dict[tuple[str, str], tuple[float, str | None]] = {}
_given: Mapping[str, str] | None = None


def secret(name: str) -> str:
    """The current value. Raises AwsError when it cannot be read, KeyError when a test did not give it."""
    value = _value(name, CURRENT)
    if value is None:
        raise KeyError(name)
    return value


def secret_versions(name: str) -> dict[str, str]:
    """The values by stage: AWSCURRENT, then AWSPREVIOUS and AWSPENDING where they exist.

    For keys that overlap while they rotate. In a test, `<name>@AWSPREVIOUS` gives another stage.
    """
    found = {stage: _value(name, stage) for stage in (CURRENT, PREVIOUS, PENDING)}
    return {stage: value for stage, value in found.items() if value is not None}


def forget() -> None:
    """Read every secret anew at its next use: after a rotation, or when a signature has an unknown key."""
    _kept.clear()


@contextmanager
def use(secrets: Mapping[str, str]) -> Iterator[None]:
    """Take secrets from a mapping while the block runs."""
    global _given
    before, _given = _given, secrets
    try:
        yield
    finally:
        _given = before


def _value(name: str, stage: str) -> str | None:
    if _given is not None:
        return _given.get(name if stage == CURRENT else f"{name}@{stage}")
    until, value = _kept.get((name, stage), (0.0, None))
    now = time.monotonic()
    if until <= now:
        value = _read(name, stage)
        _kept[name, stage] = (now + KEEP_SECONDS, value)
    return value


def _read(name: str, stage: str) -> str | None:
    """The value of a stage; None when no version has the stage, which for the current one is an error."""
    try:
        return aws.get_secret_value(f"{settings().prefix}/{name}", stage=stage)
    except AwsError as error:
        if error.code == "ResourceNotFoundException" and stage != CURRENT:
            return None
        raise
