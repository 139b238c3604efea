"""Texts of a definition, which may hold anything, as text that can be shown."""

from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """A text without what is invisible, with plain line breaks, no spaces at lines' ends."""
    if text.isprintable():  # so it has no line breaks either
        return text.strip()
    lines = [_visible(line.expandtabs(4)).rstrip() for line in text.splitlines()]
    return "\n".join(lines).strip()


def _visible(line: str) -> str:
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def one_line(text: str) -> str:
    """A text in one line."""
    return " ".join(plain(text).split())
