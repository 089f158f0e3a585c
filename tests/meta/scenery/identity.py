"""Accounts of before there was one item that says which organizations they belong to."""

from collections.abc import Callable

from onetick.identity.affiliations import affiliations_key
from onetick.kernel.table import Delete
from tests.meta.scene import Scene
from tests.service import PASSWORD, Answer, Person, invitation_token


def _as_of_before(scene: Scene, person: Person, call: Callable[[], Answer], status: int) -> None:
    scene.service.tables.transact([Delete(affiliations_key(person.id), None)])
    call().expect(status)


def _with_accounts_of_before(scene: Scene) -> None:
    """Everything that asks which organizations an account belongs to, or changes it."""
    service, team, owner = scene.service, scene.team, scene.owner
    body = {"grant_type": "password", "email": owner.email, "password": PASSWORD}
    _as_of_before(scene, owner, lambda: service.call("POST", "/v1/auth/token", body, source_ip="192.0.2.77"), 200)
    _as_of_before(scene, owner, lambda: owner.post("/v1/organizations", {"name": "More"}), 201)
    one, two = (team.join(name) for name in ("Early", "Older"))
    member = f"{team.o}/members/{one.id}"
    _as_of_before(scene, one, lambda: owner.patch(member, {"status": "deactivated"}), 200)
    _as_of_before(scene, one, lambda: owner.delete(member), 204)
    _as_of_before(scene, two, lambda: two.post(f"{team.o}/leave"), 204)
    three = service.person("Eve")
    owner.post(f"{team.w}/invitations", {"email": three.email, "role": "member"}).expect(201)
    service.deliver()
    mails = [mail.text for mail in service.mails if mail.to == three.email and "/invitations/" in mail.text]
    token = invitation_token(mails[-1])
    _as_of_before(scene, three, lambda: three.post(f"/v1/invitations/{token}/accept"), 200)


EXERCISES = (_with_accounts_of_before,)
