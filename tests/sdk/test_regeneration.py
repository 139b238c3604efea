"""Generating again over edits: laws of the three-way merge."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.sdk import Conflict, pack, regenerate
from pressroom.sdk.archive import compress, decompress
from pressroom.sdk.merging import merge

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=8).map("".join)
FILES = st.dictionaries(st.sampled_from(["a.py", "b.py", "c/d.py"]), LINES)


def test_edits_and_what_is_new_are_merged_by_lines() -> None:
    merged = merge("1\n2\n3\n4\n", "1\nmine\n2\n3\n4\n", "1\n2\n3\nnew\n")
    assert merged.text == "1\nmine\n2\n3\nnew\n"
    assert merged.conflicts == ()


def test_where_both_changed_the_same_lines_the_edit_stays_and_is_told() -> None:
    merged = merge("1\n2\n3\n", "1\nmine\n3\n", "1\nnew\n3\n")
    assert merged.text == "1\nmine\n3\n"
    assert merged.conflicts == (2,)


@given(LINES, LINES)
def test_without_edits_what_is_new_wins(base: str, new: str) -> None:
    assert merge(base, base, new).text == new


@given(LINES, LINES)
def test_with_nothing_new_the_edit_stays(base: str, edited: str) -> None:
    assert merge(base, edited, base).text == edited


@given(LINES, LINES, LINES)
def test_an_edit_is_never_lost_without_a_word(base: str, edited: str, new: str) -> None:
    merged = merge(base, edited, new)
    again = merge(new, merged.text, new)
    assert again.text == merged.text
    if not merged.conflicts and edited != base and new != base:
        assert merge(base, new, edited).text == merged.text


@given(FILES, FILES)
def test_an_untouched_folder_becomes_what_is_generated(
    base: dict[str, str], new: dict[str, str]
) -> None:
    found = regenerate(base, dict(base), new)
    after = {key: text for key, text in {**base, **found.write}.items() if key not in found.remove}
    assert after == new
    assert found.conflicts == ()


def test_the_files_that_keep_edits_are_named() -> None:
    base = {"a": "1\n", "b": "1\n", "c": "1\n"}
    found = regenerate(base, {**base, "a": "mine\n"}, {**base, "c": "2\n"})
    assert (found.kept, dict(found.write)) == (("a",), {"c": "2\n"})


def test_a_file_of_somebody_else_is_left_alone() -> None:
    found = regenerate({}, {"a.py": "mine"}, {"a.py": "new"})
    assert not found.write
    assert [conflict.path for conflict in found.conflicts] == ["a.py"]


def test_a_deleted_file_stays_deleted_and_an_edited_one_outlives_its_operation() -> None:
    found = regenerate({"a": "1", "b": "1"}, {"b": "mine"}, {"a": "1"})
    assert not found.write
    assert found.remove == ()
    assert found.conflicts == (Conflict("b", "it was edited, and isn't generated any more"),)


def test_a_file_that_is_no_text_any_more_is_left_alone() -> None:
    found = regenerate({"a": "1"}, {"a": None}, {"a": "2"})
    assert not found.write
    assert len(found.conflicts) == 1


@given(FILES)
def test_an_archive_holds_the_files_and_is_the_same_each_time(files: dict[str, str]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(files))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == files
    assert pack(files) == pack(dict(reversed(files.items())))


@given(st.dictionaries(st.text(), st.text()))
def test_compressed_texts_are_read_back(files: dict[str, str]) -> None:
    leading_out = any(path.startswith("/") or ".." in path.split("/") for path in files)
    if leading_out:
        with pytest.raises(ValueError, match="leads out"):
            decompress(compress(files))
    else:
        assert decompress(compress(files)) == files


@pytest.mark.parametrize(
    "content",
    [b"", b"texts", gzip.compress(b"[]"), gzip.compress(b"{}")[:-3], compress({"a": ""})[::-1]],
)
def test_what_is_no_compressed_texts_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not texts"):
        decompress(content)
