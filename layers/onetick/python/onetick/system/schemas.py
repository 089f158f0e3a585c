"""What the service shows of itself."""

from datetime import date
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from onetick.kernel.fields import View


class HealthView(View):
    """That it works."""

    status: Literal["ok"] = "ok"


class MetaView(View):
    """What is running here."""

    name: str = Field(examples=["OneTick"])
    release: str = Field(examples=["1.0.0"])
    profile: str = Field(examples=["prod"])
    links: dict[str, str] = Field(examples=[{"openapi": "/v1/openapi.json", "reference": "/docs"}])


class OpenApiView(View):
    """An OpenAPI 3.1 document."""

    model_config = ConfigDict(extra="allow")

    openapi: str = Field(examples=["3.1.0"])
    info: dict[str, Any]
    paths: dict[str, Any]


class DeprecationView(View):
    """A route on its way out."""

    operation: str = Field(examples=["listTasks"])
    method: str = Field(examples=["GET"])
    path: str = Field(examples=["/v1/workspaces/{workspace_id}/tasks"])
    announced: date
    ends: date = Field(description="The last day on which it works (UTC).")
    link: str = Field(description="What to use in its place.")


class EventSchemaSummary(View):
    """An event that the service publishes."""

    type: str = Field(examples=["onetick.task.created.v1"])
    version: int
    link: str = Field(description="Where its schema is.", examples=["/v1/event-schemas/onetick.task.created.v1/1"])

    @classmethod
    def of(cls, wire_type: str, version: str) -> Self:
        """The summary of one version of an event type."""
        return cls(type=wire_type, version=int(version), link=f"/v1/event-schemas/{wire_type}/{version}")


class EventSchemaView(View):
    """A JSON Schema (2020-12) of an event as a subscriber receives it."""

    model_config = ConfigDict(extra="allow")

    title: str = Field(examples=["onetick.task.created.v1"])
    type: str = Field(examples=["object"])
    required: list[str]
    properties: dict[str, Any]
