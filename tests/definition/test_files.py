"""Definitions on disk, and what may be read with them."""

import io
import os
from pathlib import Path

import pytest

import pressroom
from pressroom.cli.forking import both_at_once
from pressroom.definition import Limits, load
from pressroom.definition.syntax import Both, one_after_another
from pressroom.errors import DefinitionError, DefinitionTooLarge, UnsupportedDefinition
from pressroom.files import read_definition

HEAD = "openapi: 3.1.0\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def schemas(*references: str) -> str:
    lines = [f"    s{index}: {{$ref: '{name}'}}" for index, name in enumerate(references)]
    return "\n".join([f"{HEAD}components:", "  schemas:", *lines])


def test_a_file_is_read_with_what_it_refers_to(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "api.yaml": schemas("a/one.yaml#/x", "my%20file.json", "#/components", "a/one.yaml"),
            "a/one.yaml": "x: {items: {$ref: two.YML}}",
            "a/two.YML": "discriminator: {mapping: {cat: ../cat.json}}",
            "my file.json": "{}",
            "cat.json": '{"$ref": "api.yaml"}',
            "unused.yaml": "a: 1",
        },
    )
    root, files, _ = read_definition(tmp_path / "api.yaml")
    assert root == "api.yaml"
    assert list(files) == ["a/one.yaml", "a/two.YML", "api.yaml", "cat.json", "my file.json"]
    assert load(files, root=root).version == "3.1.0"


def test_the_base_is_the_closest_folder_that_holds_all_files(tmp_path: Path) -> None:
    write(
        tmp_path, {"x/api/v1/openapi.yaml": schemas("../../common/a.yaml"), "x/common/a.yaml": "{}"}
    )
    root, files, _ = read_definition(tmp_path / "x/api/v1/openapi.yaml")
    assert root == "api/v1/openapi.yaml"
    assert list(files) == ["api/v1/openapi.yaml", "common/a.yaml"]
    assert load(files, root=root).root == root


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"api/openapi.yaml": schemas("a.yaml"), "api/a.yaml": "{}"})
    monkeypatch.chdir(tmp_path / "api")
    assert read_definition(Path("openapi.yaml")) == read_definition(tmp_path / "api/openapi.yaml")
    assert read_definition(Path())[0] == "openapi.yaml"


@pytest.mark.parametrize(
    "reference",
    ["secret.txt", ".hidden/a.yaml", ".a.yaml", "../.ssh/a.json", "https://x/a.yaml", "no.yaml"],
)
def test_only_visible_definition_files_are_read(tmp_path: Path, reference: str) -> None:
    write(
        tmp_path,
        {
            "api/openapi.yaml": schemas(reference),
            **dict.fromkeys(
                ["api/secret.txt", "api/.hidden/a.yaml", "api/.a.yaml", ".ssh/a.json"], "{}"
            ),
        },
    )
    assert list(read_definition(tmp_path / "api/openapi.yaml")[1]) == ["openapi.yaml"]


def test_an_absolute_reference_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"other.yaml": "{}"})
    write(tmp_path, {"openapi.yaml": schemas(str(tmp_path / "other.yaml"))})
    assert list(read_definition(tmp_path / "openapi.yaml")[1]) == ["openapi.yaml"]


@pytest.mark.parametrize("home", ["home", "home/deeper"])
def test_a_home_folder_is_no_base(
    tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"home/api/openapi.yaml": schemas("../a.yaml"), "home/a.yaml": "{}"})
    assert read_definition(tmp_path / "home/api/openapi.yaml")[0] == "api/openapi.yaml"
    monkeypatch.setenv("HOME", str(tmp_path / home))
    with pytest.raises(DefinitionError, match=r"climb so far .*; move the files closer together"):
        read_definition(tmp_path / "home/api/openapi.yaml")
    assert read_definition(tmp_path / "home/a.yaml")[:2] == ("a.yaml", {"a.yaml": b"{}"})


