"""Texts of a definition, which may hold anything, as text that can be shown."""

import re
from functools import lru_cache

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """A text without what is invisible, with plain line breaks, no spaces at lines' ends."""
    if text.isprintable():  # so it has no line breaks either
        return text.strip()
    lines = _BREAKS.sub("\n", text).expandtabs(4).split("\n")
    kept = (_visible(line).rstrip() for line in lines)
    return "\n".join(kept).strip("\n").strip()


def _visible(line: str) -> str:
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def one_line(text: str) -> str:
    """A text in one line."""
    return " ".join(plain(text).split())
