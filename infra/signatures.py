"""What the function of a route takes and gives, read from its signature."""

from typing import Any, get_args, get_origin, get_type_hints

from onetick.kernel.entry import Route
from onetick.kernel.requests.reply import Reply


def hints(route: Route) -> dict[str, Any]:
    """The types that the function's signature names."""
    return get_type_hints(route.function)


def answer_of(route: Route) -> Any:
    """What it shows: a view, a page of them, a dict, or NoneType. Raises ValueError for a Reply that does not say."""
    answer = hints(route).get("return", type(None))
    if get_origin(answer) is Reply:
        [answer] = get_args(answer)
    if isinstance(answer, str) or answer is Reply:
        raise ValueError(f"{route.module}: say what the Reply shows: Reply[SomeView]")
    return answer


def has_etag(route: Route) -> bool:
    """Whether the answer carries an ETag: the version of what it shows, or, of a read without one, its content."""
    fields = getattr(answer_of(route), "model_fields", {})
    return route.method == "GET" or ("version" in fields and fields["version"].annotation is int)


def path_names(path: str) -> list[str]:
    """The parameters of a path, in its order."""
    return [part.split("}", 1)[0] for part in path.split("{")[1:]]