def test_a_broken_file_is_left_for_load_to_name(tmp_path: Path) -> None:
    write(tmp_path, {"openapi.yaml": schemas("a.yaml"), "a.yaml": "a: ["})
    root, files, _ = read_definition(tmp_path / "openapi.yaml")
    with pytest.raises(DefinitionError, match=r"a\.yaml:2:1"):
        load(files, root=root)


@pytest.mark.parametrize("both", [one_after_another, both_at_once])
def test_a_file_with_a_key_that_stands_twice_refers_to_nothing(tmp_path: Path, both: Both) -> None:
    write(tmp_path, {"a.yaml": "b: {$ref: b.yaml}\nc: 1\nc: 2\n", "b.yaml": "{}"})
    read = read_definition(tmp_path / "a.yaml", both=both)
    assert (list(read.files), dict(read.documents)) == (["a.yaml"], {})


def test_a_folder_is_read_with_all_its_definition_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "api/openapi.yml": HEAD,
            "api/a.json": "{}",
            "b.YAML": "{}",
            "notes.txt": "",
            ".git/a.yaml": HEAD,
            ".b.yaml": HEAD,
            "node_modules/x/openapi.yaml": HEAD,
            "api/node_modules/openapi.yaml": HEAD,
        },
    )
    root, files, _ = read_definition(tmp_path)
    assert root == "api/openapi.yml"
    assert sorted(files) == ["api/a.json", "api/openapi.yml", "b.YAML"]


def test_a_folder_without_a_definition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedDefinition, match=r"holds no \.json, .*; name the"):
        read_definition(tmp_path)
    write(tmp_path, {"a.yaml": "a: 1", "b.json": "{}"})
    with pytest.raises(UnsupportedDefinition, match="no file has an `openapi` field"):
        read_definition(tmp_path)


@pytest.mark.parametrize("name", ["", "openapi.yaml"])
def test_files_over_the_limit_are_refused_with_the_one_that_was_too_much(
    tmp_path: Path, name: str
) -> None:
    root = schemas("z.yaml")
    write(tmp_path, {"openapi.yaml": root, "z.yaml": "a: 1"})
    assert read_definition(tmp_path / name, Limits(file_bytes=len(root) + 4))[0] == "openapi.yaml"
    with pytest.raises(DefinitionTooLarge, match=r"z\.yaml: .* over .*; leave out"):
        read_definition(tmp_path / name, Limits(file_bytes=len(root) + 3))


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_definition(tmp_path / "no.yaml")
    assert str(caught.value) == (
        f"{tmp_path}/no.yaml: no such file or directory; check the path and its permissions"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["", "openapi.yaml"])
def test_a_path_that_may_not_be_read_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"openapi.yaml": HEAD})
    (tmp_path / name).chmod(0)
    with pytest.raises(DefinitionError, match="permission denied; check"):
        read_definition(tmp_path / name)
    (tmp_path / name).chmod(0o700)


