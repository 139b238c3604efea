"""The command's entry: its sub-commands, and errors as one line."""

import logging
import sys
from typing import Annotated

import typer

from pressroom.cli import checking, keys, publishing, reading, running
from pressroom.cli.output import fail
from pressroom.errors import PressroomError

app = typer.Typer(
    name="pressroom",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("publish")(publishing.publish)
app.command("convert")(publishing.convert)
app.command("check")(checking.check_command)
app.command("export")(reading.export)
app.command("serve")(running.serve)
app.command("worker")(running.worker)
app.add_typer(reading.tasks, name="tasks")
app.add_typer(reading.apis, name="apis")
app.add_typer(reading.versions, name="versions")
app.add_typer(keys.keys, name="keys")


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
