"""Reference pages: the seed's format, and text that stays text."""

import posixpath
import re
import time
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import pressroom
from pressroom.sdk import generate
from pressroom.sdk.pages import markdown, prose
from sdk.plans import answering, definition

SEED = Path(__file__).parent / "seed"


def words_of(page: str) -> list[str]:
    """All that is in a page, white space aside, and the lines that mark headings in Markdown.

    An empty last cell is there or not, as in the seed itself; tables may have either.
    """
    lines = (line for line in page.splitlines() if not re.fullmatch(r"-+", line))
    return [word for line in lines for word in re.sub(r"(\| *)+$", "|", line).split()]


@pytest.fixture(scope="module")
def seed_pages() -> dict[str, str]:
    return generate(pressroom.load(SEED / "async-task.openapi.yaml"), "typescript-pages")


def test_the_page_of_a_task_reads_as_the_seed_does(seed_pages: dict[str, str]) -> None:
    expected = (SEED / "get-status-of-an-async-task.txt").read_text()
    assert words_of(seed_pages["models/GetStatusOfAnAsyncTask.md"]) == words_of(expected)


def test_pages_are_a_readme_a_page_a_service_and_a_page_a_model(seed_pages: dict[str, str]) -> None:
    assert list(seed_pages) == [
        "README.md",
        "services/InventoriesService.md",
        "services/ApisService.md",
        "models/Inventory.md",
        "models/GetStatusOfAnAsyncTask.md",
    ]


def test_pages_of_python_have_its_types_and_names() -> None:
    pages = generate(pressroom.load(SEED / "async-task.openapi.yaml"), "python-pages")
    page = pages["models/GetStatusOfAnAsyncTask.md"]
    assert "created_at | str | ❌ |" in page
    assert "API_VERSION | str | ✅ |" in page
    assert "resources | list\\[Details1Resources\\] | ❌ |" in page


