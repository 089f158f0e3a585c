"""The signature of an archive: HMAC-SHA256 of its manifest under the deployment's archive key.

The manifest has the hash of everything else, so who has the key knows that an archive is whole and came from here.
"""

import hmac

from onetick.kernel.adapters import secrets

KEY = "archive-key"


def signature(manifest: bytes) -> str:
    """The signature of a manifest, in hexadecimal."""
    return _signed(secrets.secret(KEY), manifest)


def is_signed(manifest: bytes, given: bytes) -> bool:
    """Whether this deployment signed it, with its key or with the one before."""
    expected = (_signed(key, manifest).encode() for key in secrets.secret_versions(KEY).values())
    return any(hmac.compare_digest(one, given.strip()) for one in expected)


def _signed(key: str, manifest: bytes) -> str:
    return hmac.digest(key.encode(), manifest, "sha256").hex()
