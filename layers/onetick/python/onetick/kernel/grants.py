"""What a function may do to AWS, named once; the generator turns it into its role's policy.

Every physical name is `${Prefix}` or `${Prefix}-<name>`, so a grant needs no cross-stack reference.
"""

from dataclasses import dataclass

from .table import TableName

_TABLES = {TableName.TENANT: "table/${Prefix}", TableName.GLOBAL: "table/${Prefix}-global"}


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions of one service on named resources, waiting for the deployment's prefix.

    `resources` are the last part of an ARN, or whole ARNs when they start with `arn:`. `key` is
    true when the resource is encrypted under the deployment's key and the grant must include its use.
    """

    service: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]


def read(table: TableName) -> Grant:
    """May read a table and its indexes."""
    name = _TABLES[table]
    resources = (name, f"{name}/index/*") if table is TableName.TENANT else (name,)
    return Grant("dynamodb", ("BatchGetItem", "GetItem", "Query"), resources)


def write(table: TableName) -> Grant:
    """May write a table, in transactions."""
    return Grant("dynamodb", ("ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"), (_TABLES[table],))


def spend(table: TableName) -> Grant:
    """May take from a rate limit's bucket: one conditional update."""
    return Grant("dynamodb", ("UpdateItem",), (_TABLES[table],))


def scan(table: TableName) -> Grant:
    """May read a whole table: for named maintenance jobs only."""
    return Grant("dynamodb", ("Scan",), (_TABLES[table],))


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
