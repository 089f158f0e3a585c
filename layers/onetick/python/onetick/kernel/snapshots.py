"""SnapStart: what is done before the snapshot is taken, and what must not be shared by its copies.

Many environments start from one snapshot. What is expensive and the same for all is made before it
(`is_taken` says whether that pays). What must differ is made anew after each restore: the random
generator behind identifiers, or two copies would draw the same ones.
"""

import os
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_args

import uuid_utils


def is_taken() -> bool:
    """Whether this process initialises for a snapshot, so that work done now is done once for all copies."""
    return os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"


def complete(annotations: Iterable[Any]) -> None:
    """Build the pydantic models that these annotations name, at any depth; they defer it to their first use."""
    for annotation in annotations:
        complete(get_args(annotation))
        if hasattr(annotation, "model_rebuild"):
            annotation.model_rebuild()


def reseed_after_restore() -> None:
    """Draw fresh randomness whenever a copy of this process starts; nothing to do outside Lambda."""
    if find_spec("snapshot_restore_py") is None:
        return
    import_module("snapshot_restore_py").register_after_restore(uuid_utils.reseed_rng)
