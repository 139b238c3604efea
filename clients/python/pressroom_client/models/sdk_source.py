"""SdkSource, and what is in it."""

from __future__ import annotations

from ..runtime import Model, OpenStrEnum


class SdkSource(Model):
    """What an SDK is built from."""

    type: Type
    """`spec` is a definition, by the id of its schema; `collection` stands for the definition of
    its API; `api-version` for the definition as a published version holds it.
    """
    id: str
    """The id of the schema, API, version or collection."""


class Type(OpenStrEnum):
    """`spec` is a definition, by the id of its schema; `collection` stands for the definition of
    its API; `api-version` for the definition as a published version holds it.
    """

    SPEC = "spec"
    API = "api"
    API_VERSION = "api-version"
    COLLECTION = "collection"
