"""Zip archives: which files are read, and which archives are refused."""

import io
import zipfile
from pathlib import Path

import pytest
from hostile import HEAD, archive

import pressroom
from pressroom.definition import Limits
from pressroom.definition.archive import MAX_RATIO, is_archive, unpack
from pressroom.errors import DefinitionError, DefinitionTooLarge, UnsupportedDefinition


def test_only_visible_definition_files_are_read() -> None:
    names = ["api/openapi.yml", "api/a.json", "b.YAML"]
    others = [
        *("notes.txt", ".git/a.yaml", ".b.yaml", "node_modules/x/openapi.yaml", "inner.zip"),
        *("__MACOSX/openapi.yaml", "api/node_modules/a.json"),
    ]
    files = unpack(archive((name, name.encode()) for name in [*names, *others]))
    assert files == {name: name.encode() for name in names}


def test_folders_in_an_archive_are_no_files() -> None:
    assert unpack(archive([("api.yaml/", b""), ("api.yaml/a.json", b"{}")])) == {
        "api.yaml/a.json": b"{}"
    }


@pytest.mark.parametrize("as_path", [True, False])
def test_an_archive_is_loaded_from_the_root_that_is_found_in_it(
    tmp_path: Path, as_path: bool
) -> None:
    content = archive([("x/a.json", b"{}"), ("x/openapi.yaml", HEAD), ("b.yaml", b"openapi: 1")])
    path = tmp_path / "definition.bin"
    path.write_bytes(content)
    definition = pressroom.load(path if as_path else content, root="x/openapi.yaml")
    assert definition.root == "x/openapi.yaml"
    assert sorted(definition.files) == ["b.yaml", "x/a.json", "x/openapi.yaml"]


def test_all_files_in_an_archive_count_against_the_limits() -> None:
    content = archive([("openapi.yaml", HEAD), ("a.yaml", b"#" * 1000)])
    assert len(unpack(content, Limits(file_bytes=len(HEAD) + 1000))) == 2
    with pytest.raises(DefinitionTooLarge, match=r"unpacks to over .* bytes; leave out"):
        unpack(content, Limits(file_bytes=len(HEAD) + 999))
    assert len(unpack(content, Limits(file_count=2))) == 2
    with pytest.raises(DefinitionTooLarge, match="holds over 1 files"):
        unpack(content, Limits(file_count=1))


def test_an_archive_may_not_unpack_to_far_more_than_it_is() -> None:
    content = archive([("openapi.yaml", HEAD + b"#" * (8 << 20))])
    assert len(content) * MAX_RATIO < 8 << 20
    with pytest.raises(DefinitionTooLarge, match="unpacks to over"):
        unpack(content)


def test_an_archive_over_the_limit_is_refused_before_it_is_opened() -> None:
    content = archive([("openapi.yaml", HEAD)])
    with pytest.raises(DefinitionTooLarge, match="over the limit"):
        pressroom.load(content, limits=Limits(file_bytes=len(content) - 1))


def test_an_archive_without_a_definition_is_refused() -> None:
    with pytest.raises(UnsupportedDefinition, match=r"holds no \.json, .*; add the definition"):
        pressroom.load(archive([("a.txt", b"")]))
    with pytest.raises(UnsupportedDefinition, match="no file has an `openapi` field"):
        pressroom.load(archive([("a.yaml", b"a: 1"), ("b.yaml", b"b: 1")]))


def test_an_error_in_a_file_of_an_archive_names_the_file() -> None:
    with pytest.raises(DefinitionError, match=r"^x/openapi.yaml:4:1: "):
        pressroom.load(archive([("x/openapi.yaml", HEAD + b"a: [\n")]))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compressions_are_refused(method: int) -> None:
    entry = zipfile.ZipInfo("openapi.yaml")
    entry.compress_type = method
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(entry, HEAD, compress_type=method)
    with pytest.raises(DefinitionError, match=r"'openapi\.yaml' is compressed in a way"):
        unpack(file.getvalue())


def test_an_archive_is_known_by_its_first_bytes() -> None:
    assert is_archive(archive([]))
    assert is_archive(archive([("a", b"")]))
    assert not is_archive(b"PK: 1")
