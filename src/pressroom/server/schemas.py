"""`/apis/{apiId}/schemas`: the files of an API's definition."""

import asyncio
from functools import partial
from pathlib import PurePosixPath
from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.definition import Limits, bundle, find_root, load, parse
from pressroom.errors import InvalidRequest, MissingReference, Unprocessable
from pressroom.server.answers import Answer, CursorMeta, answer, no_content
from pressroom.server.press import Call
from pressroom.store import apis, schemas
from pressroom.store.blobs import get_blob, get_blobs
from pressroom.store.pages import decode_cursor, encode_cursor
from pressroom.store.schemas import File, Schema
from pressroom.tasks.status import rfc3339

TYPES = ("openapi:2", "openapi:3", "openapi:3_1")
"""The schema types of the dialect that Pressroom converts."""

SHOWN = 100
"""How many files a schema's own answer lists; the rest are behind `meta.nextPath`."""


class Root(msgspec.Struct, frozen=True):
    enabled: bool = True


class NewFile(msgspec.Struct, frozen=True):
    path: str
    content: str
    root: Root = Root(enabled=False)


class NewSchema(msgspec.Struct, frozen=True):
    type: str
    files: list[NewFile]


class FileInput(msgspec.Struct, frozen=True):
    content: str | None = None
    root: Root | None = None
    name: str | None = None


