"""The command's entry: its sub-commands, each imported when it is asked for; errors as one line."""

import gc
from collections import UserDict
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from pressroom.cli.output import fail
from pressroom.errors import PressroomError

SUB_COMMANDS = {
    "publish": "publishing:publish",
    "convert": "converting:convert",
    "bundle": "converting:bundle",
    "sync": "syncing:sync",
    "sdk": "generating:generate",
    "check": "checking:check_command",
    "export": "reading:export",
    "serve": "running:serve",
    "worker": "running:worker",
    "tasks": "tasks:tasks",
    "apis": "reading:apis",
    "versions": "reading:versions",
    "keys": "keys:keys",
    "webhooks": "webhooks:webhooks",
    "prune": "running:prune",
}
"""Where each sub-command is: a module of this package, and a function or a group in it."""


class _SubCommands(UserDict[str, Any]):
    """Sub-commands by name. `convert` shouldn't wait for a database's driver to be imported."""

    def __getitem__(self, name: str) -> Any:
        module, _, attribute = self.data[name].partition(":")
        command = getattr(import_module(f"pressroom.cli.{module}"), attribute)
        gc.freeze()  # what was imported stays, so it needn't be looked through
        gc.enable()
        home = typer.Typer(rich_markup_mode="rich")
        if isinstance(command, typer.Typer):
            home.add_typer(command, name=name)
        else:
            home.command(name)(command)
        return get_group(home).commands[name]


class _Root(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _SubCommands(SUB_COMMANDS)


app = typer.Typer(
    name="pressroom",
    cls=_Root,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
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
    try:
        app()
    except PressroomError as error:
        fail(str(error), status=2)
    except KeyboardInterrupt:
        fail("Interrupted.", status=130)
