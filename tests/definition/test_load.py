"""The door of the definition room: which files come in, and which root is found."""

import json

import pytest
from definition_strategies import FIELDS, JUMBLED, jumbled_document
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import Limits, bundle, load
from pressroom.errors import (
    DefinitionError,
    DefinitionSyntaxError,
    DefinitionTooLarge,
    UnsupportedDefinition,
)

YAML = b"openapi: 3.0.3\ninfo: {title: Pets}\npaths: {}\n"
JSON = b'{"openapi": "3.1.0", "info": {"title": "Pets"}, "paths": {}}'


@pytest.mark.parametrize(
    ("content", "root"),
    [
        (YAML, "openapi.yaml"),
        (YAML.decode(), "openapi.yaml"),
        (JSON, "openapi.json"),
        (JSON.decode(), "openapi.json"),
        (b"\xef\xbb\xbf \n" + JSON, "openapi.json"),
    ],
)
def test_a_single_content_is_named_by_its_format(content: bytes | str, root: str) -> None:
    definition = load(content)
    assert (definition.root, definition.title) == (root, "Pets")
    assert definition.files == {root: content if isinstance(content, bytes) else content.encode()}


@pytest.mark.parametrize(
    ("paths", "root"),
    [
        (["b.yaml", "a/openapi.yaml"], "a/openapi.yaml"),
        (["swagger.yaml", "openapi.v2.yaml"], "openapi.v2.yaml"),
        (["index.yaml", "swagger.yaml"], "swagger.yaml"),
        (["root.yaml", "api.yaml"], "root.yaml"),
        (["z/openapi.yaml", "a/b/openapi.yaml"], "z/openapi.yaml"),
        (["b.yaml", "a.yaml", "c.yaml"], "a.yaml"),
        (["deep/a.yaml", "b.yaml"], "b.yaml"),
    ],
)
def test_the_root_is_the_likeliest_of_several(paths: list[str], root: str) -> None:
    assert load(dict.fromkeys(paths, YAML)).root == root


def test_only_a_file_with_the_field_at_its_top_is_a_root() -> None:
    files = {
        "openapi.yaml": b"info: {openapi: 3.0.0}",
        "openapi.json": b'["openapi"]',
        "README.md": YAML,
        "main.yml": YAML,
    }
    assert load(files).root == "main.yml"


def test_a_given_root_is_taken() -> None:
    files = {"openapi.yaml": YAML, "./other/api.json": JSON}
    assert load(files, root="other/./api.json").version == "3.1.0"
    with pytest.raises(DefinitionError, match=r"'no.yaml' isn't among the files"):
        load(files, root="no.yaml")


@pytest.mark.parametrize("files", [{}, {"a.yaml": b"a: 1", "b.yaml": b"openapi"}])
def test_files_without_a_root_are_refused_with_the_remedy(files: dict[str, bytes]) -> None:
    with pytest.raises(UnsupportedDefinition, match=r"no file has .*; add the definition's main"):
        load(files)


def test_a_broken_candidate_is_named_when_there_is_no_other_root() -> None:
    files = {"openapi.yaml": b"openapi: [", "pets.yaml": b"a: 1"}
    with pytest.raises(DefinitionSyntaxError, match=r"openapi.yaml:2:1"):
        load(files)
    assert load({**files, "pets.yaml": YAML}).root == "pets.yaml"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: 1", "openapi.yaml: not an OpenAPI definition: there is no `openapi` field"),
        (b"- a", "openapi.yaml: not an OpenAPI definition"),
        (b"null", "openapi.yaml: not an OpenAPI definition"),
        (b"# only a comment", "openapi.yaml: not an OpenAPI definition"),
        (b"openapi:\n", "openapi.yaml:1:1: not an OpenAPI definition"),
        (b"a: 1\nswagger: '1.2'", "openapi.yaml:2:1: Swagger 1.2 isn't supported; use OpenAPI"),
        (b"swagger: 3.0.0", "openapi.yaml:1:1: Swagger 3.0.0 isn't supported; use OpenAPI 2.0"),
        (b"swagger: ~", "openapi.yaml:1:1: not an OpenAPI definition"),
        (b"a: 1\nopenapi: 4.0.0", "openapi.yaml:2:1: OpenAPI 4.0.0 isn't supported; use OpenAPI 2"),
        (b"openapi: 3.10.0", "openapi.yaml:1:1: OpenAPI 3.10.0 isn't supported"),
        (b'{"openapi": "2.0"}', "openapi.json:1:2: OpenAPI 2.0 isn't supported"),
    ],
)
def test_what_is_no_openapi_of_a_known_version_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnsupportedDefinition) as caught:
        load(content)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1", "3.2.0", "3.0"])
def test_openapi_3_is_taken_and_its_version_kept(version: str) -> None:
    assert load(f"openapi: {version}\n").version == version


@pytest.mark.parametrize("version", ["2.0", "'2.0'", "2"])
def test_openapi_2_is_taken_and_its_version_kept(version: str) -> None:
    assert load(f"swagger: {version}\n").version == version.strip("'")


def test_a_document_that_names_both_versions_is_openapi_3() -> None:
    assert load("openapi: 3.0.0\nswagger: '2.0'\n").version == "3.0.0"


@pytest.mark.parametrize("content", [b"", b"\n", ""])
def test_an_empty_content_is_refused(content: bytes | str) -> None:
    with pytest.raises(DefinitionError, match="the file is empty; put"):
        load(content)


def test_all_files_together_count_against_the_limit() -> None:
    files = {"openapi.yaml": YAML, "unused.yaml": b" " * 100}
    assert load(files, limits=Limits(file_bytes=len(YAML) + 100)).title == "Pets"
    with pytest.raises(DefinitionTooLarge, match="over the limit"):
        load(files, limits=Limits(file_bytes=len(YAML) + 99))


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(DefinitionSyntaxError, match="UTF-8"):
        load("openapi: 3.0.0 \ud800")


PATHS = st.dictionaries(
    st.sampled_from(["/a", "/b"]),
    st.dictionaries(st.sampled_from(["get", "post", "parameters", "servers", "$ref"]), JUMBLED),
)


@given(st.dictionaries(st.sampled_from(FIELDS), JUMBLED), PATHS)
def test_no_shape_of_document_raises_anything_but_a_definition_error(
    fields: dict[str, object], paths: dict[str, object]
) -> None:
    content = jumbled_document({**fields, "paths": paths})
    try:
        definition = load(content)
    except DefinitionError as error:
        assert str(error).startswith("openapi.json")  # noqa: PT017 (only some shapes are refused)
    else:
        assert bundle(definition) == content
        assert json.loads(content) == definition.document


@given(st.binary(max_size=60) | st.text("opena: {}[]3.1\n\"'&*-#", max_size=60))
def test_no_content_raises_anything_but_a_definition_error(content: bytes | str) -> None:
    with pytest.raises(DefinitionError):
        load(content)
