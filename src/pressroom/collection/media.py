"""What kind of text or bytes a media type stands for."""

from functools import lru_cache
from typing import Literal

from pressroom.definition.model import MediaType

Kind = Literal["json", "urlencoded", "multipart", "xml", "html", "javascript", "text", "file"]

_EXACT: dict[str, Kind] = {
    "application/x-www-form-urlencoded": "urlencoded",
    "multipart/form-data": "multipart",
    "multipart/mixed": "multipart",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "application/javascript": "javascript",
    "text/javascript": "javascript",
    "application/x-ndjson": "text",
    "application/yaml": "text",
    "application/octet-stream": "file",
    "application/pdf": "file",
    "application/zip": "file",
    "application/gzip": "file",
    "*/*": "json",
    "application/*": "json",
}
_ORDER: tuple[Kind, ...] = ("urlencoded", "multipart", "text", "html", "javascript", "xml", "file")


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
    if bare.endswith("+xml"):
        return "xml"
    if bare.startswith(("image/", "audio/", "video/", "font/")):
        return "file"
    return "text" if bare.startswith("text/") else "json"


def header_value(name: str) -> str:
    """A media type as a header says it: one with a wildcard is sent as JSON."""
    return "application/json" if name.startswith(("*/", "application/*")) else name


def preferred(content: tuple[MediaType, ...]) -> MediaType | None:
    """The media type a request uses of several: JSON, then forms, text, XML and files."""
    return min(content, key=lambda media: _rank(media.name), default=None)


def _rank(name: str) -> int:
    found = kind(name)
    if found == "json":
        return 0 if essence(name) == "application/json" else 1
    return 2 + _ORDER.index(found)
