"""Replacing the key that signs access tokens, in Secrets Manager's four steps.

Each step may be called again after it succeeded or failed half-way, and then does only what is
left. A deployment starts with random text in place of a key: the first rotation puts a key in its
place before it makes the next one, so that two are live from then on.
"""

from collections.abc import Callable, Mapping
from uuid import uuid4

from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import AwsError, Body
from onetick.kernel.adapters.secrets import CURRENT, PENDING
from onetick.kernel.work import Work

from .events import SIGNING_KEY_ROTATED
from .model import PublishedKey
from .signing_keys import ALGORITHM, NotAKey, SigningKey, new_signing_key, parse_signing_key


def rotate(step: str, secret: str, version: str) -> SigningKey | None:
    """Carry out a step for the version that is to become current; the key that took over, after the last one.

    Raises ValueError for an unknown step, a secret without rotation or a version that is not being
    rotated, NotAKey or RuntimeError for a pending version that cannot be used.
    """
    if step not in _STEPS:
        raise ValueError(f"there is no step {step}")
    description = aws.describe_secret(secret)
    stages: Mapping[str, list[str]] = description.get("VersionIdsToStages") or {}
    if not description.get("RotationEnabled") or version not in stages:
        raise ValueError(f"version {version} of the secret is not being rotated")
    if CURRENT in stages[version] and step != "finishSecret":
        return None
    return _STEPS[step](secret, version, description)


def record_rotation(work: Work, key: SigningKey) -> None:
    """Note that a key began to sign."""
    jwk = key.public_jwk()
    published = work.create(PublishedKey(id=key.kid, x=jwk["x"], y=jwk["y"], since=work.now))
    work.emit(SIGNING_KEY_ROTATED, published)


def _create(secret: str, version: str, description: Body) -> None:
    """Make the pending version, unless an earlier call did."""
    if not _is_key(aws.get_secret_value(secret, stage=CURRENT)):
        aws.put_secret_value(secret, new_signing_key(), version=str(uuid4()), stages=[CURRENT])
    try:
        aws.get_secret_value(secret, version=version, stage=PENDING)
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        aws.put_secret_value(secret, new_signing_key(), version=version, stages=[PENDING])


def _set(secret: str, version: str, description: Body) -> None:
    """Nobody needs to be told: verifiers read the pending key from the same secret."""
    _pending(secret, version)


def _test(secret: str, version: str, description: Body) -> None:
    """Sign with the pending key and verify with what is published of it."""
    import jwt

    key = _pending(secret, version)
    if key.kid == parse_signing_key(aws.get_secret_value(secret, stage=CURRENT)).kid:
        raise RuntimeError("the pending key is the current one")
    token = jwt.encode({"test": version}, key.private, algorithm=ALGORITHM, headers={"kid": key.kid})
    if jwt.decode(token, jwt.PyJWK(key.public_jwk()), algorithms=[ALGORITHM]) != {"test": version}:
        raise RuntimeError("the pending key does not verify what it signed")


def _finish(secret: str, version: str, description: Body) -> SigningKey:
    """Make the pending version the current one; the one it replaces becomes the previous."""
    stages: Mapping[str, list[str]] = description["VersionIdsToStages"]
    if CURRENT not in stages[version]:
        replaced = next((other for other, labels in stages.items() if CURRENT in labels), None)
        aws.update_secret_version_stage(secret, CURRENT, to=version, of=replaced)
    if PENDING in stages[version]:
        # A current version that is still called pending would keep the next rotation from starting.
        aws.update_secret_version_stage(secret, PENDING, to=None, of=version)
    return parse_signing_key(aws.get_secret_value(secret, version=version))


_STEPS: Mapping[str, Callable[[str, str, Body], SigningKey | None]] = {
    "createSecret": _create,
    "setSecret": _set,
    "testSecret": _test,
    "finishSecret": _finish,
}


def _pending(secret: str, version: str) -> SigningKey:
    return parse_signing_key(aws.get_secret_value(secret, version=version, stage=PENDING))


def _is_key(text: str) -> bool:
    try:
        parse_signing_key(text)
    except NotAKey:
        return False
    return True
