"""Answer whether somebody may do something, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onetick.kernel.access import (
    LIMITS,
    PERMISSIONS,
    Decision,
    Explanation,
    ProjectAccess,
    Standing,
    Subject,
    decide,
    explain,
    facts,
    needs_project_facts,
)
from onetick.kernel.authority import authorize, live_places, may, with_project
from onetick.kernel.ids import PrincipalId
from onetick.kernel.principal import Principal
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.portfolios.model import Portfolio
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .schemas import Answer, ExplanationView, FiredGuard, HeldRole, HelpfulRole, Question, Resource

KEYS_AT_ONCE = 100
_STORED: Mapping[str, type[Project | Portfolio | Task]] = {"portfolio": Portfolio, "project": Project, "task": Task}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question whose resource was found: about what, and what is stored about whom."""

    question: Question
    resource: Resource
    subject: Subject
    standing: Standing

    @cached_property
    def decision(self) -> Decision:
        """The answer."""
        return decide(self.standing, self.question.permission, self.subject)

    @property
    def principal_id(self) -> str:
        """Whom it is about."""
        return self.standing.principal.id


def check_access(work: Work, questions: Sequence[Question]) -> list[Answer]:
    """The answers, in order. Raises Forbidden for a question about somebody else without `access:explain`."""
    _prefetch(work, questions)
    return [_answer(work, question) for question in questions]


def explain_access(work: Work, question: Question) -> ExplanationView:
    """The answer with everything it was made from.

    Raises Forbidden as `check_access` does, NotFound for a resource that is not there for the caller.
    """
    _prefetch(work, [question])
    asked = _ask(work, question)
    if asked is None:
        raise NotFound()
    explanation = explain(asked.standing, question.permission, asked.subject)
    return _explained(asked, explanation)


def permissions_at(work: Work, subject: Subject) -> tuple[str, ...]:
    """Everything the caller may do to the subject itself."""
    return tuple(permission for permission in PERMISSIONS if may(work, permission, subject))


def place_subject(work: Work, place: Literal["project", "portfolio"], identifier: str) -> Subject:
    """A project or a portfolio of the workspace. Raises NotFound unless the caller sees it."""
    resource = Resource(type=place, id=identifier)
    work.prefetch(_keys(work, resource))
    subject = _find(work, resource)
    if subject is None:
        raise NotFound()
    return subject


def _answer(work: Work, question: Question) -> Answer:
    asked = _ask(work, question)
    if asked is None:
        return Answer.missing(question, _resource(work, question), question.principal_id or work.principal.id)
    return Answer.of(question, asked.resource, asked.principal_id, asked.decision)


def _ask(work: Work, question: Question) -> Asked | None:
    """The question with what it takes to answer it; None when its resource is not there for the caller."""
    resource = _resource(work, question)
    subject = _find(work, resource)
    if subject is None:
        return None
    places = [_at(work, question, resource, place) for place in live_places(work, subject)]
    return next((asked for asked in places if asked.decision.allowed), places[0])


def _at(work: Work, question: Question, resource: Resource, subject: Subject) -> Asked:
    """The question in one of the projects that its resource lies in."""
    standing = _standing(work, question.principal_id or work.principal.id, subject)
    if needs_project_facts(standing, subject):
        standing = with_project(work, standing, subject)
    return Asked(question=question, resource=resource, subject=subject, standing=standing)


def _standing(work: Work, principal_id: str, subject: Subject) -> Standing:
    if principal_id == work.principal.id:
        own: Standing = work.standing
        return own
    # Whose the subject is must not matter here: it is their access that is asked about, not one's own.
    authorize(work, "access:explain", replace(subject, owner_id=None))
    assert work.org_id is not None
    whom = Principal(id=PrincipalId(principal_id), org=work.org_id)
    return facts.standing(work, whom, work.org_id, work.workspace_id)


def _resource(work: Work, question: Question) -> Resource:
    return question.resource or Resource(type="workspace", id=str(work.workspace_id))


def _find(work: Work, resource: Resource) -> Subject | None:
    """The subject that a resource is, when it is there for the caller."""
    assert work.org_id is not None
    if resource.type == "organization":
        subject = Subject(kind="organization", id=work.org_id, org_id=work.org_id)
        return subject if resource.id == work.org_id else None
    if resource.type == "workspace":
        subject = Subject(kind="workspace", id=resource.id, org_id=work.org_id, workspace_id=resource.id)
        return subject if resource.id == work.workspace_id else None
    found = _stored(work, resource)
    if found is None or found.workspace_id != work.workspace_id or found.deleted_at is not None:
        return None
    subject = Subject.of(found)
    return subject if may(work, f"{resource.type}:view", subject) else None


def _stored(work: Work, resource: Resource) -> Project | Portfolio | Task | None:
    keys = _keys(work, resource)
    if not keys:
        return None
    cls: type[Project | Portfolio | Task] = _STORED[resource.type]
    return work.find(cls, keys[0])


def _prefetch(work: Work, questions: Sequence[Question]) -> None:
    """Everything the questions are about, in as few calls as it takes."""
    wanted: dict[Key, None] = {}
    for question in questions:
        wanted |= dict.fromkeys(_keys(work, _resource(work, question)))
        if question.principal_id and work.org_id is not None:
            wanted |= dict.fromkeys(facts.keys(work.org_id, work.workspace_id, PrincipalId(question.principal_id)))
    for chunk in _chunks(list(wanted)):
        work.prefetch(chunk)


def _chunks(keys: list[Key]) -> Iterable[list[Key]]:
    return (keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE))


def _keys(work: Work, resource: Resource) -> list[Key]:
    try:
        if resource.type in ("project", "portfolio"):
            place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
            own = _STORED[resource.type].key(**place, id=resource.id)
            return [own, ProjectAccess.key(**place, project_id=resource.id)]
        if resource.type == "task":
            return [Task.key(org_id=work.org_id, id=resource.id)]
    except ValueError:
        # What cannot be in a key is the name of nothing.
        return []
    return []


def _explained(asked: Asked, explanation: Explanation) -> ExplanationView:
    answer = Answer.of(asked.question, asked.resource, asked.principal_id, explanation.decision)
    return ExplanationView(
        **answer.model_dump(),
        roles=tuple(HeldRole(role=one.role, origin=one.origin, via=one.via) for one in explanation.roles),
        guards=tuple(FiredGuard(id=guard.id, because=guard.because) for guard in explanation.guards),
        would_allow=tuple(HelpfulRole(role=one.role, limit=LIMITS[one.limit]) for one in explanation.allowing),
    )
