"""`pressroom keys`: who may use the server, and for what."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from pressroom.cli.client import local_settings, run
from pressroom.cli.options import Data, DatabaseUrl
from pressroom.cli.output import print_table, say
from pressroom.errors import SettingsError
from pressroom.store import keys as store
from pressroom.store.database import Connection, Database

Result = TypeVar("Result")

keys = typer.Typer(no_args_is_help=True, help="Create, list and revoke API keys.")


@keys.command("create")
def create(
    role: Annotated[str, typer.Option(help="viewer, editor or admin.")],
    name: Annotated[str, typer.Option(help="Who or what the key is for.")],
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Create a key, and print it alone on standard output. It isn't shown again.

    Example: [bold]pressroom keys create --role editor --name ci[/bold]
    """
    if role not in store.ROLES:
        raise SettingsError(f"--role {role!r} must be one of {', '.join(store.ROLES)}.")
    if not name.strip():
        raise SettingsError("--name must not be empty.")
    typer.echo(_on_database(data, database_url, lambda c: store.create_key(c, name.strip(), role)))


@keys.command("list")
def list_(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """List the keys, without their secrets.

    Example: [bold]pressroom keys list[/bold]
    """
    print_table(
        ("Identifier", "Name", "Role", "Created", "Revoked"),
        (
            (
                key.id,
                key.name,
                key.role,
                f"{key.created_at:%Y-%m-%d %H:%M}",
                f"{key.revoked_at:%Y-%m-%d %H:%M}" if key.revoked_at else "",
            )
            for key in _on_database(data, database_url, store.list_keys)
        ),
    )


@keys.command("revoke")
def revoke(
    identifier: Annotated[str, typer.Argument(help="The key's identifier, as `list` shows it.")],
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Revoke a key. It stops working at once.

    Example: [bold]pressroom keys revoke 0123456789abcdef01234567[/bold]
    """
    _on_database(data, database_url, lambda c: store.revoke_key(c, identifier))
    say("Revoked.")


def _on_database(
    data: Data, database_url: DatabaseUrl, act: Callable[[Connection], Awaitable[Result]]
) -> Result:
    from pressroom.cli.database import open_database

    async def main(conninfo: str) -> Result:
        async with Database(conninfo) as database, database.transaction() as connection:
            return await act(connection)

    with open_database(local_settings(data, database_url)()) as conninfo:
        return run(main(conninfo))
