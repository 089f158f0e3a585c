"""Forms, and what they bring in."""

from typing import Any

from onetick.kernel.ids import new_ulid
from tests.meta.scene import Scene
from tests.service import Person

FIRST = {"restoreForm": "deleteForm"}
REFUSED = {"submitForm": "The documented example has another proof."}

QUESTIONS = [
    {"id": "what", "label": "What do you need?", "kind": "text", "required": True, "maps_to": "title"},
    {"id": "more", "label": "Tell us more", "kind": "long_text"},
]


def _filled_in(scene: Scene) -> dict[str, Any]:
    """The form, opened and filled in after a while."""
    opened = scene.service.call("GET", f"/v1/forms/{scene.ids['public_token']}").expect(200)
    scene.service.clock.advance(seconds=5)
    return {"answers": {"what": "A new logo"}, "proof": opened["proof"]}


def _submit(scene: Scene) -> None:
    path = f"/v1/forms/{scene.ids['public_token']}/submissions"
    headers = {"Idempotency-Key": new_ulid()}
    scene.service.call("POST", path, _filled_in(scene), headers=headers).expect(201)


def furnish(scene: Scene) -> None:
    """A form with a public link, and one submission."""
    w = scene.team.w
    body = {"project_id": scene.ids["project_id"], "name": "Ask us", "questions": QUESTIONS}
    form = scene.owner.post(f"{w}/forms", body).expect(201)
    scene.ids["form_id"] = form["id"]
    scene.owner.post(f"{w}/forms/{form['id']}/link").expect(201)
    scene.ids["public_token"] = scene.owner.get(f"{w}/forms/{form['id']}/link").expect(200)["token"]
    _submit(scene)
    [submission] = scene.owner.get(f"{w}/forms/{form['id']}/submissions").expect(200)["data"]
    scene.ids["submission_id"] = submission["id"]


def _another_submission(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, _filled_in(scene), {}


EFFECTS = {"submitForm": _another_submission}


def _change_the_section_of_a_form(scene: Scene) -> None:
    path = f"{scene.team.w}/forms/{scene.ids['form_id']}"
    scene.owner.patch(path, {"section_id": scene.ids["section_id"]}).expect(200)
    scene.owner.get(f"{scene.team.w}/forms?filter[project_id]={scene.ids['project_id']}").expect(200)


EXERCISES = (_submit, _change_the_section_of_a_form)
