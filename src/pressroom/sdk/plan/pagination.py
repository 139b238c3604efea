"""Telling which operations list something in pages, and how to get the next one."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.lookup import Path, at, folded, json_result, path_of, resolved, walk
from pressroom.sdk.plan.model import (
    ANY,
    Argument,
    Array,
    Json,
    Model,
    Nullable,
    Operation,
    Pagination,
    Primitive,
    Property,
    Type,
)

EXTENSION = "x-pressroom-pagination"

_CURSORS = (
    "cursor", "pagetoken", "nexttoken", "pagecursor", "nextcursor", "continuationtoken",
    "continuation", "marker", "after", "pageafter", "skiptoken", "nextpagetoken", "scrollid",
    "startingtoken", "exclusivestartkey", "bookmark", "starttoken",
)  # fmt: skip
_OFFSETS = ("offset", "skip", "startindex", "startat", "pageoffset", "start", "from")
_PAGES = ("page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage", "p")
_LIMITS = (
    "limit", "perpage", "pagesize", "maxresults", "pagelimit", "size", "top", "take", "count",
    "maxitems", "resultsperpage", "itemsperpage", "first", "num", "rows",
)  # fmt: skip
_ITEMS = ("data", "items", "results", "value", "values", "records", "entries", "list", "content")
_NEXT = (
    "nextcursor", "nextpagetoken", "nexttoken", "nextpagecursor", "endcursor", "next", "cursor",
    "continuationtoken", "nextmarker", "after", "skiptoken", "nextpage", "bookmark", "scrollid",
)  # fmt: skip
_URLS = ("odatanextlink", "nextlink", "nextpageurl", "nexturl", "nexturi", "nexthref", "next")
_MORE = ("hasmore", "hasnextpage", "hasnext", "more", "ismore", "morerecords")
_TOTALS = ("total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalsize")
_PLAIN = ("string", "integer", "number", "boolean", "uri", "uuid", "any")
_ENVELOPES = (
    "meta", "metadata", "responsemetadata", "paging", "pagination", "page", "pages", "pageinfo",
    "pagingcursors", "cursors", "links", "link", "next", "paginginfo", "paginationinfo",
)  # fmt: skip
_STYLES = ("cursor", "offset", "page", "link")


class Paging:
    """Detects pagination in planned operations."""

    def __init__(self, models: Mapping[str, Model], decisions: Decisions) -> None:
        self._models = models
        self._decisions = decisions

    def of(self, operation: Operation, extension: Json) -> Pagination | None:
        """How an operation is paginated; what its extension says counts first."""
        result = json_result(operation)
        if extension is False or result is None:
            return None
        if isinstance(extension, dict):
            return self._said(operation, extension, result)
        if operation.method != "GET":
            return None
        found = self._items(result)
        return self._detected(operation, result, *found) if found else None

    def _said(
        self, operation: Operation, extension: Mapping[str, Json], result: Type
    ) -> Pagination | None:
        items = path_of(extension.get("items", ""))
        listed = at(result, items, self._models) if items is not None else None
        array = resolved(listed, self._models) if listed is not None else None
        style = extension.get("style")
        if style not in _STYLES or items is None or not isinstance(array, Array):
            self._decisions.here(
                "bad-extension", f"{EXTENSION} needs a style and items that lead to an array"
            )
            return None
        start = extension.get("start", 1)
        return Pagination(
            style=style,
            items=items,
            item=array.items,
            parameter=str(extension.get("parameter", "")),
            limit=str(extension.get("limit", "")),
            next=path_of(extension.get("next")) or (),
            url=extension.get("url") is True,
            start=start if isinstance(start, int) else 1,
            total=path_of(extension.get("total")) or (),
            more=path_of(extension.get("more")) or (),
            detected=False,
        )

    def _items(self, result: Type) -> tuple[Path, Array] | None:
        """Where the items are: the body itself, or its property that is called so."""
        whole = resolved(result, self._models)
        if isinstance(whole, Array):
            return (), whole
        arrays = [
            (path, array)
            for path, one in walk(result, self._models, 1)
            if isinstance(array := resolved(one.type, self._models), Array)
        ]
        named = [found for found in arrays if folded(found[0][-1]) in _ITEMS]
        if named:
            return named[0]
        return arrays[0] if len(arrays) == 1 else None

    def _detected(
        self, operation: Operation, result: Type, items: Path, array: Array
    ) -> Pagination | None:
        fields = list(walk(result, self._models, 3, _ENVELOPES)) if items else []
        query = {folded(one.wire): one for one in operation.arguments if one.location == "query"}
        limit = _first(query, _LIMITS)
        found = self._style(operation, query, fields)
        if found is None:
            return None
        style, argument, next_, url = found
        start = argument.default if argument and style == "page" else 1
        return Pagination(
            style=style,
            items=items,
            item=array.items,
            parameter=argument.wire if argument else "",
            limit=limit.wire if limit else "",
            next=next_,
            url=url,
            start=start if start in (0, 1) and not isinstance(start, bool) else 1,
            total=self._field(fields, _TOTALS),
            more=self._field(fields, _MORE),
        )

    def _style(
        self,
        operation: Operation,
        query: Mapping[str, Argument],
        fields: Sequence[tuple[Path, Property]],
    ) -> tuple[Literal["cursor", "offset", "page", "link"], Argument | None, Path, bool] | None:
        url = next((path for path, one in fields if self._is_url(path, one)), ())
        cursor = _first(query, _CURSORS)
        token = self._field([(path, one) for path, one in fields if path != url], _NEXT)
        if cursor and token:
            return "cursor", cursor, token, False
        if any(
            header.wire.lower() == "link" for one in operation.successes for header in one.headers
        ):
            return "link", None, (), False
        if url:
            return "cursor", cursor, url, True
        offset, page = _first(query, _OFFSETS), _first(query, _PAGES)
        if page and _is_number(page):
            return "page", page, (), False
        if offset and _is_number(offset):
            return "offset", offset, (), False
        return None

    def _field(self, fields: Sequence[tuple[Path, Property]], names: tuple[str, ...]) -> Path:
        """The path of the field whose name comes first among these."""
        found = [
            (names.index(name), path)
            for path, one in fields
            if (name := folded(path[-1])) in names and self._kind(one) in _PLAIN
        ]
        return min(found, key=lambda one: one[0], default=(0, ()))[1]

    def _is_url(self, path: Path, one: Property) -> bool:
        """Whether a field holds the address of the next page; `next` may hold anything."""
        name = folded(one.wire)
        if name == "href":
            if len(path) < 2 or folded(path[-2]) != "next":
                return False
        elif name not in _URLS:
            return False
        return self._kind(one) == "uri" or (name != "next" and self._kind(one) == "string")

    def _kind(self, one: Property) -> str:
        found = resolved(one.type, self._models)
        return found.kind if isinstance(found, Primitive) else ""


def _first(query: Mapping[str, Argument], names: tuple[str, ...]) -> Argument | None:
    return next((query[name] for name in names if name in query), None)


def _is_number(argument: Argument) -> bool:
    type_ = argument.type.of if isinstance(argument.type, Nullable) else argument.type
    return type_ in (Primitive("integer"), Primitive("number"), Primitive("string"), ANY)
