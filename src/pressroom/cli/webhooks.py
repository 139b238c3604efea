"""`pressroom webhooks`: who is told of what happens, and what became of it."""

from typing import Annotated
from uuid import UUID

import typer
from pressroom_client import UNSET
from pressroom_client.models import (
    CreatedWebhook,
    Delivery,
    NewWebhook,
    Webhook,
    WebhookChanges,
    WebhookEvent,
)

from pressroom.cli.client import PAGE, connect, local_settings, run
from pressroom.cli.options import ApiKey, Data, DatabaseUrl, Server
from pressroom.cli.output import print_table, printable, say, shown_time
from pressroom.errors import SettingsError

EVENTS = tuple(event.value for event in WebhookEvent)

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
        typer.Option(help=f"{', '.join(EVENTS)}; several if repeated, all without it."),
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
        if name not in EVENTS:
            raise SettingsError(f"--event {name!r} must be one of {', '.join(EVENTS)}.")

    async def main() -> CreatedWebhook:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            body = NewWebhook(url=url, events=[WebhookEvent(name) for name in event or EVENTS])
            return await client.webhooks.create_webhook(body=body)

    webhook = run(main())
    say(f"Created {webhook.id}; its secret, which isn't shown again:")
    typer.echo(webhook.secret)


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

    async def main() -> list[Webhook]:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return [webhook async for webhook in client.webhooks.get_webhooks(limit=PAGE)]

    print_table(
        ("Webhook", "URL", "Events", "State", "Created"),
        (
            (
                str(webhook.id),
                printable(webhook.url),
                ", ".join(map(str, webhook.events)),
                _state(webhook),
                shown_time(webhook.created_at),
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
            changes = WebhookChanges(active=False)
            await client.webhooks.update_webhook(_identifier(webhook), body=changes)

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
            changes = WebhookChanges(active=True)
            await client.webhooks.update_webhook(_identifier(webhook), body=changes)

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
            await client.webhooks.delete_webhook(_identifier(webhook))

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

    async def main() -> Delivery:
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            return await client.webhooks.ping_webhook(_identifier(webhook))

    say(f"Will be sent as {run(main()).id}.")


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

    async def main() -> list[Delivery]:
        found: list[Delivery] = []
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            every = client.webhooks.get_webhook_deliveries(_identifier(webhook), limit=PAGE)
            async for delivery in every:
                found.append(delivery)
                if len(found) == limit:
                    break
        return found

    print_table(
        ("Delivery", "Event", "Created", "Status", "Attempts", "Last answer", "Next attempt"),
        (
            (
                str(delivery.id),
                delivery.event,
                shown_time(delivery.created_at),
                str(delivery.status),
                str(len(delivery.attempts)),
                _last_answer(delivery),
                shown_time(delivery.next_attempt_at) if delivery.next_attempt_at else "",
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
        async with connect(server, api_key, local_settings(data, database_url)) as client:
            await client.webhooks.redeliver_to_webhook(_identifier(webhook), _identifier(delivery))

    run(main())
    say("Will be sent again.")


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is no identifier; see `pressroom webhooks list`.") from error


def _state(webhook: Webhook) -> str:
    if webhook.active:
        return "active"
    return "paused" if webhook.reason is UNSET else f"disabled: {printable(webhook.reason)}"


def _last_answer(delivery: Delivery) -> str:
    """The status of the last attempt's answer, or why there is none."""
    if not delivery.attempts:
        return ""
    last = delivery.attempts[-1]
    return printable(str(last.error if last.status is UNSET else last.status))
