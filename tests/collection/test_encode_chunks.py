"""A collection's file, written in pieces, is the JSON of the whole."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pressroom.collection import encode, encode_chunks
from pressroom.collection.model import Collection, Folder, Info, Item, LateItem, Request, Url

TEXTS = st.sampled_from(["", "a", '"item": []', '\n  "item": [],\n', "é\u2028\\"])
ITEMS = st.builds(
    Item,
    id=TEXTS,
    name=TEXTS,
    request=st.just(Request("GET", (), Url("/", (), ()))),
    response=st.just(()),
)
ENTRIES = st.recursive(
    ITEMS,
    lambda inner: st.builds(
        Folder,
        id=TEXTS,
        name=TEXTS,
        item=st.lists(inner, max_size=3).map(tuple),
        description=TEXTS,
    ),
    max_leaves=8,
)


@given(TEXTS, st.lists(ENTRIES, max_size=3).map(tuple))
def test_the_pieces_are_the_whole(text: str, entries: tuple[Folder | Item, ...]) -> None:
    collection = Collection(Info(text, text, text, text), entries)
    whole = msgspec.json.format(msgspec.json.encode(collection), indent=2)
    assert b"".join(encode_chunks(collection)) == whole
    late = Collection(Info(text, text, text, text), tuple(map(made_late, entries)))
    assert b"".join(encode_chunks(late)) == whole


def made_late(entry: Folder | Item) -> Folder | LateItem:
    """The same, with all items made when they are written."""
    if isinstance(entry, Item):
        return LateItem(lambda: entry)
    return msgspec.structs.replace(entry, item=tuple(map(made_late, entry.item)))


def test_no_piece_is_larger_than_an_item() -> None:
    item = Item("i" * 100, "name", Request("GET", (), Url("/", (), ())), ())
    folder = Folder("f", "folder", (item,) * 100)
    collection = Collection(Info("c", "name", "schema"), (Folder("g", "outer", (folder,)),))
    assert max(map(len, encode_chunks(collection))) < 2 * len(encode(item))
