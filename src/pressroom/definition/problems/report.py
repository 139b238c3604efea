"""Findings in, problems out: one a node and rule, with their places, in a fixed order."""

from collections import Counter
from collections.abc import Iterable

from pressroom.definition import pointers
from pressroom.definition.model import Definition, Json
from pressroom.definition.positions import positions
from pressroom.definition.problems.model import Finding, Problem, Severity
from pressroom.definition.problems.rules import RULES
from pressroom.definition.problems.survey import document_of, entry

MOST = 1000
"""How many problems of one definition are listed."""


def report(findings: Iterable[Finding], definition: Definition) -> list[Problem]:
    """The problems that findings amount to, by file, line, column and rule.

    When there are more than `MOST`, errors come before warnings and each rule gets its share; a
    last problem (`too-many`) tells how many were left out.
    """
    merged = _merged(findings)
    kept = _most_telling(merged) if len(merged) > MOST else merged
    problems: list[Problem] = []
    for file in {finding.file for finding in kept}:
        problems += _placed([one for one in kept if one.file == file], file, definition)
    left_out = len(merged) - len(kept)
    if left_out:
        message = f"{left_out:,} more problems aren't listed; mend some and check again"
        problems.append(Problem("too-many", RULES["too-many"].severity, message))
    return sorted(problems, key=order)


def order(problem: Problem) -> tuple[bool, str, int, int, str, str]:
    """By file, line, column and rule, then by pointer; the count of those left out is last."""
    return (
        problem.rule == "too-many",
        problem.file or "",
        problem.line or 0,
        problem.column or 0,
        problem.rule,
        problem.pointer or "",
    )


def _most_telling(findings: list[Finding]) -> list[Finding]:
    """`MOST` of the findings: errors first, then the first of each rule, the second, and so on."""
    counts: Counter[str] = Counter()
    ranked: list[tuple[bool, int, Finding]] = []
    for finding in findings:
        ranked.append((_severity(finding) == "warning", counts[finding.rule], finding))
        counts[finding.rule] += 1
    ranked.sort(key=lambda rank: rank[:2])
    return [finding for *_, finding in ranked[:MOST]]


def _severity(finding: Finding) -> Severity:
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
            _severity(finding),
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
