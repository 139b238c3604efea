"""The languages, and what prints a plan in each. To add one, write its emitter and a line here."""

from collections.abc import Callable, Mapping
from importlib import import_module

import msgspec

from pressroom.definition import Definition
from pressroom.errors import UnknownLanguage
from pressroom.sdk.archive import pack
from pressroom.sdk.plan import Decision, Plan, plan
from pressroom.sdk.plan.casing import snake
from pressroom.sdk.printing import Each, Text, in_turn, printed

REPORT = ".pressroom/report.txt"
"""Where the report goes in a library."""

Emitter = Callable[[Plan], dict[str, Text]]
"""From a plan to the files of a library by relative POSIX path."""

LANGUAGES = {
    "python": "pressroom.sdk.python",
    "python-pages": "pressroom.sdk.pages.python",
    "typescript": "pressroom.sdk.typescript",
    "typescript-pages": "pressroom.sdk.pages.typescript",
}
"""The module of each language's emitter, a function `emit`. It is imported when asked for."""


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
    each: Each = in_turn,
) -> Sdk:
    """Build a client library, or reference pages. The same definition gives the same texts.

    Args:
        definition: what it is for; any that loads will do.
        language: one of `LANGUAGES`.
        package: what to call it; by the definition's title when empty.
        version: which version of the library it is; the definition's when empty.
        each: what prints the files; one after the other when absent.

    Raises:
        UnknownLanguage: there is no such language.
    """
    emitter(language)
    planned = plan(definition, package=package, version=version)
    return Sdk(
        language=language,
        package=snake(planned.package),
        operations=len(planned.operations),
        files=emit(planned, language, each),
        decisions=planned.decisions,
    )


def generate(definition: Definition, language: str, *, package: str = "") -> dict[str, str]:
    """The files of a client library by relative POSIX path; see `generate_sdk`."""
    return dict(generate_sdk(definition, language, package=package).files)


def emit(plan: Plan, language: str, each: Each = in_turn) -> dict[str, str]:
    """Print a plan: the texts of files by relative POSIX path, the same for the same plan.

    Raises:
        UnknownLanguage: there is no such language.
    """
    return printed(emitter(language)(plan), each)


def emitter(language: str) -> Emitter:
    """What prints plans in a language.

    Raises:
        UnknownLanguage: there is no such language.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnknownLanguage(f"there is no SDK in {language!r}; use one of {known}")
    found: Emitter = import_module(LANGUAGES[language]).emit
    return found
