"""Findings in, problems out: one a node and rule, with their places, in a fixed order."""

from collections.abc import Iterable

from pressroom.definition import pointers
from pressroom.definition.model import Definition, Json
from pressroom.definition.positions import positions
from pressroom.definition.problems.model import Finding, Problem
from pressroom.definition.problems.rules import RULES
from pressroom.definition.problems.survey import document_of, entry

MOST = 1000
"""How many problems of one definition are listed."""


def report(findings: Iterable[Finding], definition: Definition) -> list[Problem]:
    """The problems that findings amount to, by file, line, column and rule.

    When there are more than `MOST`, errors come before warnings, and a last problem
    (`too-many`) tells how many were left out.
    """
    merged = _merged(findings)
    kept = merged
    if len(merged) > MOST:
        kept = sorted(merged, key=lambda finding: severity_of(finding) == "warning")[:MOST]
    problems = []
    for file in {finding.file for finding in kept}:
        problems += _placed([one for one in kept if one.file == file], file, definition)
    problems.sort(key=order)
    left_out = len(merged) - len(kept)
    if left_out:
        message = f"{left_out:,} more problems aren't listed; mend some and check again"
        problems.append(Problem("too-many", RULES["too-many"].severity, message))
    return problems


def order(problem: Problem) -> tuple[str, int, int, str, str]:
    """By file, line, column and rule, then by pointer."""
    return (
        problem.file or "",
        problem.line or 0,
        problem.column or 0,
        problem.rule,
        problem.pointer or "",
    )


def severity_of(finding: Finding) -> str:
    """The finding's severity, or its rule's."""
    return finding.severity or RULES[finding.rule].severity


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a node and rule: what differs in the messages is put together."""
    first: dict[tuple[str, str, str], Finding] = {}
    messages: dict[tuple[str, str, str], dict[str, None]] = {}
    for finding in findings:
        key = (finding.file, finding.pointer, finding.rule)
        first.setdefault(key, finding)
        messages.setdefault(key, {})[finding.message] = None
    return [finding._replace(message="; ".join(messages[key])) for key, finding in first.items()]


def _placed(findings: list[Finding], file: str, definition: Definition) -> list[Problem]:
    """The problems of one file, which is looked at once for all of their places."""
    document = document_of(definition.references, file)
    marks = {finding.pointer: _mark(document, finding.pointer) for finding in findings}
    places: dict[str, tuple[int | None, int | None]] = {"": (1, 1)}
    places |= positions(definition.files[file], marks.values())
    return [
        Problem(
            finding.rule,
            finding.severity or RULES[finding.rule].severity,
            finding.message,
            file,
            *places.get(marks[finding.pointer], (None, None)),
            finding.pointer,
        )
        for finding in findings
    ]


def _mark(document: Json, pointer: str) -> str:
    """Where a node begins in the text: for an item of a list, which has no key, its first key."""
    node, is_item = document, False
    for token in pointers.split(pointer):
        is_item = isinstance(node, list)
        node = entry(node, token)
    if is_item and isinstance(node, dict) and node:
        return pointers.extend(pointer, next(iter(node)))
    return pointer
