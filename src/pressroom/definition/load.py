"""Files in, a `Definition` out: the door of this room. Nothing is read from disk or network."""

import posixpath
import re
from collections.abc import Mapping

from pressroom.definition.model import Definition, Json
from pressroom.definition.references import FileReferences, follow_all
from pressroom.definition.resources import is_uri
from pressroom.definition.syntax import Limits, looks_like_json, parse, refuse_oversize
from pressroom.definition.versions import build, refuse_other_versions
from pressroom.errors import DefinitionError, UnsupportedDefinition

_SUFFIXES = (".json", ".yaml", ".yml")
_ROOT_NAMES = ("openapi", "swagger", "index", "root")
_MARKS = re.compile(rb"openapi|swagger")


def load(
    files: Mapping[str, bytes] | bytes | str,
    *,
    root: str | None = None,
    limits: Limits | None = None,
    strict: bool = True,
    documents: Mapping[str, Json] | None = None,
) -> Definition:
    """Load a definition.

    Args:
        files: the content of one file, or of several by their relative POSIX paths. One that came
            from the network goes by its URL, and is found by references that name it.
        root: the path among `files` to start from; found by `find_root` when absent.
        limits: what the files may weigh.
        strict: refuse a definition with a missing reference; else what it names is absent.
        documents: those of `files` that are parsed already, by the same paths.

    Raises:
        DefinitionSyntaxError: a file is neither JSON nor YAML 1.2.
        UnsupportedDefinition: no file, or not the root, is OpenAPI 2.0, 3.0, 3.1 or 3.2.
        MissingReference: a `$ref` names something that isn't among the files.
        DefinitionTooLarge: over `limits`, or nested too deep.
    """
    limits = limits or Limits()
    contents = _named(files)
    parsed = {_normal(path): document for path, document in (documents or {}).items()}
    refuse_oversize({path: contents[path] for path in contents if path not in parsed}, limits)
    root = find_root(contents, limits, parsed) if root is None else _present(root, contents)
    document = parsed[root] if root in parsed else parse(contents[root], root, limits)
    refuse_other_versions(document, root, contents)
    references = FileReferences(contents, {**parsed, root: document}, limits, placed=strict)
    if strict:
        follow_all(references, document, root)
    definition = build(document, root, contents, references)
    if not strict and len(contents) > 1:
        for operation in definition.operations:
            _ = operation.parameters  # a file that can't be parsed is told here, not later
    return definition


def find_root(
    files: Mapping[str, bytes],
    limits: Limits | None = None,
    documents: dict[str, Json] | None = None,
) -> str:
    """The file with an `openapi` or `swagger` field at the top.

    Of several, one named openapi, swagger, index or root, in this order, and the one nearest to
    the top; then the first by path. A single file is the root whatever it holds. What is parsed
    on the way is added to `documents`.

    Raises:
        UnsupportedDefinition: no file has such a field.
        DefinitionError: a file that might have it can't be parsed, and no other has it.
    """
    if len(files) == 1:
        return next(iter(files))
    found = {} if documents is None else documents
    broken: DefinitionError | None = None
    for path in sorted(files, key=_preference):
        try:
            if _may_be_root(path, files[path]):
                if path not in found:
                    found[path] = parse(files[path], path, limits)
                if _is_root(found[path]):
                    return path
        except DefinitionError as error:
            broken = broken or error
    raise broken or UnsupportedDefinition(
        "no file has an `openapi` field at the top; add the definition's main file"
    )


def _named(files: Mapping[str, bytes] | bytes | str) -> Mapping[str, bytes]:
    if isinstance(files, Mapping):
        if all(path == _normal(path) for path in files):
            return files
        return {_normal(path): content for path, content in files.items()}
    content = files.encode("utf-8", "surrogatepass") if isinstance(files, str) else files
    return {"openapi.json" if looks_like_json(content) else "openapi.yaml": content}


def _normal(path: str) -> str:
    return path if is_uri(path) else posixpath.normpath(path)


def _present(root: str, files: Mapping[str, bytes]) -> str:
    path = _normal(root)
    if path not in files:
        raise DefinitionError(f"the root file {root!r} isn't among the files; check its path")
    return path


def _preference(path: str) -> tuple[bool, int, int, str]:
    name = posixpath.basename(path).partition(".")[0].lower()
    rank = _ROOT_NAMES.index(name) if name in _ROOT_NAMES else len(_ROOT_NAMES)
    return is_uri(path), rank, path.count("/"), path


def _may_be_root(path: str, content: bytes) -> bool:
    return path.lower().endswith(_SUFFIXES) and _MARKS.search(content) is not None


def _is_root(document: Json) -> bool:
    return isinstance(document, dict) and ("openapi" in document or "swagger" in document)
