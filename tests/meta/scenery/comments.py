"""Threads and reactions."""

from tests.meta.scene import Scene

FIRST = {"reopenComment": "resolveComment"}


def furnish(scene: Scene) -> None:
    """A reaction to the comment, a reply to it, and an earlier text of it."""
    path = f"{scene.team.w}/comments/{scene.ids['comment_id']}"
    scene.owner.patch(path, {"body_md": f"Look here, @{scene.member.id}"}).expect(200)
    scene.owner.post(f"{path}/reactions", {"emoji": "🎉"}).expect(200)
    scene.owner.post(f"{path}/replies", {"body_md": "And here"}).expect(201)
    scene.ids["reaction_id"] = "1f389"


def _take_a_reply_back(scene: Scene) -> None:
    w, comment = scene.team.w, scene.ids["comment_id"]
    reply = scene.owner.post(f"{w}/comments/{comment}/replies", {"body_md": "Oh"}).expect(201)
    scene.owner.delete(f"{w}/comments/{reply['id']}").expect(204)
    scene.owner.post(f"{w}/comments/{reply['id']}/restore").expect(200)


EXERCISES = (_take_a_reply_back,)
