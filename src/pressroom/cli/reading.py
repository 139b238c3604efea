"""`pressroom apis`, `versions` and `export`: what is there."""

from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import typer

from pressroom.cli.client import Client, connect, local_settings, run
from pressroom.cli.options import ApiKey, ApiName, Data, DatabaseUrl, Limit, Server
from pressroom.cli.output import print_json, print_table, say
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

    async def main() -> list[Any]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await client.first("/apis", "apis", limit)

    print_table(
        ("API", "Name", "Updated"),
        ((api["id"], api["name"], api["updatedAt"]) for api in run(main())),
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

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found = await client.get_api(api)
            include = ["schemas", "versions", "collections"]
            return await client.get(f"/apis/{found['id']}", include=include)

    print_json(run(main()))


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

    async def main() -> list[tuple[Any, Any]]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return [found async for found in _versions(client, api)][:limit]

    print_table(
        ("Version", "Name", "API", "Published"),
        ((each["id"], each["name"], of["name"], each["updatedAt"]) for of, each in run(main())),
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


async def _versions(client: Client, api: str | None) -> Any:
    """Every published version, with its API."""
    if api is not None:
        of = [await client.get_api(api)]
    else:
        of = [each async for each in client.pages("/apis", "apis")]
    for each in of:
        async for version in client.pages(f"/apis/{each['id']}/versions", "versions"):
            yield each, version


async def _find_version(client: Client, name: str, api: str | None) -> tuple[Any, Any]:
    """The one version of that name or identifier, with its API.

    Raises:
        NotFound: there is none, or there are several.
    """
    found = [
        (of, version)
        async for of, version in _versions(client, api)
        if name in (version["id"], version["name"])
    ]
    if not found:
        raise NotFound(f"There is no version {name!r}; see `pressroom versions list`.")
    if len(found) > 1:
        names = ", ".join(sorted({of["name"] for of, _ in found}))
        raise NotFound(f"Several APIs have a version {name!r} ({names}); name one with --api.")
    return found[0]


async def _contents(client: Client, api: Any, version: Any) -> dict[str, bytes]:
    """The files of a version, by their path in the folder to be written."""
    here = f"/apis/{api['id']}"
    holds = (await client.get(f"{here}/versions/{version['id']}"))["version"]
    contents = {}
    for schema in holds["schemas"]:
        files = f"{here}/schemas/{schema['id']}/files"
        async for listed in client.pages(files, "files", versionId=version["id"]):
            file = await client.get(f"{files}/{listed['path']}", versionId=version["id"])
            contents[f"definition/{_inside(file['path'])}"] = file["content"].encode()
    for collection in holds["collections"]:
        path = f"{here}/collections/{collection['id']}"
        response = await client.request("GET", path, query={"versionId": version["id"]})
        contents[f"collections/{collection['id']}.json"] = response.content
    return contents


def _inside(path: str) -> str:
    """A path from a server, once it is sure to stay in the folder."""
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts:
        raise SettingsError(f"The server sent a path that leaves the folder: {path!r}.")
    return path
