"""Answers to a form: whether they fit its questions, and the task that they make."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from onetick.kernel.problems import Fault, Unprocessable
from onetick.tasks.schemas import NewTask

from .model import MAX_ANSWERS, Answer, Form, Question, Submission

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(\.[^@\s.]{1,63}){1,8}")
_MENTION = re.compile(r"@(?=usr_|\[)")
_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")


def checked(form: Form, given: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers to what was asked, without those to questions that their conditions left out.

    Raises Unprocessable, pointing at each that is missing, unknown or does not fit.
    """
    answers: dict[str, Answer] = {}
    faults = [Fault(f"/answers/{id}", "unknown", "is no question") for id in given if not _known(form, id)]
    for question in form.questions:
        if not asked(question, answers):
            continue
        value = given.get(question.id)
        if value is None or value in ("", []) or (question.required and value is False):
            if question.required:
                faults.append(Fault(f"/answers/{question.id}", "missing", "must be answered"))
            continue
        fault = _fault(question, value)
        if fault is not None:
            faults.append(Fault(f"/answers/{question.id}", "invalid", fault))
            continue
        answers[question.id] = tuple(value) if isinstance(value, list) else value
    if not faults and sum(len(str(value)) for value in answers.values()) > MAX_ANSWERS:
        faults = [Fault("/answers", "too_long", f"must be at most {MAX_ANSWERS} characters together")]
    if faults:
        raise Unprocessable("The form is not filled in properly.", errors=faults[:20])
    return answers


def asked(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether a question is asked, given the answers before it."""
    if question.show_if is None:
        return True
    value = answers.get(question.show_if.question)
    said = value if isinstance(value, tuple) else (_said(value),)
    return any(one in question.show_if.values for one in said)


def task_of(form: Form, submission: Submission, type_id: str | None) -> NewTask:
    """The task that a submission asks for, of this type: its mapped answers, and all others in its description.

    Raises Unprocessable when a task cannot have them.
    """
    mapped: dict[str, Any] = {"project_id": form.project_id, "section_id": form.section_id}
    if type_id is not None:
        mapped["type_id"] = type_id
    fields: dict[str, Any] = {}
    rest: list[str] = []
    for question in form.questions:
        value = submission.answers.get(question.id)
        if value is None:
            continue
        plain = list(value) if isinstance(value, tuple) else value
        if question.field_id is not None:
            fields[question.field_id] = plain
        elif question.maps_to in ("start_at", "due_at"):
            mapped[question.maps_to] = f"{plain}T00:00:00Z"
            mapped["all_day"] = True
        elif question.maps_to == "estimate_minutes":
            mapped[question.maps_to] = round(float(str(plain)))
        elif question.maps_to is not None:
            mapped[question.maps_to] = plain
        else:
            rest.append(f"**{_plain(question.label)}**\n\n{_said(value)}")
    mapped["title"] = str(mapped.get("title") or form.name)[:500]
    said = [str(mapped["description"])] if "description" in mapped else []
    mapped["description"] = _harmless("\n\n".join([*said, *rest]))
    try:
        return NewTask.model_validate_json(json.dumps({**mapped, "custom_fields": fields}))
    except ValidationError as error:
        faults = [Fault("/".join(map(str, ("", *one["loc"]))), one["type"], one["msg"]) for one in error.errors()]
        raise Unprocessable("No task can have these answers. Change the form.", errors=faults[:20]) from None


def _known(form: Form, id: str) -> bool:
    return any(question.id == id for question in form.questions)


def _fault(question: Question, value: Any) -> str | None:
    """What is wrong with an answer."""
    if question.kind == "number":
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        return None if fits and abs(value) <= 1e15 else "must be a number"
    if question.kind == "checkbox":
        return None if isinstance(value, bool) else "must be true or false"
    if question.kind == "choices":
        chosen = set(value) if isinstance(value, list) else {None}
        return None if chosen <= set(question.options) else "must be among the options"
    if not isinstance(value, str):
        return "must be text"
    return next(_text_faults(question, value), None)


def _text_faults(question: Question, value: str) -> Iterator[str]:
    if question.kind == "choice" and value not in question.options:
        yield "must be one of the options"
    if question.kind == "date" and not _is_day(value):
        yield "must be a day, such as 2030-01-31"
    if question.kind == "email" and not _EMAIL.fullmatch(value):
        yield "must be an address"
    if question.kind == "url" and not _URL.fullmatch(value):
        yield "must begin with http:// or https://"
    if question.kind == "text" and (len(value) > 500 or "\n" in value):
        yield "must be one line of at most 500 characters"


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and 1970 <= date.fromisoformat(value).year <= 9998
    except ValueError:
        return False


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _plain(label: str) -> str:
    return label.replace("*", "").replace("\n", " ")


def _harmless(text: str) -> str:
    """What strangers wrote, without what would mention somebody."""
    return _MENTION.sub("@\u200b", text)[:25_000]
