"""The languages, and what prints a plan in each. To add one, write its emitter and a line here."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import ModuleType

import msgspec

from pressroom.definition import Definition
from pressroom.errors import UnknownLanguage
from pressroom.sdk.archive import pack
from pressroom.sdk.plan import Decision, Model, Name, Plan, Planning
from pressroom.sdk.plan.casing import snake
from pressroom.sdk.printing import PrintAll, Text, in_turn

REPORT = ".pressroom/report.txt"
"""Where the report goes in a library."""

LANGUAGES = {
    "python": "pressroom.sdk.python",
    "python-pages": "pressroom.sdk.pages.python",
    "typescript": "pressroom.sdk.typescript",
    "typescript-pages": "pressroom.sdk.pages.typescript",
}
"""The module of each language's emitter, imported when asked for.

It has a function `emit`, from a plan to all files. One whose modules of models depend on nothing
but the models at the start of a plan has an `emit_models`, which gives those of `Planning.models`.
"""

Emit = Callable[[Plan], dict[str, Text]]
EmitModels = Callable[[Name, Mapping[str, Model]], dict[str, Text]]


class Sdk(msgspec.Struct, frozen=True):
    """A client library, or reference pages.

    `package` is what it is called; `files` are its texts by relative POSIX path; `decisions` tell
    what was decided where the definition leaves something open.
    """

    language: str
    package: str
    operations: int
    files: Mapping[str, str]
    decisions: tuple[Decision, ...]

    @property
    def report(self) -> str:
        """The decisions as text, a line each."""
        return "".join(f"{one.place}: {one.message} [{one.rule}]\n" for one in self.decisions)

    def archive(self) -> bytes:
        """The files and the report as a zip archive, in a folder that is called as the package."""
        return pack({**self.files, REPORT: self.report}, self.package)


def generate_sdk(
    definition: Definition,
    language: str,
    *,
    package: str = "",
    version: str = "",
    print_all: PrintAll = in_turn,
) -> Sdk:
    """Build a client library, or reference pages. The same definition gives the same texts.

    Args:
        definition: what it is for; any that loads will do.
        language: one of `LANGUAGES`.
        package: what to call it; by the definition's title when empty.
        version: which version of the library it is; the definition's when empty.
        print_all: what prints the files; one after the other when absent.

    Raises:
        UnknownLanguage: there is no such language.
    """
    module = _module(language)
    emit: Emit = module.emit
    emit_models: EmitModels | None = getattr(module, "emit_models", None)
    planning = Planning(definition, package=package, version=version)
    ready = emit_models(planning.package, planning.models) if emit_models else {}

    def others() -> dict[str, Text]:
        files = emit(planning.plan)
        return {path: text for path, text in files.items() if path not in ready}

    texts = print_all(ready, others)
    return Sdk(
        language=language,
        package=snake(planning.package),
        operations=len(planning.plan.operations),
        files=texts,
        decisions=planning.plan.decisions,
    )


def generate(definition: Definition, language: str, *, package: str = "") -> dict[str, str]:
    """The files of a client library by relative POSIX path; see `generate_sdk`."""
    return dict(generate_sdk(definition, language, package=package).files)


def emit(plan: Plan, language: str) -> dict[str, str]:
    """Print a plan: the texts of files by relative POSIX path, the same for the same plan.

    Raises:
        UnknownLanguage: there is no such language.
    """
    return in_turn({}, partial(_module(language).emit, plan))


def _module(language: str) -> ModuleType:
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnknownLanguage(f"there is no SDK in {language!r}; use one of {known}")
    return import_module(LANGUAGES[language])
