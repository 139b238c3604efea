"""`pressroom apis`, `versions` and `export`: what is there."""

from collections.abc import AsyncIterator
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from pressroom_client import AsyncPressroomClient
from pressroom_client.models import (
    Api,
    ApiSummary,
    GetApiInclude,
    Version,
)

from pressroom.cli.client import PAGE, connect, first, get_api, local_settings, run
from pressroom.cli.options import ApiKey, ApiName, Data, DatabaseUrl, Limit, Server
from pressroom.cli.output import print_json, print_table, say, shown_time
from pressroom.errors import NotFound, SettingsError

apis = typer.Typer(no_args_is_help=True, help="List APIs, or show one.")
versions = typer.Typer(no_args_is_help=True, help="List the versions of an API.")


@apis.command("list")
def list_apis(
    limit: Limit = 20,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List APIs, newest first.

    Example: [bold]pressroom apis list[/bold]
    """

    async def main() -> list[ApiSummary]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await first(client.apis.get_all_apis(limit=PAGE), limit)

    print_table(
        ("API", "Name", "Updated"),
        ((str(api.id), api.name, shown_time(api.updated_at)) for api in run(main())),
    )


@apis.command("show")
def show_api(
    api: Annotated[str, typer.Argument(metavar="API", help="The API, by name or identifier.")],
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show an API with its schema, versions and collections as JSON.

    Example: [bold]pressroom apis show Petstore[/bold]
    """

    include = [GetApiInclude.SCHEMAS, GetApiInclude.VERSIONS, GetApiInclude.COLLECTIONS]

    async def main() -> Api:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found = await get_api(client, api)
            return await client.apis.get_api(found.id, include=include)

    print_json(run(main()).to_dict())


@versions.command("list")
def list_versions(
    api: ApiName = None,
    limit: Limit = 20,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List published versions, newest first; of every API unless one is named.

    Example: [bold]pressroom versions list --api Petstore[/bold]
    """

    async def main() -> list[tuple[ApiSummary, Version]]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return [found async for found in _versions(client, api)][:limit]

    print_table(
        ("Version", "Name", "API", "Published"),
        (
            (str(each.id), each.name, of.name, shown_time(each.updated_at))
            for of, each in run(main())
        ),
    )


def export(
    version: Annotated[str, typer.Argument(help="The version, by name or identifier.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write.")],
    api: ApiName = None,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write a published version into a folder: its definition and its collections.

    Example: [bold]pressroom export v1 --api Petstore -o petstore-v1[/bold]
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SettingsError(f"{out} is there already; name a new or an empty folder.")

    async def main() -> dict[str, bytes]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await _contents(client, *await _find_version(client, version, api))

    files = run(main())
    for path, content in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        typer.echo(str(target))
    say(f"{len(files)} files written to {out}")


async def _versions(
    client: AsyncPressroomClient, api: str | None
) -> AsyncIterator[tuple[ApiSummary, Version]]:
    """Every published version, with its API."""
    if api is not None:
        of = [await get_api(client, api)]
    else:
        of = [each async for each in client.apis.get_all_apis(limit=PAGE)]
    for each in of:
        async for version in client.versions.get_api_versions(each.id, limit=PAGE):
            yield each, version


async def _find_version(
    client: AsyncPressroomClient, name: str, api: str | None
) -> tuple[ApiSummary, Version]:
    """The one version of that name or identifier, with its API.

    Raises:
        NotFound: there is none, or there are several.
    """
    found = [
        (of, version)
        async for of, version in _versions(client, api)
        if name in (str(version.id), version.name)
    ]
    if not found:
        raise NotFound(f"There is no version {name!r}; see `pressroom versions list`.")
    if len(found) > 1:
        names = ", ".join(sorted({of.name for of, _ in found}))
        raise NotFound(f"Several APIs have a version {name!r} ({names}); name one with --api.")
    return found[0]


async def _contents(
    client: AsyncPressroomClient, api: ApiSummary, version: Version
) -> dict[str, bytes]:
    """The files of a version, by their path in the folder to be written."""
    holds = (await client.versions.get_api_version(api.id, version.id)).version
    definitions, contents = client.definitions, {}
    for schema in holds.schemas:
        here = (api.id, schema.id)
        listing = definitions.get_api_schema_files(*here, version_id=version.id, limit=PAGE)
        async for listed in listing:
            file = await definitions.get_api_schema_file_contents(
                *here, listed.path, version_id=version.id
            )
            contents[f"definition/{_inside(file.path)}"] = file.content.encode()
    for collection in holds.collections:
        raw = await client.raw(
            client.collections.get_api_collection, api.id, collection.id, version_id=version.id
        )
        contents[f"collections/{collection.id}.json"] = raw.response.content
    return contents


def _inside(path: str) -> str:
    """A path from a server, once it is sure to stay in the folder."""
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts:
        raise SettingsError(f"The server sent a path that leaves the folder: {path!r}.")
    return path
