"""The languages, and what prints a plan in each. To add one, write its emitter and a line here."""

from collections.abc import Callable
from importlib import import_module

from pressroom.definition import Definition
from pressroom.errors import UnknownLanguage
from pressroom.sdk.plan import Plan, plan

Emitter = Callable[[Plan], dict[str, str]]
"""From a plan to the files of a library: their texts by relative POSIX path."""

LANGUAGES = {
    "python": "pressroom.sdk.python",
    "typescript": "pressroom.sdk.typescript",
    "python-pages": "pressroom.sdk.pages.python",
    "typescript-pages": "pressroom.sdk.pages.typescript",
}
"""The module of each language's emitter, a function `emit`. It is imported when asked for."""


def generate(definition: Definition, language: str, *, package: str = "") -> dict[str, str]:
    """The files of a client library, or of its reference pages, by relative POSIX path.

    The same definition gives the same texts.

    Args:
        definition: what the library is for.
        language: one of `LANGUAGES`.
        package: what to call it; by the definition's title when empty.

    Raises:
        UnknownLanguage: there is no such language.
    """
    return emitter(language)(plan(definition, package=package))


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
