"""What a media type means for encoding and decoding."""

from typing import Literal

Kind = Literal["json", "form", "multipart", "text", "binary", "xml", "events", "lines"]

_LINES = ("x-ndjson", "ndjson", "jsonl", "x-jsonl", "json-seq", "jsonlines", "x-json-stream")


def kind_of(media_type: str) -> Kind:
    """How content of a media type is read and written; parameters such as `charset` don't count."""
    name = media_type.partition(";")[0].strip().lower()
    category, _, subtype = name.partition("/")
    if subtype == "json" or subtype.endswith("+json"):
        return "json"
    if subtype in _LINES or subtype.endswith("+json-seq"):
        return "lines"
    if name == "text/event-stream":
        return "events"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if category == "multipart":
        return "multipart"
    if subtype == "xml" or subtype.endswith("+xml"):
        return "xml"
    return "text" if category == "text" and subtype != "*" else "binary"
