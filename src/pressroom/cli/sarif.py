"""Problems as SARIF 2.1.0, which code hosts and editors show beside the text (OASIS standard)."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from pressroom.definition.problems import RULES, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """A SARIF log with one run: the rules that found something, and what they found."""
    names = sorted({problem.rule for problem in problems})
    driver = {
        "name": "pressroom",
        "version": version("pressroom"),
        "rules": [_rule(name) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, names.index(problem.rule)) for problem in problems],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": name,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": problem.message},
    }
    location = _location(problem)
    return {**result, "locations": [location]} if location else result


def _location(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if problem.file:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.file)}}
        if problem.line:
            place["region"] = {"startLine": problem.line, "startColumn": problem.column or 1}
        location["physicalLocation"] = place
    if problem.pointer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.pointer}]
    return location


def _uri(path: str) -> str:
    """A relative path as a URI reference."""
    return "stdin" if path == "-" else quote(path.replace("\\", "/"), errors="replace")
