"""`pressroom publish`: from a definition to a version, through the dialect's own requests."""

from typing import Annotated
from uuid import UUID

import typer
from pressroom_client import UNSET, AsyncPressroomClient, AsyncTask
from pressroom_client.errors import TaskFailed
from pressroom_client.models import (
    Api,
    ApiInput,
    CollectionReference,
    Details1,
    FileRoot,
    GeneratedCollection,
    GetApiInclude,
    GetStatusOfAnAsyncTask,
    NewSchema,
    NewSchemaFile,
    NewVersion,
    SchemaFileInput,
    SchemaReference,
    SchemaType,
)
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pressroom.cli.client import PAGE, connect, find_api, local_settings, run
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

        async def main() -> GetStatusOfAnAsyncTask:
            stages.enter("Opening the database" if server is None else "Connecting")
            async with connect(server, api_key, settings, working=True) as client:
                publication = _Publication(client, definition, api, name, release_notes, stages)
                return await publication.run()

        task = run(main())
        stages.finish(str(task.status))
    print_json(task.to_dict())
    raise typer.Exit(0 if task.status == "completed" else 1)


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
        client: AsyncPressroomClient,
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

    async def run(self) -> GetStatusOfAnAsyncTask:
        """Publish; gives the status of the task that ended it, be it failed."""
        self._stages.enter(f"Storing {_counted(len(self._definition.files), 'file')}")
        api = await self._find_or_create_api()
        await self._refuse_taken_name(api.id)
        schema_id = await self._store_files(api.id, api.schemas or [])
        collections = api.collections or []
        self._stages.enter("Generating the collection")
        if not collections:
            made = await self._generate(api.id)
            if isinstance(made, GetStatusOfAnAsyncTask):
                return made
            collections = made
        self._stages.enter(f"Publishing {self._name}")
        return await self._publish(api.id, schema_id, collections)

    async def _find_or_create_api(self) -> Api:
        api = await find_api(self._client, self._api_name)
        if api is None:
            description = self._definition.description or UNSET
            body = ApiInput(name=self._api_name, description=description)
            api = await self._client.apis.create_api(body=body)
        include = [GetApiInclude.SCHEMAS, GetApiInclude.COLLECTIONS]
        return await self._client.apis.get_api(api.id, include=include)

    async def _refuse_taken_name(self, api_id: UUID) -> None:
        async for version in self._client.versions.get_api_versions(api_id, limit=PAGE):
            if version.name == self._name:
                raise Conflict(
                    f"{self._api_name} has a version named {self._name!r} already; "
                    "choose another with --name."
                )

    async def _store_files(self, api_id: UUID, schemas: list[SchemaReference]) -> UUID:
        """Write the definition's files, and remove what isn't among them; gives the schema's id."""
        if not schemas:
            return await self._create_schema(api_id)
        here, definitions = (api_id, schemas[0].id), self._client.definitions
        for path, content in self._definition.files.items():
            root = FileRoot(enabled=True) if path == self._definition.root else UNSET
            body = SchemaFileInput(content=_text(path, content), root=root)
            await definitions.create_update_api_schema_file(*here, path, body=body)
        listing = definitions.get_api_schema_files(*here, limit=PAGE)
        for path in [file.path async for file in listing]:
            if path not in self._definition.files:
                await definitions.delete_api_schema_file(*here, path)
        return schemas[0].id

    async def _create_schema(self, api_id: UUID) -> UUID:
        files = [
            NewSchemaFile(
                path=path,
                content=_text(path, content),
                root=FileRoot(enabled=path == self._definition.root),
            )
            for path, content in self._definition.files.items()
        ]
        is_3_0 = self._definition.version.startswith("3.0")
        kind = SchemaType.OPENAPI_3 if is_3_0 else SchemaType.OPENAPI_3_1
        body = NewSchema(type=kind, files=files)
        return (await self._client.definitions.create_api_schema(api_id, body=body)).id

    async def _generate(self, api_id: UUID) -> list[CollectionReference] | GetStatusOfAnAsyncTask:
        """Generate a collection; gives it, or the status of the task when that failed."""
        accepted = await self._client.collections.add_api_collection(
            api_id, body=GeneratedCollection(), prefer="respond-async"
        )
        if not isinstance(accepted, AsyncTask):
            return [accepted]
        task = await _ended(accepted)
        if not isinstance(task.details, Details1):
            return task
        made = task.details.resources or []
        return [CollectionReference(id=one.id) for one in made if one.id is not UNSET]

    async def _publish(
        self, api_id: UUID, schema_id: UUID, collections: list[CollectionReference]
    ) -> GetStatusOfAnAsyncTask:
        body = NewVersion(
            name=self._name,
            release_notes=self._release_notes or UNSET,
            schemas=[SchemaReference(id=schema_id)],
            collections=collections,
        )
        return await _ended(await self._client.versions.create_api_version(api_id, body=body))


async def _ended(task: AsyncTask[object, GetStatusOfAnAsyncTask]) -> GetStatusOfAnAsyncTask:
    """The last status of a task, be it failed."""
    try:
        return await task.wait()
    except TaskFailed as failed:
        status: GetStatusOfAnAsyncTask = failed.status
        return status


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
