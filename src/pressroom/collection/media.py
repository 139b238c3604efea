"""What kind of text or bytes a media type stands for, and which of several a request uses."""

from functools import lru_cache
from typing import Literal

from pressroom.collection.options import BodyType
from pressroom.definition.model import MediaType

Kind = Literal[
    "json",
    "urlencoded",
    "multipart",
    "xml",
    "html",
    "javascript",
    "graphql",
    "text",
    "events",
    "lines",
    "sequence",
    "file",
]

_EXACT: dict[str, Kind] = {
    "application/x-www-form-urlencoded": "urlencoded",
    "multipart/form-data": "multipart",
    "multipart/mixed": "multipart",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "application/graphql": "graphql",
    "application/javascript": "javascript",
    "text/javascript": "javascript",
    "text/event-stream": "events",
    "application/jsonl": "lines",
    "application/x-jsonlines": "lines",
    "application/ndjson": "lines",
    "application/x-ndjson": "lines",
    "application/json-seq": "sequence",
    "application/yaml": "text",
    "application/octet-stream": "file",
    "application/pdf": "file",
    "application/zip": "file",
    "application/gzip": "file",
    "*/*": "json",
    "application/*": "json",
}
STREAMS: tuple[Kind, ...] = ("events", "lines", "sequence")
_RAW: tuple[Kind, ...] = ("xml", "html", "javascript", "graphql", "text", *STREAMS)
_WANTED: dict[BodyType, tuple[Kind, ...]] = {
    "raw": _RAW,
    "x-www-form-urlencoded": ("urlencoded",),
    "form-data": ("multipart",),
    "graphql": ("graphql",),
    "first-listed": (),
}
_CONCRETE = {
    "*": "application/json",
    "application": "application/json",
    "text": "text/plain",
    "image": "image/png",
    "audio": "audio/mpeg",
    "video": "video/mp4",
}
"""What a request sends where the definition leaves the subtype open."""


@lru_cache(maxsize=1024)
def essence(name: str) -> str:
    """A media type without parameters, in lower case (RFC 9110, section 8.3.1)."""
    return name.partition(";")[0].strip().lower()


@lru_cache(maxsize=1024)
def kind(name: str) -> Kind:
    """What a body of this media type is written as; JSON where nothing speaks against it."""
    bare = essence(name)
    if bare in _EXACT:
        return _EXACT[bare]
    if bare.endswith(("/json", "+json")):
        return "json"
    if bare.endswith("+json-seq"):
        return "sequence"
    if bare.endswith("+xml"):
        return "xml"
    if bare.startswith(("image/", "audio/", "video/", "font/")):
        return "file"
    return "text" if bare.startswith("text/") else "json"


def is_text(name: str) -> bool:
    """Whether this media type is known to be text."""
    found = kind(name)
    return found in _RAW or (found == "json" and essence(name).endswith("json"))


def header_value(name: str) -> str:
    """A media type as `Content-Type` says it: one with a wildcard becomes one without."""
    if "*" not in name:
        return name
    main, _, subtype = essence(name).partition("/")
    if subtype.startswith("*+"):
        return f"{main}/{subtype[2:]}"
    return _CONCRETE.get(main, "application/octet-stream")


def accept_value(name: str) -> str:
    """A media type as `Accept` asks for it; ranges such as `*/*` are asked for as they are."""
    return header_value(name) if "*+" in name else name


def preferred(content: tuple[MediaType, ...], wanted: BodyType = "raw") -> MediaType | None:
    """The media type to use of several; `None` when there is none."""
    if len(content) < 2:
        return content[0] if content else None
    return min(content, key=lambda media: _rank(media.name, wanted))


def _rank(name: str, wanted: BodyType) -> int:
    """`application/json` first, then other JSON, then what is wanted, then all else as listed."""
    found = kind(name)
    if wanted == "raw" and found == "json":
        return 0 if essence(name) == "application/json" else 1
    return 2 if found in _WANTED[wanted] else 3
