"""Identifiers that follow from what they name (UUIDv5, RFC 9562), so a repeat gives the same."""

from hashlib import sha1
from uuid import UUID, uuid5

_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_COLLECTIONS = UUID("6d2f5a4e-0c1b-5d0e-9a63-3c1f0b7d4e21")


def collection_identity(title: str, root: str) -> UUID:
    """Identifies what a definition of this title and root file is converted to."""
    return uuid5(_COLLECTIONS, f"{root}\n{title}")


def item_identity(collection: UUID, method: str, path: str) -> str:
    return _derived(collection.bytes, f"request {method.upper()} {path}")


def operation_identity(collection: UUID, operation_id: str) -> str:
    """Of an operation's item: it stays the same when the path or the method changes."""
    return _derived(collection.bytes, f"operation {operation_id}")


def removed_identity(collection: UUID) -> str:
    """Of the folder of what the definition dropped and people had changed."""
    return _derived(collection.bytes, "removed")


def webhook_identity(collection: UUID, *names: str) -> str:
    return _derived(collection.bytes, "\n".join(("webhook", *names)))


def folder_identity(collection: UUID, path: tuple[str, ...]) -> str:
    return _derived(collection.bytes, "\n".join(("folder", *path)))


def identity_bytes(identity: str) -> bytes:
    """`UUID(identity).bytes`, in a tenth of the time."""
    return bytes.fromhex(identity.replace("-", ""))


def response_identity(item: bytes, answer: str) -> str:
    """Of a saved response: `answer` is its status, media type and example, a line each."""
    return _derived(item, f"response {answer}")


def _derived(namespace: bytes, name: str) -> str:
    """`str(uuid5(UUID(bytes=namespace), name))`, in a third of the time: there are many."""
    found = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANTS[found[16]]
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"
