"""`pressroom tasks`: list them, show one, wait for one, cancel one, or run a failed one again."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from pressroom_client import UNSET, AsyncPressroomClient
from pressroom_client.models import (
    Action,
    GetStatusOfAnAsyncTask,
    GetStatusOfAnAsyncTaskStatus,
    MetaModel,
    TaskModel,
)

from pressroom.cli.client import (
    PAGE,
    connect,
    ended_task,
    first,
    get_api,
    local_settings,
    run,
)
from pressroom.cli.options import ApiKey, ApiName, Data, DatabaseUrl, Limit, Server
from pressroom.cli.output import print_json, print_table, shown_time
from pressroom.errors import NotFound

tasks = typer.Typer(
    no_args_is_help=True, help="List tasks, show one, wait for one, cancel one, run one again."
)

TaskId = Annotated[str, typer.Argument(metavar="TASK", help="The task's identifier.")]


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
    model: Annotated[MetaModel | None, typer.Option(help="Only tasks of this model.")] = None,
    action: Annotated[Action | None, typer.Option(help="Only tasks that do this.")] = None,
    status: Annotated[
        GetStatusOfAnAsyncTaskStatus | None, typer.Option(help="Only tasks that stand there.")
    ] = None,
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

    async def main() -> list[TaskModel]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found = client.tasks.get_tasks(
                api_id=(await get_api(client, api)).id if api else UNSET,
                model=model or UNSET,
                action=action or UNSET,
                status=status or UNSET,
                created_after=after.astimezone() if after else UNSET,
                created_before=before.astimezone() if before else UNSET,
                limit=PAGE,
            )
            return await first(found, limit)

    print_table(
        ("Task", "Model", "Action", "Status", "Updated"),
        (
            (
                str(task.id),
                str(task.meta.model),
                str(task.meta.action),
                str(task.status),
                shown_time(task.updated_at),
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

    async def main() -> TaskModel:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await _find(client, task)

    print_json(run(main()).to_dict())


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

    async def main() -> GetStatusOfAnAsyncTask:
        settings = local_settings(data, database_url)
        async with connect(server, api_key, settings, working=True) as client:
            found = await _find(client, task)
            return await ended_task(client, _api_id(found), found.id)

    ended = run(main())
    print_json(ended.to_dict())
    raise typer.Exit(0 if ended.status == "completed" else 1)


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

    async def main() -> TaskModel:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found = await _find(client, task)
            return await client.tasks.cancel_task(_api_id(found), found.id)

    print_json(run(main()).to_dict())


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

    async def main() -> GetStatusOfAnAsyncTask:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found = await _find(client, task)
            again = await client.tasks.retry_task(_api_id(found), found.id)
            return await again.status()

    print_json(run(main()).to_dict())


async def _find(client: AsyncPressroomClient, task_id: str) -> TaskModel:
    """The task of that identifier. Raises NotFound when there is none."""
    try:
        found = await first(client.tasks.get_tasks(task_ids=[UUID(task_id)]), 1)
    except ValueError:
        found = []
    if not found:
        raise NotFound(f"There is no task {task_id}; see `pressroom tasks list`.")
    return found[0]


def _api_id(task: TaskModel) -> UUID:
    """The API of a task: its status names it in the path of the request that made it."""
    return UUID(str(task.meta.url).split("/apis/")[1].split("/")[0])
