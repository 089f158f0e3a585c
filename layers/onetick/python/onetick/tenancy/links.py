"""Links of invitations: computed from a key and what is stored, so that they are kept and sent nowhere else.

A link's token is `<organization>.<workspace>.<invitation>.<signature>`, the ids without their
prefixes. The signature covers the invitation's nonce, so a new mail makes older links worthless.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from onetick.kernel.adapters.secrets import secret
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.kernel.problems import NotFound
from onetick.kernel.settings import settings

from .model import Invitation

SECRET = "link-key"  # noqa: S105 - the name of a secret

_TOKEN = re.compile(r"([0-9A-Z]{26})\.([0-9A-Z]{26})\.([0-9A-Z]{26})\.([0-9a-f]{32})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a token says. It proves nothing until the invitation is read and `opens` agrees."""

    org_id: OrgId
    workspace_id: WorkspaceId
    invitation_id: str
    signature: str

    def opens(self, invitation: Invitation) -> bool:
        """Whether this is the newest link of the invitation."""
        return hmac.compare_digest(self.signature, _signature(invitation))


def url(invitation: Invitation) -> str:
    """The address that a mail shows."""
    return f"{settings().public_url}/invitations/{token(invitation)}"


def token(invitation: Invitation) -> str:
    """The newest token of an invitation."""
    place = (invitation.org_id, invitation.workspace_id, invitation.id)
    return ".".join((*(part.partition("_")[2] for part in place), _signature(invitation)))


def read(text: str) -> Link:
    """The link of a token. Raises NotFound for text that can be none."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        raise NotFound()
    return Link(
        org_id=OrgId(f"org_{match[1]}"),
        workspace_id=WorkspaceId(f"wsp_{match[2]}"),
        invitation_id=f"inv_{match[3]}",
        signature=match[4],
    )


def _signature(invitation: Invitation) -> str:
    parts = (invitation.org_id, invitation.workspace_id, invitation.id, invitation.nonce)
    message = "\x00".join(("invitation", *parts))
    return hmac.new(secret(SECRET).encode(), message.encode(), hashlib.sha256).hexdigest()[:32]