def links(page: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    inline = [child for token in tokens for child in token.children or ()]
    return [unquote(str(child.attrs["href"])) for child in inline if child.type == "link_open"]


def test_every_link_leads_to_a_page(seed_pages: dict[str, str]) -> None:
    for path, page in seed_pages.items():
        for target in links(page):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in seed_pages


HOSTILE = [
    "<script>alert(1)</script>",
    "a | b | c",
    "line\n\n# heading\n- item\n1. item\n> quote\n---\n===",
    "`code` ```\nblock\n``` ~~~\nblock\n~~~",
    "[link](javascript:alert(1)) ![image](x) <https://x>",
    "{{ template }} ${template} {% raw %} <%= x %>",
    '"""\' \\ \\| \\\\| &lt; &amp;',
    "\0\x07\x1b[31m\u202eright\u2066 \ud800".encode("utf-8", "replace").decode(),
    "*bold* _italic_ __init__ ~~gone~~ $math$",
]


def shown(page: str) -> tuple[set[str], list[str]]:
    """What another's parser makes of a page: the kinds of its marks, and the text of each cell."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    marks = {child.type for token in inline for child in token.children or ()}
    marks = {mark.removesuffix("_open").removesuffix("_close") for mark in marks}
    texts = ["".join(child.content for child in token.children or ()) for token in inline]
    return kinds | marks, texts


OURS = {
    "strong",
    "heading",
    "paragraph",
    "bullet_list",
    "list_item",
    "link",
    "code_inline",
    "fence",
}
TABLE = {"table", "thead", "tbody", "tr", "th", "td", "inline", "text"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_a_cell_shows_as_it_is(text: str) -> None:
    kinds, texts = shown(markdown.table(("A", "B"), [(markdown.text(text), "x")]))
    unseen = re.sub("[\x00-\x08\x0e-\x1f\u202e\u2066]", "", text)
    assert kinds <= TABLE
    assert texts == ["A", "B", " ".join(unseen.split()), "x"]


@given(st.text(max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    kinds, texts = shown(markdown.table(("A", "B"), [(markdown.text(text), "x")]))
    assert kinds <= TABLE
    assert (len(texts), texts[-1]) == (4, "x")
    assert shown(markdown.heading(markdown.text(text)))[0] <= {"heading", "inline", "text"}


PIECES = ["`", "``", "**", "*", "_", "[", "]", "(", ")", "|", "\\", "!", "<b>", "&lt;", "#", "- "]
PIECES += ["1. ", "> ", "```", "~~~", "---", "\n", "\n\n", " ", "a", "https://x.y", "|---|"]
MARKS = st.lists(st.sampled_from([*PIECES, "[a](https://x)"]), max_size=12).map("".join)
PROSE = {"inline", "text", "code_inline", "strong", "link"}


@given(MARKS)
def test_no_description_leaves_its_cell(text: str) -> None:
    kinds, texts = shown(markdown.table(("A", "B"), [(prose.cell(text), "x")]))
    assert kinds <= TABLE | PROSE
    assert (len(texts), texts[-1]) == (4, "x")


@given(MARKS | st.sampled_from(HOSTILE))
def test_no_description_has_more_than_prose(text: str) -> None:
    parts = prose.paragraphs(text)
    kinds, _ = shown(markdown.page([*parts, markdown.heading("After")]))
    blocks = {"paragraph", "bullet_list", "list_item", "fence", "heading"}
    assert kinds <= TABLE | PROSE | blocks
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.page([*parts, "After\n---"]))
    assert [token.content for token in tokens if token.type == "inline"][-1] == "After"
    assert len([token for token in tokens if token.type == "heading_open"]) == 1


def test_what_authors_write_is_kept() -> None:
    written = (
        "The `a|b` of **all** [pets](https://pets.example/a_b).\n\n- one\n- two\n\n"
        '| role | may |\n|---|---|\n| `viewer` | read |\n\n## More\n\n```json\n{"a": 1}\n```'
    )
    assert prose.paragraphs(written) == [
        "The `a|b` of **all** [pets](https://pets.example/a_b).",
        "- one\n- two",
        "role | may |\n---|---|\n`viewer` | read |",
        "**More**",
        '```\n{"a": 1}\n```',
    ]
    assert prose.cell("The `a|b`.") == "The `a\\|b`."


def test_links_to_anything_but_the_web_and_images_stay_text() -> None:
    for written in ("[a](javascript:x)", "[a](data:x)", "![a](https://x)", "<https://x>"):
        assert "link" not in shown(prose.cell(written))[0]
        assert "image" not in shown(prose.cell(written))[0]


def test_a_long_description_takes_no_square_of_time() -> None:
    for mark in ("`", "**a", "[a](", "# ", "- ", "| ", "|---|", "```\n", " "):
        started = time.process_time()
        prose.paragraphs(f"a|b\n{mark * 20_000}")
        assert time.process_time() - started < 2, mark


@given(st.text(max_size=60))
def test_no_text_leaves_its_code(text: str) -> None:
    assert shown(markdown.code(text))[0] <= {"paragraph", "inline", "code_inline"}
    assert shown(markdown.block(text.replace("\r", ""), "json"))[0] == {"fence"}


def test_a_hostile_definition_gives_pages_without_markup_of_its_own() -> None:
    """All text of a definition, each of it hostile, in every place that pages show."""
    bad = " ".join(HOSTILE)
    schemas = {
        bad: {
            "title": bad,
            "description": bad,
            "type": "object",
            "properties": {
                bad: {"type": "string", "description": bad, "enum": [bad, f"{bad}2"]},
                f"{bad}3": {"const": bad, "description": bad},
                f"{bad}4": {"oneOf": [{"title": bad, "type": "object", "properties": {bad: {}}}]},
            },
        }
    }
    spec = answering(
        {"$ref": "#/components/schemas/" + quote(bad.replace("~", "~0").replace("/", "~1"))},
        operationId=bad,
        tags=[bad],
        summary=bad,
        description=bad,
        parameters=[{"name": bad, "in": "query", "description": bad, "schema": {"example": bad}}],
    )
    made = generate(
        definition(
            schemas,
            {f"/{bad}": {"post": spec}},
            servers=[{"url": bad, "description": bad}],
            tags=[{"name": bad, "description": bad}],
            components={
                "securitySchemes": {bad: {"type": "http", "scheme": bad, "description": bad}}
            },
        ),
        "typescript-pages",
    )
    assert len(made) == 3
    for page in made.values():
        kinds, _ = shown(page)
        assert kinds <= TABLE | OURS
        assert all(re.fullmatch(r"(\.\./)?(models|services)/[^:]+\.md", one) for one in links(page))