def test_a_symbolic_link_in_a_circle_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    with pytest.raises(DefinitionError, match="symbolic links"):
        read_definition(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"$ref": "b.json"}}',
        '{"a": {"$ref" :\n "b.json#/x"}}',
        '{"a": {"\\u0024ref": "b.json"}}',
        '{"a": {"\\u0024\\u0072\\u0065\\u0066": "b.json"}}',
        '{"a": {"$re\\u0066": "b.json"}}',
        '{"a": {"$ref": "\\u0062.json"}}',
        '{"a": {"mapping": {"x": "#/x", "y": "b.json"}}}',
        '{"a": {"mapping": {"}": "b.json"}}}',
        '{"a": {"mapping" : {"x": "b%2Ejson"}}}',
        '{"a": {"mapping": {"x": {}, "y": "b.json"}}}',
        '{"a": {"\\u006dapping": {"x": "b\\u002ejson"}}}',
        '{"a": {"m\\u0061pping": {"y": "b.json"}}}',
    ],
)
def test_every_spelling_of_a_reference_in_json_is_seen(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.json": text, "b.json": "{}"})
    assert list(read_definition(tmp_path / "a.json").files) == ["a.json", "b.json"]


def test_every_file_is_handed_on_parsed_and_its_bytes_are_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": '{"x": 1}', "b.json": '{"$ref": "a.json"}', "c.yaml": "a: 1"})
    assert read_definition(tmp_path / "a.json").documents == {"a.json": {"x": 1}}
    read = read_definition(tmp_path / "b.json")
    assert read.documents == {"a.json": {"x": 1}, "b.json": {"$ref": "a.json"}}
    (tmp_path / "a.json").write_text("{}")
    assert dict(read.files) == {"a.json": b"{}", "b.json": b'{"$ref": "a.json"}'}
    assert "c.yaml" not in read.files


def test_references_that_only_look_local_are_followed(tmp_path: Path) -> None:
    texts = [
        '{"a": {"\\u0024ref": "b.json"}}',
        '{"a": {"$ref": "\\u0062.json"}}',
        '{"discriminator": {"mapping": {"b": "b.json"}}}',
        '{"a": {"$ref" : "%62.json"}}',
    ]
    for text in texts:
        write(tmp_path, {"a.json": text, "b.json": "{}"})
        assert list(read_definition(tmp_path / "a.json").files) == ["a.json", "b.json"], text


def test_what_is_parsed_already_is_not_parsed_again() -> None:
    files = {"openapi.yaml": b"openapi: [broken", "a.yaml": b"also: [broken"}
    documents = {
        "openapi.yaml": {"openapi": "3.1.0", "paths": {"/a": {"$ref": "a.yaml"}}},
        "a.yaml": {"get": {}},
    }
    definition = load(files, documents=documents)
    assert [operation.path for operation in definition.operations] == ["/a"]


def test_a_list_of_paths_and_contents_is_a_definition() -> None:
    definition = pressroom.load(
        [
            {"path": "b/pet.yaml", "content": b"type: string"},
            {"path": "./openapi.yaml", "content": schemas("b/pet.yaml")},
        ]
    )
    assert definition.root == "openapi.yaml"
    assert sorted(definition.files) == ["b/pet.yaml", "openapi.yaml"]


@pytest.mark.parametrize(
    "entry", [{}, {"path": "", "content": ""}, {"path": "a"}, {"path": "a", "content": 1}]
)
def test_an_entry_that_lacks_something_is_named(entry: dict[str, str]) -> None:
    with pytest.raises(DefinitionError, match="file 2 of the list needs a `path` and a `content`"):
        pressroom.load([{"path": "openapi.yaml", "content": HEAD}, entry])


def test_a_path_that_stands_twice_is_refused() -> None:
    entry = {"path": "openapi.yaml", "content": HEAD}
    with pytest.raises(DefinitionError, match=r"\./openapi\.yaml: it stands twice in the list"):
        pressroom.load([entry, {**entry, "path": "./openapi.yaml"}])


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    files = {"openapi.yaml": HEAD, "a.yaml": "a: 1"}
    write(tmp_path, files)
    for source in (tmp_path, {name: text.encode() for name, text in files.items()}):
        assert read_definition(source, Limits(file_count=2)).root == "openapi.yaml"
        with pytest.raises(DefinitionTooLarge, match="2 files are over the limit of 1; leave out"):
            read_definition(source, Limits(file_count=1))


def test_a_file_without_an_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("/dev/zero")
    with pytest.raises(DefinitionTooLarge, match="over 1,000 bytes"):
        read_definition(tmp_path / "a.yaml", Limits(file_bytes=1000))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HEAD.encode())))
    assert pressroom.load("-").version == "3.1.0"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HEAD.encode())))
    with pytest.raises(DefinitionTooLarge, match="over the limit of 5"):
        pressroom.load("-", limits=Limits(file_bytes=5))
