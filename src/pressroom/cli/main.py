"""The command's entry: its sub-commands, and errors as one line."""

import logging
import sys
from typing import Annotated, ClassVar

import typer

from pressroom.cli.lazy import SETTINGS, LazyGroup
from pressroom.cli.output import fail
from pressroom.errors import PressroomError


class Commands(LazyGroup):
    """Every sub-command."""

    places: ClassVar = {
        "publish": "publishing:publish",
        "convert": "converting:convert_command",
        "check": "checking:check_command",
        "export": "reading:export",
        "serve": "running:serve",
        "worker": "running:worker",
        "tasks": "reading:tasks",
        "apis": "reading:apis",
        "versions": "reading:versions",
        "keys": "keys:keys",
    }


app = typer.Typer(
    name="pressroom",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("pressroom"))
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Pressroom: a self-hosted home for API definitions.

    Push an OpenAPI definition; durable tasks turn it into a collection and an immutable version.

    Example: [bold]pressroom publish openapi.yaml --name v1[/bold]
    """


def main() -> None:
    """Run the command. Errors of ours end it with one line on standard error and status 2."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )
    try:
        app()
    except PressroomError as error:
        fail(str(error), status=2)
    except KeyboardInterrupt:
        fail("Interrupted.", status=130)
