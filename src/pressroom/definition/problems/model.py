"""What a problem is, and a finding: a problem before its line and column are known."""

from typing import Literal, NamedTuple

import msgspec

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong with a definition.

    `severity` is `error` for what the OpenAPI specification forbids, and `warning` for what it
    allows, or what is worked around, but surely wasn't meant. `rule` is a key of `RULES`.

    `file` is a path inside the definition, `line` and `column` count from 1, and `pointer` is a
    JSON pointer (RFC 6901) to the node; each is `None` where there is none.
    """

    rule: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    pointer: str | None = None


class Finding(NamedTuple):
    """What a rule found; `severity` is the rule's own unless given."""

    rule: str
    message: str
    file: str
    pointer: str
    severity: Severity | None = None
