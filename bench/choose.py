"""Chooses the definitions of `make acceptance`, blind: by what they hold and by hash alone.

    python bench/choose.py > bench/acceptance.txt

A candidate has 1 to 150 operations, weighs at most 1.5 MB, and none of its paths holds a `?` or
`#`: no client can send a fragment, and a mock server can't tell such paths apart. The candidates
are put in the order of the SHA-256 of their path. Then each stratum, in the order below, takes
the first one or two candidates that belong to it and whose provider isn't taken yet.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cache

METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))
MOST_OPERATIONS = 150
MOST_BYTES = 1_500_000


class Candidate(NamedTuple):
    """A definition of the directory, as the strata look at it."""

    path: str
    text: str
    document: dict[str, Any]
    operations: int

    @property
    def provider(self) -> str:
        """The first folder, or the file itself: `azure.com`."""
        return self.path.removeprefix("api/").partition("/")[0].removesuffix(".json")

    def holds(self, *texts: str) -> bool:
        return any(text in self.text for text in texts)


Belongs = Callable[[Candidate], bool]

STRATA: tuple[tuple[str, int, Belongs], ...] = (
    ("from azure.com", 1, lambda one: one.provider == "azure.com"),
    ("from amazonaws.com", 1, lambda one: one.provider == "amazonaws.com"),
    ("from googleapis.com", 1, lambda one: one.provider == "googleapis.com"),
    ("from apisetu.gov.in", 1, lambda one: one.provider == "apisetu.gov.in"),
    ("from twilio.com", 1, lambda one: one.provider == "twilio.com"),
    ("OpenAPI 3.1", 2, lambda one: one.document["openapi"].startswith("3.1")),
    ("URL-encoded forms", 2, lambda one: one.holds('"application/x-www-form-urlencoded"')),
    ("multipart forms", 2, lambda one: one.holds('"multipart/form-data"')),
    ("XML", 2, lambda one: one.holds('"application/xml"', '"text/xml"')),
    ("files", 1, lambda one: one.holds('"application/octet-stream"')),
    ("cookies", 2, lambda one: one.holds('"in":"cookie"')),
    ("header parameters", 1, lambda one: one.holds('"in":"header"')),
    ("deep objects", 1, lambda one: one.holds('"deepObject"')),
    ("lists in queries", 2, lambda one: one.holds('"explode":false', '"pipeDelimited"')),
    ("matrix and label paths", 1, lambda one: one.holds('"style":"matrix"', '"style":"label"')),
    ("alternatives", 2, lambda one: one.holds('"oneOf":[', '"anyOf":[')),
    ("discriminators", 1, lambda one: one.holds('"discriminator":{')),
    ("allOf", 1, lambda one: one.holds('"allOf":[')),
    ("patterns", 1, lambda one: one.holds('"pattern":')),
    ("callbacks", 1, lambda one: one.holds('"callbacks":{')),
    ("nullable", 1, lambda one: one.holds('"nullable":true')),
    ("OAuth 2", 1, lambda one: one.holds('"type":"oauth2"')),
    ("API keys", 1, lambda one: one.holds('"type":"apiKey"')),
    ("1 to 3 operations", 2, lambda one: one.operations <= 3),
    ("4 to 12 operations", 2, lambda one: 4 <= one.operations <= 12),
    ("13 to 40 operations", 2, lambda one: 13 <= one.operations <= 40),
    ("41 to 150 operations", 2, lambda one: one.operations >= 41),
)


def candidates(package: Path) -> Iterator[Candidate]:
    for file in sorted((package / "api").rglob("*.json"), key=lambda one: _hash(one, package)):
        document = json.loads(file.read_bytes())
        paths = document.get("paths", {})
        operations = sum(
            method in METHODS
            for item in paths.values()
            if isinstance(item, dict)
            for method in item
        )
        fits = file.stat().st_size <= MOST_BYTES and 1 <= operations <= MOST_OPERATIONS
        if fits and not any(mark in path for path in paths for mark in "?#"):
            text = json.dumps(document, separators=(",", ":"))
            yield Candidate(file.relative_to(package).as_posix(), text, document, operations)


def _hash(file: Path, package: Path) -> str:
    return hashlib.sha256(file.relative_to(package).as_posix().encode()).hexdigest()


def chosen(every: list[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """Each stratum's first candidates by hash, one a provider."""
    providers: set[str] = set()
    for name, most, belongs in STRATA:
        found = (one for one in every if one.provider not in providers and belongs(one))
        for _ in range(most):
            if (one := next(found, None)) is not None:
                providers.add(one.provider)
                yield name, one


def main() -> None:
    print("# Written by bench/choose.py, which says how they were chosen: blind, before measuring.")
    stratum = ""
    for name, one in chosen(list(candidates(cache.directory()))):
        if name != stratum:
            print(f"\n# {name}")
            stratum = name
        print(one.path)


if __name__ == "__main__":
    main()
