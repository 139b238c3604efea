"""The problems room: a definition in, everything that is wrong with it out, nothing raised.

Structural errors come from the OpenAPI Initiative's JSON Schemas, the rest from rules about what
a schema can't say. A rule is about what the specification forbids or what can't have been meant;
matters of style, such as missing descriptions, are none.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from pressroom.definition.load import find_root, load
from pressroom.definition.model import Definition
from pressroom.definition.problems.components import component_problems
from pressroom.definition.problems.examples import example_problems
from pressroom.definition.problems.links import reference_problems
from pressroom.definition.problems.model import Finding, Problem, Severity
from pressroom.definition.problems.paths import path_problems
from pressroom.definition.problems.report import order, report
from pressroom.definition.problems.rules import RULES, Rule
from pressroom.definition.problems.schemas import schema_problems
from pressroom.definition.problems.structure import structural_errors
from pressroom.definition.problems.survey import Survey
from pressroom.definition.syntax import Limits
from pressroom.errors import (
    DefinitionError,
    DefinitionSyntaxError,
    DefinitionTooLarge,
    UnsupportedDefinition,
)

__all__ = ["RULES", "Problem", "Rule", "Severity", "check", "problem_of", "problems"]

_CHECKS: tuple[Callable[[Survey], Iterable[Finding]], ...] = (
    structural_errors,
    reference_problems,
    path_problems,
    component_problems,
    schema_problems,
    example_problems,
)


def problems(definition: Definition, *, rules: Collection[str] | None = None) -> list[Problem]:
    """What is wrong with a definition, by file, line, column and rule.

    Args:
        definition: loaded, be it with missing references.
        rules: the names of the rules to keep, keys of `RULES`; all when absent.
    """
    found = _inspect(definition, ())
    return [problem for problem in found if rules is None or problem.rule in rules]


def check(
    files: Mapping[str, bytes] | bytes | str,
    *,
    root: str | None = None,
    limits: Limits | None = None,
) -> list[Problem]:
    """What is wrong with the files of a definition; what can't be loaded is a problem too.

    Takes what `load` takes. A file that can't be parsed is one problem, and the references to it
    aren't others.
    """
    unreadable: list[Problem] = []
    while True:
        try:
            root = root or (find_root(files, limits) if isinstance(files, Mapping) else None)
            definition = load(files, root=root, limits=limits, strict=False)
        except DefinitionError as error:
            unreadable.append(problem_of(error))
            if not isinstance(files, Mapping) or root is None or error.file in (None, root):
                return unreadable
            files = {path: content for path, content in files.items() if path != error.file}
        else:
            found = _inspect(definition, [problem.file or "" for problem in unreadable])
            return sorted([*unreadable, *found], key=order)


def _inspect(definition: Definition, unreadable: Collection[str]) -> list[Problem]:
    survey = Survey(definition, unreadable)
    findings = [finding for check in _CHECKS for finding in check(survey)]
    broken = [problem_of(error) for error in survey.broken.values()]
    return sorted([*broken, *report(findings, definition)], key=order)


def problem_of(error: DefinitionError) -> Problem:
    """The problem that keeps a definition from being loaded."""
    match error:
        case DefinitionSyntaxError():
            rule = "syntax"
        case UnsupportedDefinition():
            rule = "unsupported-version"
        case DefinitionTooLarge():
            rule = "too-large"
        case _:
            rule = "unreadable"
    place = (error.file, error.line, error.column, error.pointer)
    return Problem(rule, RULES[rule].severity, error.message, *place)
