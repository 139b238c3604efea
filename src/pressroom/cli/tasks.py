"""`pressroom tasks`: list them, show one, wait for one, cancel one, or run a failed one again."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from pressroom.cli.client import connect, local_settings, run
from pressroom.cli.options import ApiKey, ApiName, Data, DatabaseUrl, Limit, Server
from pressroom.cli.output import print_json, print_table

tasks = typer.Typer(
    no_args_is_help=True, help="List tasks, show one, wait for one, cancel one, run one again."
)

TaskId = Annotated[str, typer.Argument(metavar="TASK", help="The task's identifier.")]


class Model(StrEnum):
    """What a task makes or changes."""

    collection = "collection"
    version = "api-version"


class Action(StrEnum):
    """What a task does."""

    create = "create"
    update = "update"


class Status(StrEnum):
    """Where a task stands."""

    pending = "pending"
    failed = "failed"
    completed = "completed"


Moment = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
        metavar="TIME",
        help="Only tasks created then or later; local time unless it says otherwise.",
    ),
]
Before = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
        metavar="TIME",
        help="Only tasks created before.",
    ),
]


@tasks.command("list")
def list_tasks(
    api: ApiName = None,
    model: Annotated[Model | None, typer.Option(help="Only tasks of this model.")] = None,
    action: Annotated[Action | None, typer.Option(help="Only tasks that do this.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only tasks that stand there.")] = None,
    after: Moment = None,
    before: Before = None,
    limit: Limit = 20,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List tasks, newest first.

    Example: [bold]pressroom tasks list --api Petstore --status failed[/bold]
    """

    async def main() -> list[Any]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            wanted = {
                "apiId": (await client.get_api(api))["id"] if api else None,
                "model": model,
                "action": action,
                "status": status,
                "createdAfter": after and after.astimezone().isoformat(),
                "createdBefore": before and before.astimezone().isoformat(),
            }
            given = {name: text for name, text in wanted.items() if text is not None}
            return await client.first("/tasks", "tasks", limit, **given)

    print_table(
        ("Task", "Model", "Action", "Status", "Updated"),
        (
            (
                task["id"],
                task["meta"]["model"],
                task["meta"]["action"],
                task["status"],
                task["updatedAt"],
            )
            for task in run(main())
        ),
    )


@tasks.command("show")
def show_task(
    task: TaskId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show a task's status as JSON.

    Example: [bold]pressroom tasks show 9a2f4c6e-1b3d-4f5a-8c7e-0d1e2f3a4b5c[/bold]
    """

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return (await client.find_task(task))[0]

    print_json(run(main()))


@tasks.command("wait")
def wait_for_task(
    task: TaskId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Wait until a task has ended, and show its status as JSON.

    Exits with 0 when it completed and 1 when it failed. Without --server the task is worked on in
    this process if nobody else does.

    Example: [bold]pressroom tasks wait 9a2f4c6e-1b3d-4f5a-8c7e-0d1e2f3a4b5c[/bold]
    """

    async def main() -> Any:
        settings = local_settings(data, database_url)
        async with connect(server, api_key, settings, working=True) as client:
            return await client.wait_for_task((await client.find_task(task))[1])

    status = run(main())
    print_json(status)
    raise typer.Exit(0 if status["status"] == "completed" else 1)


@tasks.command("cancel")
def cancel_task(
    task: TaskId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Cancel a pending task, and show its status as JSON.

    Example: [bold]pressroom tasks cancel 9a2f4c6e-1b3d-4f5a-8c7e-0d1e2f3a4b5c[/bold]
    """

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            response = await client.request("DELETE", (await client.find_task(task))[1])
            return msgspec.json.decode(response.content)

    print_json(run(main()))


@tasks.command("retry")
def retry_task(
    task: TaskId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Run a failed task again, and show the new task's status as JSON.

    It runs under a new identifier: pressroom tasks wait takes it.

    Example: [bold]pressroom tasks retry 9a2f4c6e-1b3d-4f5a-8c7e-0d1e2f3a4b5c[/bold]
    """

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            _, path = await client.find_task(task)
            response = await client.request("POST", f"{path}/retries")
            again = msgspec.json.decode(response.content)["taskId"]
            return (await client.find_task(again))[0]

    print_json(run(main()))
