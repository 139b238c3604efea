"""Findings in, problems out: one a node and rule, with their places, in a fixed order."""

from collections.abc import Iterable, Mapping

from pressroom.definition.positions import positions
from pressroom.definition.problems.model import Finding, Problem
from pressroom.definition.problems.rules import RULES

MOST = 1000
"""How many problems of one definition are listed."""


def report(findings: Iterable[Finding], files: Mapping[str, bytes]) -> list[Problem]:
    """The problems that findings amount to, by file, line, column and rule.

    When there are more than `MOST`, errors come before warnings, and a last problem
    (`too-many`) tells how many were left out.
    """
    merged = _merged(findings)
    kept = merged
    if len(merged) > MOST:
        kept = sorted(merged, key=lambda finding: severity_of(finding) == "warning")[:MOST]
    places = {
        file: positions(files[file], {found.pointer for found in kept if found.file == file})
        for file in {finding.file for finding in kept}
    }
    problems = sorted((_problem(finding, places[finding.file]) for finding in kept), key=order)
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


def _problem(finding: Finding, places: Mapping[str, tuple[int, int]]) -> Problem:
    line, column = places.get(finding.pointer, (1, 1) if not finding.pointer else (None, None))
    return Problem(
        rule=finding.rule,
        severity=finding.severity or RULES[finding.rule].severity,
        message=finding.message,
        file=finding.file,
        line=line,
        column=column,
        pointer=finding.pointer,
    )
