"""Where requests lie: in folders by path, or by tag."""

from collections.abc import Sequence
from uuid import UUID

from pressroom.collection.identity import folder_identity
from pressroom.collection.model import Entry, Folder, Item
from pressroom.collection.options import Options
from pressroom.definition.model import Operation, Tag

Placed = Sequence[tuple[Operation, Item]]


class _Node:
    """A folder to be: its own items and the folders in it, in the order they came."""

    def __init__(self) -> None:
        self.entries: list[_Node | Item] = []
        self.inner: dict[str, _Node] = {}
        self.names: dict[int, str] = {}
        self.count = 0

    def within(self, name: str) -> "_Node":
        if name not in self.inner:
            node = self.inner[name] = _Node()
            self.names[id(node)] = name
            self.entries.append(node)
        return self.inner[name]


def arranged(
    placed: Placed, tags: Sequence[Tag], options: Options, collection: UUID
) -> tuple[Entry, ...]:
    """The collection's entries, in the order of the definition.

    By path, a folder is a segment with more than one request below it; segments that lead to
    nothing but one folder are joined with it. By tag, a folder is an operation's first tag, and
    with `nested_folder_hierarchy` each further tag a folder in the one before.
    """
    root = _Node()
    by_path = options.folder_strategy == "Paths"
    for operation, item in placed:
        way = _path_way(operation) if by_path else _tag_way(operation, options)
        _put(root, way, item)
    descriptions = {} if by_path else {tag.name: tag.description for tag in tags}
    return tuple(_entries(root, (), descriptions, collection, collapse=by_path))


def _path_way(operation: Operation) -> list[str]:
    return [part for part in operation.path.split("/") if part]


def _tag_way(operation: Operation, options: Options) -> list[str]:
    tags = list(dict.fromkeys(operation.tags))
    return tags if options.nested_folder_hierarchy else tags[:1]


def _put(root: _Node, way: Sequence[str], item: Item) -> None:
    node = root
    node.count += 1
    for name in way:
        node = node.within(name)
        node.count += 1
    node.entries.append(item)


def _entries(
    node: _Node,
    way: tuple[str, ...],
    descriptions: dict[str, str],
    collection: UUID,
    *,
    collapse: bool,
) -> list[Entry]:
    entries: list[Entry] = []
    for entry in node.entries:
        if isinstance(entry, Item):
            entries.append(entry)
            continue
        if collapse and entry.count == 1:
            entries.append(_only_item(entry))
            continue
        name = node.names[id(entry)]
        inner, names = _joined(entry, name) if collapse else (entry, (name,))
        here = (*way, *names)
        entries.append(
            Folder(
                id=str(folder_identity(collection, here)),
                name="/".join(names),
                description=descriptions.get(name, ""),
                item=tuple(_entries(inner, here, descriptions, collection, collapse=collapse)),
            )
        )
    return entries


def _joined(node: _Node, name: str) -> tuple[_Node, tuple[str, ...]]:
    """The first folder on the way that holds more than one folder, and the names to it."""
    names = [name]
    while len(node.entries) == 1 and isinstance(node.entries[0], _Node):
        names.append(next(iter(node.names.values())))
        node = node.entries[0]
    return node, tuple(names)


def _only_item(node: _Node) -> Item:
    while not isinstance(entry := node.entries[0], Item):
        node = entry
    return entry
