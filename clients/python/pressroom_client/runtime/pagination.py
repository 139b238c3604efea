"""Listings in pages, as iterators over all their items."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import httpx

from .codecs import decode
from .endpoints import PagedEndpoint
from .errors import DecodeError
from .unset import UNSET

Item = TypeVar("Item")
Body = TypeVar("Body")


class Step(NamedTuple):
    """How to ask for a page: with these arguments, or at this URL."""

    arguments: Mapping[str, Any]
    url: str = ""


class Page(Generic[Item, Body]):
    """One page: its `items`, the whole decoded `body`, and the `response` it came in."""

    def __init__(self, endpoint: PagedEndpoint[Item, Body], response: httpx.Response) -> None:
        self.response = response
        self._endpoint = endpoint

    @cached_property
    def document(self) -> Any:
        """The page's JSON; `None` when there is no content."""
        try:
            return self.response.json() if self.response.content else None
        except ValueError:
            message = f"the answer isn't JSON: {self.response.text[:80]!r}"
            raise DecodeError(message, self.response) from None

    @cached_property
    def items(self) -> list[Item]:
        """The items of this page."""
        found = at(self.document, self._endpoint.pages.items)
        listed: list[Item] = decode(f"list[{self._endpoint.item}]", found or [])
        return listed

    @cached_property
    def body(self) -> Body:
        """The whole answer, such as a total beside the items."""
        return self._endpoint.result(self.response)


def at(document: Any, path: tuple[str, ...]) -> Any:
    """What is at a path of property keys; `None` when nothing is."""
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def next_step(endpoint: PagedEndpoint[Any, Any], step: Step, page: Page[Any, Any]) -> Step | None:
    """How to get the page after `page`; `None` after the last."""
    pages = endpoint.pages
    if pages.style == "link":
        url = page.response.links.get("next", {}).get("url")
        return Step(step.arguments, str(page.response.url.join(url))) if url else None
    if pages.style == "cursor":
        return _by_cursor(endpoint, step, page)
    if not page.items or _is_last(endpoint, step, page):
        return None
    given = step.arguments.get(pages.parameter, UNSET)
    if pages.style == "offset":
        place = (int(given) if given is not UNSET else 0) + len(page.items)
    else:
        place = (int(given) if given is not UNSET else pages.start) + 1
    return Step({**step.arguments, pages.parameter: place})


def _by_cursor(endpoint: PagedEndpoint[Any, Any], step: Step, page: Page[Any, Any]) -> Step | None:
    pages = endpoint.pages
    following = at(page.document, pages.next)
    if not following or at(page.document, pages.more) is False:
        return None
    if pages.url:
        return Step(step.arguments, str(page.response.url.join(str(following))))
    if following == step.arguments.get(pages.parameter):
        return None  # a server that gives the same cursor again would keep us for ever
    return Step({**step.arguments, pages.parameter: following})


def _is_last(endpoint: PagedEndpoint[Any, Any], step: Step, page: Page[Any, Any]) -> bool:
    pages = endpoint.pages
    if pages.more:
        return not at(page.document, pages.more)
    limit = step.arguments.get(pages.limit, UNSET) if pages.limit else UNSET
    if isinstance(limit, int) and len(page.items) < limit:
        return True
    total = at(page.document, pages.total) if pages.total else None
    if pages.style == "offset" and isinstance(total, int):
        given = step.arguments.get(pages.parameter, UNSET)
        return (int(given) if given is not UNSET else 0) + len(page.items) >= total
    return False


class Paginator(Generic[Item, Body]):
    """All items of a listing, page after page. Pages are fetched as they are needed."""

    def __init__(
        self,
        endpoint: PagedEndpoint[Item, Body],
        arguments: Mapping[str, Any],
        fetch: Callable[[Step], httpx.Response],
    ) -> None:
        self._endpoint = endpoint
        self._arguments = arguments
        self._fetch = fetch

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[Item, Body]]:
        """The pages, one after another."""
        step: Step | None = Step(self._arguments)
        while step is not None:
            page = Page(self._endpoint, self._fetch(step))
            yield page
            step = next_step(self._endpoint, step, page)

    def first_page(self) -> Page[Item, Body]:
        """The first page alone."""
        return next(self.pages())


class AsyncPaginator(Generic[Item, Body]):
    """All items of a listing, page after page. Pages are fetched as they are needed."""

    def __init__(
        self,
        endpoint: PagedEndpoint[Item, Body],
        arguments: Mapping[str, Any],
        fetch: Callable[[Step], Awaitable[httpx.Response]],
    ) -> None:
        self._endpoint = endpoint
        self._arguments = arguments
        self._fetch = fetch

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def pages(self) -> AsyncIterator[Page[Item, Body]]:
        """The pages, one after another."""
        step: Step | None = Step(self._arguments)
        while step is not None:
            page = Page(self._endpoint, await self._fetch(step))
            yield page
            step = next_step(self._endpoint, step, page)

    async def first_page(self) -> Page[Item, Body]:
        """The first page alone."""
        return await anext(self.pages())
