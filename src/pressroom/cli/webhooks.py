"""`pressroom webhooks`: who is told of what happens, and what became of it."""

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
import typer

from pressroom.cli.client import Client, connect, local_settings, run
from pressroom.cli.options import ApiKey, Data, DatabaseUrl, Server
from pressroom.cli.output import print_table, printable, say
from pressroom.errors import SettingsError
from pressroom.store.webhooks import EVENT_TYPES

webhooks = typer.Typer(
    no_args_is_help=True, help="Create, list and remove webhooks; see what was delivered."
)

WebhookId = Annotated[
    str, typer.Argument(metavar="WEBHOOK", help="The webhook's identifier, as `list` shows it.")
]


@webhooks.command("add")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to send events.")],
    event: Annotated[
        list[str] | None,
        typer.Option(help=f"{', '.join(EVENT_TYPES)}; several if repeated, all without it."),
    ] = None,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Create a webhook, and print its secret alone on standard output. It isn't shown again.

    Example: [bold]pressroom webhooks add https://ci.example.com/hook --event task.failed[/bold]
    """
    for name in event or ():
        if name not in EVENT_TYPES:
            raise SettingsError(f"--event {name!r} must be one of {', '.join(EVENT_TYPES)}.")

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            body = {"url": url, "events": event or EVENT_TYPES}
            return await _send(client, "POST", "/webhooks", body)

    webhook = run(main())
    say(f"Created {webhook['id']}; its secret, which isn't shown again:")
    typer.echo(webhook["secret"])


@webhooks.command("list")
def list_(
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List the webhooks, newest first, without their secrets.

    Example: [bold]pressroom webhooks list[/bold]
    """

    async def main() -> list[Any]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return [webhook async for webhook in client.pages("/webhooks", "webhooks")]

    print_table(
        ("Webhook", "URL", "Events", "State", "Created"),
        (
            (
                webhook["id"],
                printable(webhook["url"]),
                ", ".join(webhook["events"]),
                _state(webhook),
                webhook["createdAt"],
            )
            for webhook in run(main())
        ),
    )


@webhooks.command("pause")
def pause(
    webhook: WebhookId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Send nothing to a webhook until it is resumed; what happens meanwhile isn't told of later.

    Example: [bold]pressroom webhooks pause 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f[/bold]
    """

    async def main() -> None:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            await _send(client, "PATCH", _path(webhook), {"active": False})

    run(main())
    say("Paused.")


@webhooks.command("resume")
def resume(
    webhook: WebhookId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Send to a webhook again that was paused, or disabled as its receiver answered 410.

    Example: [bold]pressroom webhooks resume 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f[/bold]
    """

    async def main() -> None:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            await _send(client, "PATCH", _path(webhook), {"active": True})

    run(main())
    say("Resumed.")


@webhooks.command("remove")
def remove(
    webhook: WebhookId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Delete a webhook with its deliveries.

    Example: [bold]pressroom webhooks remove 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f[/bold]
    """

    async def main() -> None:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            await client.request("DELETE", _path(webhook))

    run(main())
    say("Removed.")


@webhooks.command("ping")
def ping(
    webhook: WebhookId,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Send a webhook something to try it with; `deliveries` shows what became of it.

    A worker sends it: one of a running server, or `pressroom worker`.

    Example: [bold]pressroom webhooks ping 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f[/bold]
    """

    async def main() -> Any:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await _send(client, "POST", f"{_path(webhook)}/pings")

    say(f"Will be sent as {run(main())['id']}.")


@webhooks.command("deliveries")
def deliveries(
    webhook: WebhookId,
    limit: Annotated[int, typer.Option(min=1, help="How many to list at most.")] = 20,
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List what was sent to a webhook and what is to be sent, newest first.

    Example: [bold]pressroom webhooks deliveries 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f[/bold]
    """

    async def main() -> list[Any]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            found: list[Any] = []
            async for delivery in client.pages(f"{_path(webhook)}/deliveries", "deliveries"):
                found.append(delivery)
                if len(found) == limit:
                    break
            return found

    print_table(
        ("Delivery", "Event", "Created", "Status", "Attempts", "Last answer", "Next attempt"),
        (
            (
                delivery["id"],
                delivery["event"],
                delivery["createdAt"],
                delivery["status"],
                str(len(delivery["attempts"])),
                _last_answer(delivery),
                delivery.get("nextAttemptAt", ""),
            )
            for delivery in run(main())
        ),
    )


@webhooks.command("redeliver")
def redeliver(
    webhook: WebhookId,
    delivery: Annotated[
        str, typer.Argument(metavar="DELIVERY", help="The delivery, as `deliveries` shows it.")
    ],
    server: Server = None,
    api_key: ApiKey = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Send a delivery once more, at once and under the same `webhook-id`.

    Example: [bold]pressroom webhooks redeliver 6f1c8d2e-3b4a-4c5d-8e9f-0a1b2c3d4e5f
    b0a1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d[/bold]
    """

    async def main() -> None:
        path = f"{_path(webhook)}/deliveries/{quote(delivery, safe='')}/redeliveries"
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            await _send(client, "POST", path)

    run(main())
    say("Will be sent again.")


async def _send(client: Client, method: str, path: str, body: Any = None) -> Any:
    return msgspec.json.decode((await client.request(method, path, body=body)).content)


def _path(webhook: str) -> str:
    return f"/webhooks/{quote(webhook, safe='')}"


def _state(webhook: Any) -> str:
    if webhook["active"]:
        return "active"
    return f"disabled: {printable(webhook['reason'])}" if "reason" in webhook else "paused"


def _last_answer(delivery: Any) -> str:
    """The status of the last attempt's answer, or why there is none."""
    if not delivery["attempts"]:
        return ""
    last = delivery["attempts"][-1]
    return str(last["status"]) if "status" in last else printable(last["error"])
