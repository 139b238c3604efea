"""Sub-commands that are imported when they are asked for: each costs what it needs, and no more."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyGroup(TyperGroup):
    """A group whose `places` name each sub-command's module in `pressroom.cli`, and what in it."""

    places: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of `places`."""
        return list(self.places)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The sub-command of this name, imported; `None` when there is none."""
        if cmd_name not in self.places:
            return None
        module, _, attribute = self.places[cmd_name].partition(":")
        found = getattr(import_module(f"pressroom.cli.{module}"), attribute)
        return _group(cmd_name, found) if isinstance(found, typer.Typer) else _one(cmd_name, found)


def _group(name: str, found: typer.Typer) -> Any:
    group = get_group(found)
    group.name = name
    return group


def _one(name: str, function: Callable[..., Any]) -> Any:
    alone = typer.Typer(add_completion=False, rich_markup_mode="rich", context_settings=SETTINGS)
    alone.command(name)(function)
    return get_command(alone)
