"""Which requests and folders of the three sides are the same."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pressroom.collection.sync.nodes import ROOT, Node
from pressroom.collection.sync.pairing import Pairs, Sign, Trio, paired, trios

_ID: Sign[Node] = Sign(lambda node: node.id or None)
"""What Pressroom recorded: made of the operation's id, else of method and path."""
_CALL: Sign[Node] = Sign(lambda node: (node.method, node.path) if node.method else None)
_NAMED_CALL: Sign[Node] = Sign(
    lambda node: (node.method, node.path, node.name) if node.method else None
)
_WHOLE_CALL: Sign[Node] = Sign(lambda node: (node.method, node.whole_path) if node.method else None)
_OTHER_METHOD: Sign[Node] = Sign(
    lambda node: (node.path, node.name) if node.method else None, weak=True
)
_OTHER_PATH: Sign[Node] = Sign(
    lambda node: (node.method, node.name) if node.method else None, weak=True
)
_REQUESTS = (_ID, _NAMED_CALL, _CALL)
_NAMES: Sign[Node] = Sign(lambda node: node.names)
_NAME: Sign[Node] = Sign(lambda node: node.name, weak=True)


def matched(sides: Sequence[Sequence[Node]], alone: int | None) -> list[Trio]:
    """Every request and folder of the three sides, each with its counterparts.

    The folder `alone` of theirs has none.
    """
    old, theirs, ours = sides
    in_ours, in_theirs, both_new = _requests(old, theirs, ours)
    requests = trios(in_ours, in_theirs, both_new, (len(old), len(theirs), len(ours)))
    left = [(trio.old, trio.ours) for trio in requests if trio.ours is not None]
    in_ours |= _folders(old, ours, left, weak=True)
    lone = {alone} if alone is not None else set()
    # A folder of people's own may hold all that one of ours did; identifiers tell them apart.
    renewed = {node.id for node in old}.isdisjoint(node.id for node in theirs)
    pairs = [(trio.old, trio.theirs) for trio in requests]
    in_theirs |= _folders(old, theirs, pairs, weak=renewed, taken=(set(), lone))
    taken = (lone.union(in_theirs.values()), set(in_ours.values()))
    both = [(trio.theirs, trio.ours) for trio in requests]
    both_new |= _folders(theirs, ours, both, weak=not old, taken=taken)
    return trios(in_ours, in_theirs, both_new, (len(old), len(theirs), len(ours)))


def _requests(
    old: Sequence[Node], theirs: Sequence[Node], ours: Sequence[Node]
) -> tuple[Pairs, Pairs, Pairs]:
    """The pairs of requests: old and ours, old and theirs, and what is new in theirs and ours."""
    folders = [
        [place for place, node in enumerate(side) if node.is_folder] for side in (old, theirs, ours)
    ]
    changed = (*_REQUESTS, _OTHER_METHOD, _OTHER_PATH)
    in_ours = paired(old, ours, changed, (folders[0], folders[2]))
    by_hand = (*_REQUESTS, _WHOLE_CALL, _OTHER_METHOD, _OTHER_PATH)
    in_theirs = paired(old, theirs, by_hand, (folders[0], folders[1]))
    taken = ([*in_theirs.values(), *folders[1]], [*in_ours.values(), *folders[2]])
    return in_ours, in_theirs, paired(theirs, ours, (*_REQUESTS, _WHOLE_CALL), taken)


def _folders(
    left: Sequence[Node],
    right: Sequence[Node],
    requests: Iterable[tuple[int | None, int | None]],
    *,
    weak: bool,
    taken: tuple[set[int], set[int]] = (set(), set()),
) -> Pairs:
    """The pairs of folders: by identifier, by names, by what is in them, and by name alone."""
    lefts = {place for place, node in enumerate(left) if not node.is_folder} | taken[0]
    rights = {place for place, node in enumerate(right) if not node.is_folder} | taken[1]
    found = paired(left, right, (_ID, _NAMES), (lefts, rights))
    if weak:
        found |= _by_content(
            left, right, requests, lefts.union(found), rights.union(found.values())
        )
        left_over = (lefts.union(found), rights.union(found.values()))
        found |= paired(left, right, (_NAME,), left_over)
    return found


def _by_content(
    left: Sequence[Node],
    right: Sequence[Node],
    requests: Iterable[tuple[int | None, int | None]],
    lefts: set[int],
    rights: set[int],
) -> Pairs:
    """Folders of which more than half of the requests are in one other folder now."""
    went: Counter[tuple[int, int]] = Counter()
    lived: Counter[int] = Counter()
    for a, b in requests:
        if a is not None and left[a].parent != ROOT:
            lived[left[a].parent] += 1
            if b is not None:
                went[left[a].parent, right[b].parent] += 1
    found: Pairs = {}
    for (a, b), count in sorted(went.items(), key=lambda one: (-one[1], one[0])):
        free = a not in lefts and b not in rights and b != ROOT
        if free and a not in found and b not in found.values() and 2 * count > lived[a]:
            found[a] = b
    return found
