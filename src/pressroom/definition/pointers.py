"""JSON pointers (RFC 6901): the address of a node inside one parsed file."""

from collections.abc import Callable, Iterator

from pressroom.definition.model import Json


def split(pointer: str) -> list[str]:
    """The tokens of `/a/b~1c`, unescaped; the empty pointer has none."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def extend(pointer: str, token: str | int) -> str:
    """`pointer` with one more token, escaped."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def find(document: Json, wanted: Callable[[Json], bool]) -> str | None:
    """The pointer of the first node, in document order, that is `wanted`."""
    todo = [(document, "")]
    while todo:
        node, pointer = todo.pop()
        if wanted(node):
            return pointer
        inner = [(value, extend(pointer, token)) for token, value in _entries(node)]
        todo.extend(reversed(inner))
    return None


def _entries(node: Json) -> Iterator[tuple[str | int, Json]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)
