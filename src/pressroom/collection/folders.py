"""Folders: where in the collection each item goes."""

from uuid import UUID

from pressroom.collection.identity import folder_identity
from pressroom.collection.model import Entry, Folder, Item, WrittenItem
from pressroom.collection.options import Options
from pressroom.collection.paths import split
from pressroom.definition.model import Definition, Operation, Tag

_DEEPEST = 20

Placed = tuple[tuple[str, ...], Item | WrittenItem]
"""The names of the folders still to go through, and what goes there."""


def arranged(
    made: list[tuple[Operation, Item | WrittenItem]],
    definition: Definition,
    options: Options,
    identity: UUID,
) -> tuple[Entry, ...]:
    """The items in folders by path or by tag, as `options.folder_strategy` says."""
    if options.folder_strategy == "Paths":
        placed = [(split(one.path).segments[:_DEEPEST], item) for one, item in made]
        return _by_path(placed, (), _described_paths(definition), identity)
    tags = {tag.name: tag for tag in definition.tags}
    depth = _DEEPEST if options.nested_folder_hierarchy else 1
    order = {name: position for position, name in enumerate(tags)}
    by_tag = [(_chain(one, tags, depth), item) for one, item in made]
    by_tag.sort(key=lambda placed: order.get(next(iter(placed[0]), ""), len(order)))
    return _by_tag(by_tag, (), tags, identity)


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


def _described_paths(definition: Definition) -> dict[tuple[str, ...], str]:
    """What path items say of themselves, by their segments."""
    paths = definition.document.get("paths")
    found: dict[tuple[str, ...], str] = {}
    for path, item in paths.items() if isinstance(paths, dict) else ():
        if isinstance(item, dict) and ("description" in item or "summary" in item):
            texts = (item.get("summary"), item.get("description"))
            described = "\n\n".join(text for text in texts if isinstance(text, str) and text)
            found[split(path).segments[:_DEEPEST]] = described
    return found


def _by_path(
    placed: list[Placed],
    above: tuple[str, ...],
    described: dict[tuple[str, ...], str],
    identity: UUID,
) -> tuple[Entry, ...]:
    """A folder for each segment that leads to several items; a lone item needs none."""
    return tuple(
        group[0][1] if len(group) == 1 else _path_folder(group, above, described, identity)
        for group in _grouped(placed)
    )


def _path_folder(
    group: list[Placed],
    above: tuple[str, ...],
    described: dict[tuple[str, ...], str],
    identity: UUID,
) -> Folder:
    """A folder named by all segments that its items share."""
    shared = 1
    while (
        all(len(names) > shared for names, _ in group)
        and len({names[shared] for names, _ in group}) == 1
    ):
        shared += 1
    names = group[0][0][:shared]
    path = (*above, *names)
    below = [(rest[shared:], item) for rest, item in group]
    return Folder(
        id=folder_identity(identity, path),
        name="/".join(names),
        item=_by_path(below, path, described, identity),
        description=described.get(path, ""),
    )


def _by_tag(
    placed: list[Placed], above: tuple[str, ...], tags: dict[str, Tag], identity: UUID
) -> tuple[Entry, ...]:
    """A folder for each tag; what has none stands beside them."""
    entries: list[Entry] = []
    for group in _grouped(placed):
        names, item = group[0]
        if not names:
            entries.append(item)
            continue
        path = (*above, names[0])
        entries.append(
            Folder(
                id=folder_identity(identity, path),
                name=names[0],
                item=_by_tag([(rest[1:], one) for rest, one in group], path, tags, identity),
                description=tags[names[0]].description if names[0] in tags else "",
            )
        )
    return tuple(entries)


def _grouped(placed: list[Placed]) -> list[list[Placed]]:
    """Those that go into the same folder together, in the order of the first of each."""
    groups: dict[object, list[Placed]] = {}
    for position, (names, item) in enumerate(placed):
        key: object = names[0] if names else position
        groups.setdefault(key, []).append((names, item))
    return list(groups.values())
