"""Clients of the trial's functions."""

from functools import cache
from typing import Any

import boto3


@cache
def client(service: str) -> Any:
    """A client with whatever the environment gives it."""
    make: Any = boto3.client
    return make(service)
