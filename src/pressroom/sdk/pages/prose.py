"""Descriptions, which are Markdown by custom -> Markdown that holds what we know, and nothing else.

Kept are paragraphs, bullets, tables, blocks of code, and in a line code, bold and links to the web.
All else shows as it was written (`markdown.text`); so no description can have HTML or a link to a
script, nor end the table or the section that it stands in.
"""

import re
from collections.abc import Iterator

from pressroom.sdk.pages import markdown
from pressroom.sdk.pages.markdown import text

_INLINE = re.compile(
    r"(?<![`\\])`(?P<code>[^`]+)`(?!`)"
    r"|\*\*(?P<bold>[^*\s`](?:[^*`]*[^*\s`])?)\*\*"
    r"|(?<!!)\[(?P<label>[^\[\]`]+)\]\((?P<url>https?://[^\s()<>\[\]`|\\\"]+)\)"
)
_MARKED = re.compile(r"[`\[]|\*\*")
_FENCED = re.compile(r"^[ \t]*(```+|~~~+)[^\n`]*\n(.*?)(?:^[ \t]*\1[^\n]*$|\Z)", re.S | re.M)
_GAP = re.compile(r"\n[ \t]*\n")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-*:?")
_CELLS = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(.*)")


def cell(content: str) -> str:
    """A description on one line, for a cell of a table."""
    return "".join(_inline(content, "\\|"))


def paragraphs(content: str) -> list[str]:
    """A description as parts that go below one another."""
    return [part for part in _blocks(content.replace("\r\n", "\n").replace("\r", "\n")) if part]


def _blocks(content: str) -> Iterator[str]:
    at = 0
    for fenced in _FENCED.finditer(content):
        yield from _between(content[at : fenced.start()])
        yield markdown.block(markdown.visible(fenced[2].rstrip("\n")), "")
        at = fenced.end()
    yield from _between(content[at:])


def _between(content: str) -> Iterator[str]:
    """The parts of a text without blocks of code."""
    for block in _GAP.split(content):
        lines = [line for line in block.split("\n") if line.strip()]
        if len(lines) > 1 and "|" in lines[0] and _RULE.fullmatch(lines[1].strip()):
            yield _table(lines)
        elif lines and all(map(_BULLET.match, lines)):
            items = (_line(_BULLET.sub("", line, count=1)) for line in lines)
            yield "\n".join(f"- {item}" for item in items if item)
        elif len(lines) == 1 and (found := _HEADING.fullmatch(lines[0])):
            title = text(found[1].rstrip(" \t#"))
            yield f"**{title}**" if title else ""
        else:
            yield _line(block)


def _line(content: str) -> str:
    return markdown.unmarked("".join(_inline(content, "|")))


def _table(lines: list[str]) -> str:
    head, _, *rows = ([cell(one) for one in _split(line)] for line in lines)
    width = len(head)
    return markdown.table(head, ([*row, *[""] * width][:width] for row in rows))


def _split(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    return [one.replace("\\|", "|") for one in _CELLS.split(inner.removesuffix("|"))]


def _inline(content: str, bar: str) -> Iterator[str]:
    """The pieces of a line; `bar` is how a vertical bar is written within code."""
    line = markdown.visible_line(content)
    if not _MARKED.search(line):
        yield text(line, trimmed=False)
        return
    at = 0
    for found in _INLINE.finditer(line):
        yield text(line[at : found.start()], trimmed=False)
        if found["code"]:
            yield markdown.code(found["code"]).replace("|", bar)
        elif found["bold"]:
            yield f"**{text(found['bold'])}**"
        else:
            yield f"[{text(found['label'])}]({found['url']})"
        at = found.end()
    yield text(line[at:], trimmed=False)
