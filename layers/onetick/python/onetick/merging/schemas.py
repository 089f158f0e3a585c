"""What the API takes for merging tasks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body


class MergeInto(Body):
    """Which task the other becomes part of."""

    into_task_id: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(
        description="Its id or its key.", examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D5"]
    )
