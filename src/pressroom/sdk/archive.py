"""Texts by path -> bytes; the same texts give the same bytes."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping

import msgspec

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_FAST = 1
"""zlib's level that takes a third of the time of its usual one."""


def pack(files: Mapping[str, str], folder: str = "") -> bytes:
    """A zip archive of files by their relative POSIX paths, all below `folder` if it is given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}" if folder else path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, files[path].encode())
    return content.getvalue()


def compress(files: Mapping[str, str]) -> bytes:
    """A JSON object of texts by path, in gzip: of thousands of files in half of a zip's time."""
    return gzip.compress(msgspec.json.encode(files), _FAST, mtime=0)


def decompress(content: bytes) -> dict[str, str]:
    """What `compress` has compressed.

    Raises:
        ValueError: it isn't such an object, or a path leads out of its folder.
    """
    try:
        texts = msgspec.json.decode(gzip.decompress(content), type=dict[str, str])
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as error:
        raise ValueError("not texts in gzip") from error
    if any(name.startswith("/") or ".." in name.split("/") for name in texts):
        raise ValueError("a path that leads out of the folder")
    return texts
