"""Folders: where in the collection each item goes."""

from collections import defaultdict
from uuid import UUID

from pressroom.collection.identity import folder_identity
from pressroom.collection.model import Entry, Folder, Item, LateItem
from pressroom.collection.options import Options
from pressroom.collection.paths import segments
from pressroom.definition import reading
from pressroom.definition.model import Definition, Operation, Tag
from pressroom.definition.reading import Node

_DEEPEST = 20

Routed = tuple[tuple[str, ...], Item | LateItem]
"""The names of the folders on the way, and what goes there."""


def arranged(
    made: list[tuple[Operation, Item | LateItem]],
    definition: Definition,
    options: Options,
    identity: UUID,
) -> tuple[Entry, ...]:
    """The items in folders by path or by tag, as `options.folder_strategy` says."""
    if options.folder_strategy == "Paths":
        routed = [(segments(one.path)[:_DEEPEST], item) for one, item in made]
        return _by_path(routed, 0, _described_paths(definition), identity)
    tags = {tag.name: tag for tag in definition.tags}
    depth = _DEEPEST if options.nested_folder_hierarchy else 1
    order = {name: position for position, name in enumerate(tags)}
    by_tag = [(_chain(one, tags, depth), item) for one, item in made]
    by_tag.sort(key=lambda routed: order.get(next(iter(routed[0]), ""), len(order)))
    return _by_tag(by_tag, 0, tags, identity)


def _chain(operation: Operation, tags: dict[str, Tag], depth: int) -> tuple[str, ...]:
    """The names of an operation's folders: its tags, under the parents of the first.

    Tags that OpenAPI 3.2 says aren't for navigation, such as badges, have no folders.
    """
    kinds = {name: tags[name].kind for name in operation.tags if name in tags}
    found = [name for name in operation.tags if kinds.get(name, "") in ("", "nav")][:depth]
    while found and found[0] in tags and len(found) < _DEEPEST:
        parent = tags[found[0]].parent
        if not parent or parent in found:
            break
        found.insert(0, parent)
    return tuple(found)


def _described_paths(definition: Definition) -> dict[tuple[str, ...], Node]:
    """The path items that say something of themselves, by their segments."""
    paths = definition.document.get("paths")
    return {
        segments(path)[:_DEEPEST]: item
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        if isinstance(item, dict) and ("description" in item or "summary" in item)
    }


def _by_path(
    routed: list[Routed],
    depth: int,
    described: dict[tuple[str, ...], Node],
    identity: UUID,
) -> tuple[Entry, ...]:
    """A folder for each segment that leads to several items; a lone item needs none."""
    return tuple(
        [
            group[0][1] if len(group) == 1 else _path_folder(group, depth, described, identity)
            for group in _grouped(routed, depth)
        ]
    )


def _path_folder(
    group: list[Routed],
    depth: int,
    described: dict[tuple[str, ...], Node],
    identity: UUID,
) -> Folder:
    """A folder named by all segments that its items share."""
    path = _shared([names for names, _ in group])
    return Folder(
        id=folder_identity(identity, path),
        name="/".join(path[depth:]),
        item=_by_path(group, len(path), described, identity),
        description=_text(described[path]) if path in described else "",
    )


def _shared(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    """What all begin with: in their alphabetical order the first and the last have no more."""
    first, last = min(paths), max(paths)
    for depth, name in enumerate(first):
        if depth == len(last) or last[depth] != name:
            return first[:depth]
    return first


def _text(path_item: Node) -> str:
    """What a path item says of itself."""
    texts = (reading.text(path_item, key) for key in ("summary", "description"))
    return "\n\n".join(text for text in texts if text)


def _by_tag(
    routed: list[Routed], depth: int, tags: dict[str, Tag], identity: UUID
) -> tuple[Entry, ...]:
    """A folder for each tag; what has none stands beside them."""
    entries: list[Entry] = []
    for group in _grouped(routed, depth):
        names, item = group[0]
        if len(names) == depth:
            entries.append(item)
            continue
        name = names[depth]
        entries.append(
            Folder(
                id=folder_identity(identity, names[: depth + 1]),
                name=name,
                item=_by_tag(group, depth + 1, tags, identity),
                description=tags[name].description if name in tags else "",
            )
        )
    return tuple(entries)


def _grouped(routed: list[Routed], depth: int) -> list[list[Routed]]:
    """Those that go into the same folder at this depth, in the order of the first of each."""
    groups = defaultdict[str | int, list[Routed]](list)
    for position, one in enumerate(routed):
        names = one[0]
        groups[names[depth] if depth < len(names) else position].append(one)
    return list(groups.values())
