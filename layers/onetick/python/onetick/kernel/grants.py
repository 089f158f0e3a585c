"""What a function may do to AWS, named once; the generator turns it into its role's policy.

Every physical name is `${Prefix}` or `${Prefix}-<name>`, so a grant needs no cross-stack reference.
"""

from dataclasses import dataclass
from functools import cache

from .table import Index, TableName

_TABLES = {TableName.TENANT: "table/${Prefix}", TableName.GLOBAL: "table/${Prefix}-global"}


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions of one service on named resources, waiting for the deployment's prefix.

    `resources` are the last part of an ARN. Where a service encrypts under the deployment's key, the
    generator adds the use of that key.
    """

    service: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]


def read(table: TableName) -> Grant:
    """May read items of a table by their keys."""
    return _on(table, "BatchGetItem")


def query(table: TableName, index: Index | None = None) -> Grant:
    """May read partitions of a table, or of one of its indexes."""
    name = _TABLES[table]
    return Grant("dynamodb", ("Query",), (f"{name}/index/{index.value}" if index else name,))


def scan(table: TableName) -> Grant:
    """May read a whole table: for named maintenance jobs only."""
    return _on(table, "Scan")


def store(table: TableName) -> Grant:
    """May store items in a table, and events with them."""
    return _on(table, "PutItem")


def remove(table: TableName) -> Grant:
    """May delete items of a table."""
    return _on(table, "DeleteItem")


def require(table: TableName) -> Grant:
    """May make a commit depend on an item of a table that it does not write."""
    return _on(table, "ConditionCheckItem")


def count(table: TableName) -> Grant:
    """May change the counters and buckets of a table, each by one conditional update."""
    return _on(table, "UpdateItem")


@cache
def _on(table: TableName, action: str) -> Grant:
    return Grant("dynamodb", (action,), (_TABLES[table],))


def read_secret(name: str) -> Grant:
    """May read the secret `${Prefix}/<name>`."""
    return Grant("secretsmanager", ("GetSecretValue",), (f"secret:${{Prefix}}/{name}-*",))


def rotate_secret(name: str) -> Grant:
    """May run the four steps of rotating the secret `${Prefix}/<name>`."""
    actions = ("DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage")
    return Grant("secretsmanager", actions, (f"secret:${{Prefix}}/{name}-*",))


def publish() -> Grant:
    """May put events on the bus."""
    return Grant("events", ("PutEvents",), ("event-bus/${Prefix}",))


def send(queue: str) -> Grant:
    """May send to the queue `${Prefix}-<queue>`."""
    return Grant("sqs", ("SendMessage",), (f"${{Prefix}}-{queue}",))


def send_mail() -> Grant:
    """May send mail from the deployment's address."""
    return Grant("ses", ("SendEmail",), ("identity/*",))


_FILES = "${Prefix}-files-${AWS::AccountId}-${AWS::Region}"


def read_objects(folder: str) -> Grant:
    """May read the files of a folder, and make addresses that give them."""
    return _on_files("GetObject", folder)


def store_objects(folder: str) -> Grant:
    """May store files in a folder, and make addresses that take them."""
    return _on_files("PutObject", folder)


def remove_objects(folder: str) -> Grant:
    """May delete files of a folder."""
    return _on_files("DeleteObject", folder)


def erase_objects(folder: str) -> Grant:
    """May delete files of a folder for good, whichever version."""
    return _on_files("DeleteObjectVersion", folder)


def _on_files(action: str, folder: str) -> Grant:
    return Grant("s3", (action,), (f"arn:${{AWS::Partition}}:s3:::{_FILES}/{folder}/*",))
