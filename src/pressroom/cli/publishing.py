"""`pressroom publish`: from a definition to a version, through the dialect's own requests."""

from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pressroom.cli.client import Client, connect, local_settings, run
from pressroom.cli.loading import load_named
from pressroom.cli.options import ApiKey, ApiName, Data, DatabaseUrl, Server
from pressroom.cli.output import print_json
from pressroom.definition import Definition
from pressroom.errors import Conflict, SettingsError

STAGES = 5

Source = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="An OpenAPI definition, JSON or YAML: a file, folder or zip archive, or - for "
        "standard input.",
    ),
]


def publish(
    source: Source,
    name: Annotated[
        str | None,
        typer.Option(help="The version's name; without it, the definition's `info.version`."),
    ] = None,
    api: ApiName = None,
    release_notes: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What is new, in Markdown.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show nothing but the task's status.")
    ] = False,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Publish a definition as an immutable version, with a collection generated from it.

    Creates the API the first time, and brings its collection in step every time. Ends with the
    task's status as JSON on standard output. Exits with 0 when the task completed, 1 when it
    failed, and 2 when nothing could be started: wrong usage, or a definition that can't be read.

    Example: [bold]pressroom publish openapi.yaml --name v1 --release-notes "First version"[/bold]
    """
    settings = local_settings(data, database_url)
    with _progress(quiet) as progress:
        stages = _Stages(progress)
        stages.enter("Reading the definition")
        definition = load_named(source)

        async def main() -> Any:
            stages.enter("Opening the database" if server is None else "Connecting")
            async with connect(server, api_key, settings, working=True) as client:
                publication = _Publication(client, definition, api, name, release_notes, stages)
                return await publication.run()

        status = run(main())
        stages.finish(status["status"])
    print_json(status)
    raise typer.Exit(0 if status["status"] == "completed" else 1)


class _Stages:
    """The stages of a publication, shown as they are entered."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bar = progress.add_task("", total=STAGES)
        self._entered = 0

    def enter(self, stage: str) -> None:
        self._progress.update(self._bar, description=stage, completed=self._entered)
        self._entered += 1

    def finish(self, status: str) -> None:
        self._progress.update(self._bar, description=status.capitalize(), completed=STAGES)


class _Publication:
    """One definition on its way to a version, through the dialect's own requests."""

    def __init__(
        self,
        client: Client,
        definition: Definition,
        api: str | None,
        name: str | None,
        release_notes: str | None,
        stages: _Stages,
    ) -> None:
        self._client = client
        self._definition = definition
        self._api_name = api or definition.title or "Untitled API"
        self._name = name or _own_version(definition)
        self._release_notes = release_notes
        self._stages = stages

    async def run(self) -> Any:
        """Publish; gives the status of the task that ended it, be it failed."""
        self._stages.enter(f"Storing {_counted(len(self._definition.files), 'file')}")
        api = await self._find_or_create_api()
        here = f"/apis/{api['id']}"
        await self._refuse_taken_name(here)
        schema_id = await self._store_files(here, api["schemas"])
        collections = [collection["id"] for collection in api["collections"]]
        self._stages.enter("Generating the collection")
        if not collections:
            task = await self._generate(here)
            if task["status"] == "failed":
                return task
            collections = [task["details"]["resources"][0]["id"]]
        self._stages.enter(f"Publishing {self._name}")
        return await self._publish(here, schema_id, collections)

    async def _find_or_create_api(self) -> Any:
        api = await self._client.find_api(self._api_name)
        if api is None:
            body = {"name": self._api_name, "description": self._definition.description or None}
            response = await self._client.request("POST", "/apis", body=body)
            api = msgspec.json.decode(response.content)
        include = ["schemas", "collections"]
        return await self._client.get(f"/apis/{api['id']}", include=include)

    async def _refuse_taken_name(self, here: str) -> None:
        async for version in self._client.pages(f"{here}/versions", "versions"):
            if version["name"] == self._name:
                raise Conflict(
                    f"{self._api_name} has a version named {self._name!r} already; "
                    "choose another with --name."
                )

    async def _store_files(self, here: str, schemas: list[Any]) -> str:
        """Write the definition's files, and remove what isn't among them; gives the schema's id."""
        if not schemas:
            return await self._create_schema(here)
        files = f"{here}/schemas/{schemas[0]['id']}/files"
        for path, content in self._definition.files.items():
            root = {"root": {"enabled": True}} if path == self._definition.root else {}
            body = {"content": _text(path, content), **root}
            await self._client.request("PUT", f"{files}/{path}", body=body)
        stored = [file["path"] async for file in self._client.pages(files, "files")]
        for path in stored:
            if path not in self._definition.files:
                await self._client.request("DELETE", f"{files}/{path}")
        return str(schemas[0]["id"])

    async def _create_schema(self, here: str) -> str:
        files = [
            {
                "path": path,
                "content": _text(path, content),
                "root": {"enabled": path == self._definition.root},
            }
            for path, content in self._definition.files.items()
        ]
        kind = "openapi:3" if self._definition.version.startswith("3.0") else "openapi:3_1"
        body = {"type": kind, "files": files}
        response = await self._client.request("POST", f"{here}/schemas", body=body)
        return str(msgspec.json.decode(response.content)["id"])

    async def _generate(self, here: str) -> Any:
        body = {"operationType": "GENERATE_FROM_SCHEMA"}
        response = await self._client.request(
            "POST", f"{here}/collections", body=body, prefer="respond-async"
        )
        return await self._client.wait_for_task(response.headers["Location"])

    async def _publish(self, here: str, schema_id: str, collections: list[str]) -> Any:
        body = {
            "name": self._name,
            "releaseNotes": self._release_notes,
            "schemas": [{"id": schema_id}],
            "collections": [{"id": identifier} for identifier in collections],
        }
        response = await self._client.request("POST", f"{here}/versions", body=body)
        return await self._client.wait_for_task(response.headers["Location"])


def _own_version(definition: Definition) -> str:
    given = definition.document.get("info")
    version = given.get("version") if isinstance(given, dict) else None
    if not version:
        raise SettingsError("The definition has no `info.version`; name the version with --name.")
    return str(version)


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} isn't UTF-8 text; store it as UTF-8.") from error


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _progress(quiet: bool) -> Progress:
    return Progress(
        SpinnerColumn(finished_text="•"),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=quiet,
    )
