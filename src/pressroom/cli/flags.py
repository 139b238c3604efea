"""A flag of the command for each option of a conversion, made from the options themselves."""

import inspect
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any, get_args

import msgspec
import typer

from pressroom.collection import Options
from pressroom.errors import SettingsError

_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_WORDS: dict[str, Any] = {"true": True, "false": False}


def with_option_flags(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, whose parameter `options` is an `Options`, with flags in its place."""
    fields = msgspec.structs.fields(Options)

    @wraps(command)
    def flagged(**given: Any) -> None:
        named = _named(given.pop("option"), fields)
        for field in fields:
            value = given.pop(_flag(field))
            if value is not None:
                named[field.encode_name] = not field.default if value is True else value
        command(**given, options=_options(named, fields))

    own = inspect.signature(command).parameters.values()
    parameters = [parameter for parameter in own if parameter.name != "options"]
    parameters += [_by_name(), *_flags(fields)]
    flagged.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    flagged.__annotations__ = {one.name: one.annotation for one in parameters}
    return flagged


def _flag(field: msgspec.structs.FieldInfo) -> str:
    """The name of a flag: one that only turns something off says so."""
    return f"no_{field.name}" if field.default is True else field.name


def _flags(fields: Iterable[msgspec.structs.FieldInfo]) -> Iterable[inspect.Parameter]:
    described = dict(_ATTRIBUTE.findall(inspect.cleandoc(Options.__doc__ or "")))
    for field in fields:
        text = " ".join(described.get(field.name, "").split())
        name = _flag(field)
        yield _parameter(
            name,
            (field.type if field.type in (bool, int) else str) | None,
            typer.Option(
                f"--{name.replace('_', '-')}",
                help=f"{text[:1].upper()}{text[1:]}".replace("[", r"\["),
                metavar="|".join(map(str, get_args(field.type))).lower() or None,
                show_default=str(field.default).lower(),
                rich_help_panel="Conversion",
            ),
        )


def _by_name() -> inspect.Parameter:
    text = "An option under its name in the dialect, such as folderStrategy=Tags; repeatable."
    option = typer.Option(metavar="NAME=VALUE", help=text, rich_help_panel="Conversion")
    return _parameter("option", list[str] | None, option)


def _parameter(name: str, kind: Any, option: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option]
    )


def _named(
    pairs: Iterable[str] | None, fields: Iterable[msgspec.structs.FieldInfo]
) -> dict[str, Any]:
    """What `--option NAME=VALUE` says."""
    numbers = {field.encode_name for field in fields if field.type is int}
    named: dict[str, Any] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise SettingsError(f"--option {pair!r} must be NAME=VALUE.")
        is_number = name in numbers and re.fullmatch("-?[0-9]{1,9}", value)
        named[name] = int(value) if is_number else _WORDS.get(value.lower(), value)
    return named


def _options(named: dict[str, Any], fields: Iterable[msgspec.structs.FieldInfo]) -> Options:
    """The options, whose words may be in any case."""
    words = {
        (field.encode_name, word.lower()): word
        for field in fields
        for word in get_args(field.type)
        if isinstance(word, str)
    }
    return Options.from_dialect(
        {name: words.get((name, str(value).lower()), value) for name, value in named.items()}
    )
