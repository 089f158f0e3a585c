"""The authorizer: whom it lets in, and with what."""

from typing import Any

import pytest

from onetick.kernel.entry import Authorizer
from onetick.kernel.principal import Principal
from tests.service import Person, Service, Team, entry_named

from .interrupting import Interrupting, running_interrupted
from .steps import claims_of

ARN = "arn:aws:execute-api:eu-central-1:123456789012:api1/live/GET/v1/me"


def authorize(headers: dict[str, str]) -> dict[str, Any]:
    """What the gateway is answered."""
    authorizer = entry_named("identity-authorize")
    assert isinstance(authorizer, Authorizer)
    answer: dict[str, Any] = authorizer({"type": "REQUEST", "methodArn": ARN, "headers": headers}, None)
    return answer


def is_refused(headers: dict[str, str]) -> bool:
    try:
        authorize(headers)
    except Exception as error:
        return str(error) == "Unauthorized"
    return False


@pytest.fixture
def ann(service: Service) -> Person:
    return service.person("Ann")


def test_its_answer_can_be_kept_for_every_route(ann: Person) -> None:
    answer = authorize({"Authorization": f"Bearer {ann.token}"})
    assert answer["principalId"] == ann.id
    assert answer["policyDocument"] == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Action": "execute-api:Invoke",
                "Effect": "Allow",
                "Resource": "arn:aws:execute-api:eu-central-1:123456789012:api1/live/*",
            }
        ],
    }
    authorizer = entry_named("identity-authorize")
    assert isinstance(authorizer, Authorizer)
    assert authorizer.ttl == 30, "what is revoked stops working within a minute"


def test_its_context_is_the_principal(team: Team) -> None:
    context = authorize({"authorization": f"Bearer {team.owner.token}"})["context"]
    assert all(isinstance(value, str) for value in context.values())
    assert Principal.from_context(context) == Principal(
        id=team.owner.id,  # type: ignore[arg-type]
        org=team.organization_id,  # type: ignore[arg-type]
        credential=claims_of(team.owner.token)["sid"],
    )


def test_a_header_in_another_case_is_the_same_header(ann: Person) -> None:
    for name, scheme in (("AUTHORIZATION", "bearer"), ("authorization", "BEARER"), ("Authorization", "Bearer ")):
        assert authorize({name: f"{scheme} {ann.token}"})["principalId"] == ann.id


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic dXNyOnB3",
        "{token}",
        "Bearer{token}",
        "Bearer {token} ",
        " Bearer {token}",
        "Bearer {token}\n",
        "Bearer {token}\r\nX-Principal: system",
        "Bearer {token}, Bearer {token}",
        "Bearer {token} {token}",
        "Bearer\t{token}",
        "Bearer \u00e9{token}",
        "Token {token}",
    ],
)
def test_any_other_header_is_refused(ann: Person, value: str) -> None:
    assert is_refused({"Authorization": value.replace("{token}", ann.token)})


def test_no_header_is_refused(ann: Person) -> None:
    assert is_refused({})
    assert is_refused({"X-Authorization": f"Bearer {ann.token}"})


def test_the_refresh_token_is_no_access_token(ann: Person) -> None:
    assert is_refused({"Authorization": f"Bearer {ann.refresh}"})


def test_a_caller_costs_one_read_and_a_forger_none(ann: Person) -> None:
    counted = Interrupting(ann.service.tables)
    with running_interrupted(counted, ann.service.clock):
        authorize({"Authorization": f"Bearer {ann.token}"})
        assert counted.calls == ["get 2"]
        counted.calls.clear()
        assert is_refused({"Authorization": f"Bearer {ann.token[:-4]}AAAA"})
        assert counted.calls == []


def test_a_database_that_does_not_answer_is_no_refusal(ann: Person) -> None:
    """An error is a 500 that clients try again; a 401 would sign everybody out."""

    class Broken(Interrupting):
        def get_many(self, *_: Any, **__: Any) -> Any:
            raise TimeoutError

    with running_interrupted(Broken(ann.service.tables), ann.service.clock), pytest.raises(TimeoutError):
        authorize({"Authorization": f"Bearer {ann.token}"})
