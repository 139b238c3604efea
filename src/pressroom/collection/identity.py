"""Identifiers that follow from what they name (UUIDv5, RFC 9562), so a repeat gives the same."""

from uuid import UUID, uuid5

_COLLECTIONS = UUID("6d2f5a4e-0c1b-5d0e-9a63-3c1f0b7d4e21")


def collection_identity(title: str, root: str) -> UUID:
    """Identifies what a definition of this title and root file is converted to."""
    return uuid5(_COLLECTIONS, f"{root}\n{title}")


def item_identity(collection: UUID, method: str, path: str) -> UUID:
    return uuid5(collection, f"request {method.upper()} {path}")


def operation_identity(collection: UUID, operation_id: str) -> UUID:
    """Of an operation's item: it stays the same when the path or the method changes."""
    return uuid5(collection, f"operation {operation_id}")


def removed_identity(collection: UUID) -> UUID:
    """Of the folder of what the definition dropped and people had changed."""
    return uuid5(collection, "removed")


def webhook_identity(collection: UUID, *names: str) -> UUID:
    return uuid5(collection, "\n".join(("webhook", *names)))


def folder_identity(collection: UUID, path: tuple[str, ...]) -> UUID:
    return uuid5(collection, "\n".join(("folder", *path)))


def response_identity(item: UUID, status: str, media_type: str, example: str) -> UUID:
    return uuid5(item, f"response {status}\n{media_type}\n{example}")
