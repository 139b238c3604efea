"""`/sdks`: client libraries built from definitions, and links to download them."""

import hashlib
import hmac
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.errors import Conflict, Forbidden, InvalidRequest, Unprocessable
from pressroom.sdk import LANGUAGES
from pressroom.server.answers import SOON, Answer, answer, no_content
from pressroom.server.asking import Accepted, once
from pressroom.server.collections import collection_uuid
from pressroom.server.press import Call
from pressroom.store import blobs, sdks
from pressroom.store.database import Connection
from pressroom.store.sdks import BuildStatus, Sdk, SourceType, Wanted
from pressroom.tasks.accepting import accept_sdk
from pressroom.tasks.status import rfc3339

VALID = 300
"""Seconds for which a link to a download works."""


class Source(msgspec.Struct, frozen=True):
    """What an SDK is built from. The dialect's kinds are `spec` and `collection`."""

    type: SourceType
    id: str


class PythonOptions(msgspec.Struct, frozen=True, rename="camel"):
    pypi_package_name: str | None = None


class TypescriptOptions(msgspec.Struct, frozen=True, rename="camel"):
    npm_name: str | None = None


class NewSdk(msgspec.Struct, frozen=True, rename="camel"):
    """`authors`, `retry` and `exec` are the dialect's, and not possible here."""

    source: Source
    language: str
    sdk_version: str | None = None
    python_options: PythonOptions | None = None
    typescript_options: TypescriptOptions | None = None
    authors: Any = None
    retry: Any = None
    exec: Any = None

    @property
    def package(self) -> str:
        """What the library is to be called, empty when the request doesn't say."""
        python, typescript = self.python_options, self.typescript_options
        if self.language.startswith("python"):
            return (python and python.pypi_package_name) or ""
        return (typescript and typescript.npm_name) or ""


class BuildError(Answer, frozen=True, kw_only=True):
    code: str
    message: str


class SdkAnswer(Answer, frozen=True, kw_only=True):
    id: str
    language: str
    source: Source
    workspace_id: str
    version: str | None = None
    build_status: BuildStatus
    error: BuildError | None = None
    created_at: str
    updated_at: str


class ListMeta(Answer, frozen=True, kw_only=True):
    total: int
    next_cursor: str | None = None


class Download(Answer, frozen=True, kw_only=True):
    id: str
    language: str
    url: str
    expires_at: str


async def create_sdk(call: Call, body: NewSdk) -> Response:
    for field in ("authors", "retry", "exec"):
        if getattr(body, field) is not None:
            raise Unprocessable(f"{field} can't be set here; leave it out.")
    if body.language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Unprocessable(f"There is no SDK in {body.language!r} here; ask for one of {known}.")

    async def accept(connection: Connection) -> Accepted:
        origin = await sdks.find_origin(connection, body.source.type, _source_id(body.source))
        if origin is None:
            raise Unprocessable(
                f"There is no {body.source.type} with a definition that has the id "
                f"{body.source.id!r}; source.type and source.id name it."
            )
        sdk_id = await accept_sdk(
            connection,
            call.press.queue,
            call.request(origin.api_id),
            origin,
            language=body.language,
            package=body.package,
            version=body.sdk_version,
            source_type=body.source.type,
            source_id=body.source.id,
        )
        headers = {"Location": call.path(f"/sdks/{sdk_id}"), "Retry-After": SOON}
        return Accepted(Response(status_code=202, headers=headers), sdk_id)

    return await once(call, accept)


async def get_sdks(
    call: Call,
    workspace_id: UUID | None,
    sdk_ids: list[UUID] | None,
    build_status: BuildStatus | None,
    language: str | None,
    source_id: str | None,
    cursor: str | None,
    limit: int,
) -> Response:
    wanted = Wanted(
        workspace_id=workspace_id,
        ids=sdk_ids,
        build_status=build_status,
        language=language,
        source_id=source_id,
    )
    async with call.database.connection() as connection:
        page = await sdks.list_sdks(connection, wanted, cursor=cursor, limit=limit)
    meta = ListMeta(total=page.total, next_cursor=page.next_cursor)
    return answer({"data": [_answer(sdk) for sdk in page.rows], "meta": meta})


async def get_sdk(call: Call, sdk_id: UUID) -> Response:
    async with call.database.connection() as connection:
        return answer(_answer(await sdks.get_sdk(connection, sdk_id)))


async def delete_sdk(call: Call, sdk_id: UUID) -> Response:
    async with call.database.transaction() as connection:
        await sdks.get_sdk(connection, sdk_id)
        if not await sdks.delete_sdk(connection, sdk_id):
            raise Conflict("This SDK is still being built; wait until that has ended.")
    return no_content()


async def get_sdk_download_url(call: Call, sdk_id: UUID) -> Response:
    async with call.database.connection() as connection:
        sdk = await sdks.get_sdk(connection, sdk_id)
        _digest(sdk)
        secret = await sdks.signing_secret(connection)
    expires = int(time.time()) + VALID
    host = f"{call.http.url.scheme}://{call.http.url.netloc}"
    path = call.path(f"/sdks/{sdk_id}/archive")
    signature = _signature(secret, sdk_id, expires)
    download = Download(
        id=str(sdk_id),
        language=sdk.language,
        url=f"{host}{path}?expires={expires}&signature={signature}",
        expires_at=rfc3339(datetime.fromtimestamp(expires, UTC)),
    )
    return answer(download, headers={"Cache-Control": "no-store"})


async def get_sdk_archive(call: Call, sdk_id: UUID, expires: int, signature: str) -> Response:
    async with call.database.connection() as connection:
        secret = await sdks.signing_secret(connection)
        right = _signature(secret, sdk_id, expires)
        if not hmac.compare_digest(right.encode(), signature.encode()):
            raise Forbidden("This link isn't one that was given out here.")
        if expires < time.time():
            raise Forbidden("This link has expired; ask /sdks/{sdkId}/downloads for a new one.")
        sdk = await sdks.get_sdk(connection, sdk_id)
        content = await blobs.get_blob(connection, _digest(sdk))
    name = f"sdk-{sdk.language}.zip"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, headers=headers, media_type="application/zip")


def _source_id(source: Source) -> UUID:
    """The identifier of a source; a collection may go by its uid."""
    try:
        if source.type == "collection":
            return collection_uuid(source.id)
        return UUID(source.id)
    except (InvalidRequest, ValueError) as error:
        raise InvalidRequest("must be a UUID", field="source.id") from error


def _digest(sdk: Sdk) -> bytes:
    """What names the archive. Raises Conflict while there is none."""
    if sdk.build_status == "failed":
        raise Conflict("Building this SDK failed, so there is nothing to download; see its error.")
    if sdk.archive is None:
        raise Conflict("This SDK is still being built; ask again when it has succeeded.")
    return sdk.archive


def _signature(secret: bytes, sdk_id: UUID, expires: int) -> str:
    return hmac.new(secret, f"{sdk_id}\n{expires}".encode(), hashlib.sha256).hexdigest()


def _answer(sdk: Sdk) -> SdkAnswer:
    error = BuildError(code="build_failed", message=sdk.error) if sdk.error else None
    return SdkAnswer(
        id=str(sdk.id),
        language=sdk.language,
        source=Source(sdk.source_type, sdk.source_id),
        workspace_id=str(sdk.workspace_id),
        version=sdk.version,
        build_status=sdk.build_status,
        error=error,
        created_at=rfc3339(sdk.created_at),
        updated_at=rfc3339(sdk.updated_at),
    )
