"""A zip archive's bytes in, the definition files in it out; what isn't safe is refused.

Nothing is unpacked to disk, and sizes are counted while reading: what the archive says of itself
isn't trusted. Format: PKWARE APPNOTE 6.3.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from pressroom.definition.syntax import Limits
from pressroom.errors import DefinitionError, DefinitionTooLarge

MAX_RATIO = 200
"""How often its own size an archive may unpack to. Large definitions reach 30."""

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"
_SUFFIXES = (".json", ".yaml", ".yml")
_LEFT_OUT = ("node_modules", "__MACOSX")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNHARMED_BYTES = 1 << 20
_CHUNK = 1 << 16


def is_archive(content: bytes) -> bool:
    """Whether `content` is a zip archive, by its first bytes."""
    return content.startswith(_MARKS)


def unpack(content: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    """The `.json`, `.yaml` and `.yml` files of a zip archive by their paths.

    Hidden folders and files, node_modules and archives in the archive are left out.

    Raises:
        DefinitionTooLarge: over `limits`, or unpacking to over `MAX_RATIO` times its size.
        DefinitionError: no zip archive, a damaged or encrypted one, or one with a symbolic link,
            two entries of one name, or a path that is absolute or leads out of it.
    """
    limits = limits or Limits()
    try:
        _refuse_many(content.count(_ENTRY), limits)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = list(_wanted(archive.infolist()))
            return dict(_read(archive, wanted, len(content), limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        reason = str(error) or "it ends too early"
        raise DefinitionError(f"the zip archive is damaged: {reason}; make it anew") from None


def _refuse_many(entries: int, limits: Limits) -> None:
    """Counted by their marks, since reading a directory of a million entries takes seconds."""
    if entries > limits.file_count:
        raise DefinitionTooLarge(
            f"the zip archive holds over {limits.file_count:,} files; leave out what the "
            "definition doesn't need, or raise the limit"
        )


def _wanted(entries: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    seen: set[str] = set()
    for entry in entries:
        _refuse_unsafe(entry)
        if entry.filename in seen:
            raise DefinitionError(
                f"the zip archive's entry {entry.filename!r} stands twice; make the archive anew"
            )
        seen.add(entry.filename)
        parts = entry.filename.split("/")
        left_out = any(part.startswith(".") or part in _LEFT_OUT for part in parts)
        if entry.filename.lower().endswith(_SUFFIXES) and not left_out:
            yield entry


def _refuse_unsafe(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if "\\" in name:
        reason = "has a backslash in its path; zip it with forward slashes"
    elif name.startswith("/") or name[1:2] == ":":
        reason = "has an absolute path; zip it with relative paths"
    elif ".." in name.split("/"):
        reason = "has a path that leads out of the archive; zip the whole folder"
    elif "\0" in name or not name:
        reason = "has a malformed path; make the archive anew"
    elif stat.S_ISLNK(entry.external_attr >> 16):
        reason = "is a symbolic link; put the file itself into the archive"
    elif entry.flag_bits & _ENCRYPTED:
        reason = "is encrypted; make the archive without a password"
    elif entry.compress_type not in _METHODS:
        reason = "is compressed in a way that isn't read; make the archive with deflate"
    else:
        return
    raise DefinitionError(f"the zip archive's entry {name!r} {reason}")


def _read(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int, limits: Limits
) -> Iterator[tuple[str, bytes]]:
    """Each entry with its content, for as long as all together are within the limits."""
    most = min(limits.file_bytes, max(MAX_RATIO * size, _UNHARMED_BYTES))
    left = most
    for entry in entries:
        chunks = []
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise DefinitionTooLarge(
                        f"the zip archive unpacks to over {most:,} bytes; leave out what the "
                        "definition doesn't need, or raise the limit"
                    )
                chunks.append(chunk)
        yield entry.filename, b"".join(chunks)
