"""A collection's file in pieces has the bytes of the file as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from pressroom.collection import encode, encode_chunks
from pressroom.collection.model import Collection, Folder, Info, Item, Request, Url

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
    assert b"".join(encode_chunks(collection)) == encode(collection)


def test_no_piece_is_larger_than_an_item() -> None:
    item = Item("i" * 100, "name", Request("GET", (), Url("/", (), ())), ())
    folder = Folder("f", "folder", (item,) * 100)
    collection = Collection(Info("c", "name", "schema"), (Folder("g", "outer", (folder,)),))
    assert max(map(len, encode_chunks(collection))) < 2 * len(encode(item))
