"""Options that several sub-commands share."""

from pathlib import Path
from typing import Annotated

import typer

AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST",
        help="Fetch references to this host, such as example.com, or http://example.com for "
        "plain HTTP; nothing else is fetched. Repeatable.",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="PRESSROOM_DATA",
        metavar="FOLDER",
        help="Folder of the embedded PostgreSQL; without it, the user's data folder.",
    ),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        envvar="DATABASE_URL",
        metavar="URL",
        help="A PostgreSQL server, instead of the embedded one.",
    ),
]
Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        envvar="PRESSROOM_SERVER",
        metavar="URL",
        help="A running Pressroom to talk to, instead of the database.",
    ),
]
ApiKey = Annotated[
    str | None,
    typer.Option(
        "--api-key",
        envvar="PRESSROOM_API_KEY",
        metavar="KEY",
        help="The key for --server.",
    ),
]
ApiName = Annotated[
    str | None, typer.Option("--api", metavar="NAME", help="The API, by name or identifier.")
]
Limit = Annotated[int, typer.Option(min=1, help="How many to list at most.")]
