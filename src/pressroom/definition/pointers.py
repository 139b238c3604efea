"""JSON pointers (RFC 6901): the address of a node inside one parsed file."""

from collections.abc import Callable, Collection, Iterator

from pressroom.definition.model import Json


def split(pointer: str) -> list[str]:
    """The tokens of `/a/b~1c`, unescaped; the empty pointer has none."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def extend(pointer: str, token: str | int) -> str:
    """`pointer` with one more token, escaped."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def find(document: Json, wanted: Callable[[Json], bool]) -> str | None:
    """The pointer of the first node, in document order, that is `wanted`."""
    return next((pointer for pointer, node in _nodes(document) if wanted(node)), None)


def first_of_each(
    document: Json, name: Callable[[Json], str | None], wanted: Collection[str]
) -> dict[str, str]:
    """The pointer of the first node, in document order, with each of the `wanted` names."""
    found: dict[str, str] = {}
    for pointer, node in _nodes(document):
        named = name(node)
        if named is not None and named in wanted and named not in found:
            found[named] = pointer
            if len(found) == len(wanted):
                break
    return found


def _nodes(document: Json) -> Iterator[tuple[str, Json]]:
    """Each node after what it stands in, with its pointer."""
    todo = [("", document)]
    while todo:
        pointer, node = todo.pop()
        yield pointer, node
        inner = [(extend(pointer, token), value) for token, value in _entries(node)]
        todo.extend(reversed(inner))


def _entries(node: Json) -> Iterator[tuple[str | int, Json]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)
