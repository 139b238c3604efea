"""docs/options.md, held against the options that there are."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec

from pressroom.collection import Options

PAGE = Path(__file__).parents[2] / "docs" / "options.md"
TEXT = PAGE.read_text(encoding="utf-8")


def table() -> dict[str, list[str]]:
    """The values and defaults in the table, by option."""
    found = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, flags=re.M)
    return {name: cells for name, *cells in found}


def written(type_: Any) -> str:
    """The values of a type as the table has them."""
    values = get_args(type_) or (("true", "false") if type_ is bool else ())
    return ", ".join(f"`{value}`" for value in values) or "1 to 100"


def test_the_table_has_every_option_with_its_values_and_default() -> None:
    listed = table()
    assert listed.pop("parametersResolution")[0] == listed["requestParametersResolution"][0]
    fields = {field.encode_name: field for field in msgspec.structs.fields(Options)}
    assert set(listed) == set(fields)
    for name, (values, default, _) in listed.items():
        field = fields[name]
        assert values == written(field.type), name
        shown = str(field.default).lower() if field.type is bool else str(field.default)
        assert default == f"`{shown}`", name


def test_every_option_is_explained() -> None:
    explained = TEXT.partition("## What each does")[2].partition("\n## ")[0]
    for name in table():
        assert f"`{name}`" in explained, name


def test_every_option_is_explained_in_the_library() -> None:
    for field in msgspec.structs.fields(Options):
        assert f"        {field.name}: " in str(Options.__doc__), field.name


def test_the_limits_of_the_table_hold() -> None:
    for limit in (1, 100):
        assert Options.from_dialect({"stackLimit": limit}).stack_limit == limit