class FileAnswer(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    path: str
    root: Root | None = None
    content: str | None = None
    created_at: str
    created_by: str | int
    updated_at: str
    updated_by: str | int


class Files(Answer, frozen=True, kw_only=True):
    data: list[FileAnswer]
    meta: dict[str, str]


class SchemaAnswer(Answer, frozen=True, kw_only=True):
    id: str
    type: str
    files: list[FileAnswer] | Files | None = None
    content: str | None = None
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str


async def create_api_schema(call: Call, api_id: UUID, body: NewSchema) -> Response:
    async with call.database.connection() as connection:
        await apis.get_api(connection, api_id)
    if body.type not in TYPES:
        raise Unprocessable(f"A schema of type {body.type!r} can't be converted; use {_types()}.")
    contents = _contents(body.files)
    root = await asyncio.to_thread(_check, contents, _named_root(body.files), _limits(call))
    async with call.database.transaction() as connection:
        schema = await schemas.create_schema(connection, api_id, body.type, call.by)
        for path, content in contents.items():
            await schemas.put_file(connection, schema.id, path, content, call.by, root=path == root)
        files = await schemas.list_files(connection, schema.id)
    return answer(_schema_answer(schema, files=[_written(file) for file in files]))


async def get_api_schema(
    call: Call, api_id: UUID, schema_id: UUID, version_id: UUID | None, bundled: bool
) -> Response:
    async with call.database.connection() as connection:
        schema = await schemas.get_schema(connection, api_id, schema_id, version_id)
        files = await schemas.list_files(connection, schema_id, version_id)
        contents = await get_blobs(connection, (f.digest for f in files)) if bundled else {}
    if not bundled:
        return answer(_schema_answer(schema, files=_first_files(call, files, version_id)))
    root = next((file.path for file in files if file.root), None)
    named = {file.path: contents[file.digest] for file in files}
    text = await asyncio.to_thread(partial(_bundle, named, root, _limits(call)))
    return answer(_schema_answer(schema, content=text.decode()))


async def get_api_schema_files(
    call: Call,
    api_id: UUID,
    schema_id: UUID,
    version_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Response:
    after = decode_cursor(cursor, str)
    async with call.database.connection() as connection:
        await schemas.get_schema(connection, api_id, schema_id, version_id)
        files = await schemas.list_files(connection, schema_id, version_id)
    behind = [file for file in files if after is None or file.path > after]
    more = encode_cursor(behind[limit - 1].path) if len(behind) > limit else None
    listed = [_numbered(file) for file in behind[:limit]]
    return answer({"files": listed, "meta": CursorMeta(next_cursor=more)})


async def get_api_schema_file_contents(
    call: Call, api_id: UUID, schema_id: UUID, file_path: str, version_id: UUID | None
) -> Response:
    async with call.database.connection() as connection:
        await schemas.get_schema(connection, api_id, schema_id, version_id)
        file = await schemas.get_file(connection, schema_id, file_path, version_id)
        content = await get_blob(connection, file.digest)
    return answer(msgspec.structs.replace(_file(file), content=content.decode()))


async def create_update_api_schema_file(
    call: Call, api_id: UUID, schema_id: UUID, file_path: str, body: FileInput
) -> Response:
    _check_path(file_path, "file-path")
    if body.name not in (None, PurePosixPath(file_path).name):
        raise InvalidRequest("must be the last part of the path", field="name")
    async with call.database.transaction() as connection:
        await schemas.get_schema(connection, api_id, schema_id)
        files = {file.path: file for file in await schemas.list_files(connection, schema_id)}
        before = files.get(file_path)
        if body.content is None and before is None:
            raise InvalidRequest("is required for a new file", field="content")
        if body.root is not None and not body.root.enabled and before and before.root:
            raise Unprocessable("Make another file the root instead.")
        root = body.root.enabled if body.root else None
        if body.content is None:
            content = await get_blob(connection, before.digest) if before else b""
        else:
            content = body.content.encode()
        if root or (root is None and before is not None and before.root):
            await asyncio.to_thread(_check, {file_path: content}, file_path, _limits(call))
        else:
            await asyncio.to_thread(_check_file, file_path, content, _limits(call))
        file = await schemas.put_file(connection, schema_id, file_path, content, call.by, root=root)
    return answer(_written(file))


async def delete_api_schema_file(
    call: Call, api_id: UUID, schema_id: UUID, file_path: str
) -> Response:
    async with call.database.transaction() as connection:
        await schemas.get_schema(connection, api_id, schema_id)
        if (await schemas.get_file(connection, schema_id, file_path)).root:
            raise Unprocessable("The root file can't be deleted; make another file the root first.")
        await schemas.delete_file(connection, schema_id, file_path, call.by)
    return no_content()


def _limits(call: Call) -> Limits:
    return Limits(file_bytes=call.press.settings.definition_bytes)


def _types() -> str:
    return f"{', '.join(TYPES[:-1])} or {TYPES[-1]}"


def _contents(files: list[NewFile]) -> dict[str, bytes]:
    """The files by path.

    Raises:
        InvalidRequest: there is none, a path is malformed, or two are the same.
    """
    if not files:
        raise InvalidRequest("needs at least one file", field="files")
    contents: dict[str, bytes] = {}
    for number, file in enumerate(files):
        field = f"files[{number}].path"
        _check_path(file.path, field)
        if file.path in contents:
            raise InvalidRequest(f"{file.path!r} is there twice", field=field)
        contents[file.path] = file.content.encode()
    return contents


def _check_path(path: str, field: str) -> None:
    parts = path.split("/")
    if len(path) > 1024 or "\0" in path or "\\" in path or any(p in ("", ".", "..") for p in parts):
        raise InvalidRequest("must be a relative path with `/` between its parts", field=field)


def _named_root(files: list[NewFile]) -> str | None:
    roots = [file.path for file in files if file.root.enabled]
    if len(roots) > 1:
        raise InvalidRequest(f"names more than one root: {', '.join(roots)}", field="files")
    return roots[0] if roots else None


def _check(contents: dict[str, bytes], root: str | None, limits: Limits) -> str:
    """Refuse what is no definition; gives the path of its root file.

    Missing references are let through: the files they name may be written next. A task that needs
    them says so.
    """
    try:
        root = load(contents, root=root, limits=limits).root
    except MissingReference:
        root = root or find_root(contents, limits)
    for path, content in contents.items():
        if path != root:
            _check_file(path, content, limits)
    return root


def _check_file(path: str, content: bytes, limits: Limits) -> None:
    """Refuse a file that can't be read; one of another kind may be text of any sort."""
    if path.endswith((".json", ".yaml", ".yml")):
        parse(content, path, limits)


def _bundle(files: dict[str, bytes], root: str | None, limits: Limits) -> bytes:
    return bundle(load(files, root=root, limits=limits))


def _first_files(call: Call, files: list[File], version_id: UUID | None) -> Files:
    meta = {}
    if len(files) > SHOWN:
        cursor = encode_cursor(files[SHOWN - 1].path)
        at_version = f"&versionId={version_id}" if version_id else ""
        meta["nextPath"] = f"{call.url}/files?cursor={cursor}{at_version}"
    return Files(data=[_file(file) for file in files[:SHOWN]], meta=meta)


def _file(file: File) -> FileAnswer:
    return FileAnswer(
        id=str(file.id),
        name=file.name,
        path=file.path,
        created_at=rfc3339(file.created_at),
        created_by=str(file.created_by),
        updated_at=rfc3339(file.updated_at),
        updated_by=str(file.updated_by),
    )


def _written(file: File) -> FileAnswer:
    return msgspec.structs.replace(_file(file), root=Root(enabled=file.root))


def _numbered(file: File) -> FileAnswer:
    """As in a listing, where the dialect has users as numbers."""
    authors = {"created_by": file.created_by, "updated_by": file.updated_by}
    return msgspec.structs.replace(_file(file), **authors)


def _schema_answer(
    schema: Schema, *, files: list[FileAnswer] | Files | None = None, content: str | None = None
) -> SchemaAnswer:
    return SchemaAnswer(
        id=str(schema.id),
        type=schema.type,
        files=files,
        content=content,
        created_at=rfc3339(schema.created_at),
        created_by=str(schema.created_by),
        updated_at=rfc3339(schema.updated_at),
        updated_by=str(schema.updated_by),
    )
