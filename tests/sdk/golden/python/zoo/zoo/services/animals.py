"""Who lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import (
    EMPTY,
    UNSET,
    Answer,
    Content,
    DownloadEndpoint,
    Endpoint,
    PagedEndpoint,
    Pages,
    PartStyle,
    cookie,
    header,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import Animal, ChangeAnimalRequest, Filter, ListAnimalsResponse, SetPictureRequest
    from ..runtime import (
        AsyncClient,
        AsyncDownload,
        AsyncPaginator,
        Download,
        Options,
        Paginator,
        SyncClient,
        Unset,
    )

_LIST_ANIMALS: PagedEndpoint[Animal, ListAnimalsResponse] = PagedEndpoint(
    "GET",
    "/animals",
    parameters={
        "cursor": query("cursor"),
        "limit": query("limit"),
        "filter": query("filter", style="deepObject", explode=False),
        "tags": query("tags", explode=False),
        "x_trace": header("X-Trace"),
        "visitor": cookie("visitor"),
    },
    answers={"200": Answer("application/json", "ListAnimalsResponse")},
    errors={"429": Answer("application/problem+json", "Problem")},
    security=(("key",),),
    pages=Pages(
        "cursor",
        items=("data",),
        next=("meta", "nextCursor"),
        parameter="cursor",
        limit="limit",
    ),
    item="Animal",
)
_ADD_ANIMAL: Endpoint[Animal] = Endpoint(
    "POST",
    "/animals",
    parameters={"idempotency_key": header("Idempotency-Key")},
    bodies=(Content("application/json"),),
    answers={"201": Answer("application/json", "Animal")},
    errors={"422": Answer("application/problem+json", "Problem")},
    security=(("key",),),
    idempotency_key="idempotency_key",
)
_GET_ANIMAL: Endpoint[Animal] = Endpoint(
    "GET",
    "/animals/{animalId}",
    parameters={"animal_id": path("animalId")},
    answers={"200": Answer("application/json", "Animal")},
    errors={"404": Answer("application/problem+json", "Problem")},
    security=(("key",),),
)
_CHANGE_ANIMAL: Endpoint[None] = Endpoint(
    "PATCH",
    "/animals/{animalId}",
    parameters={"animal_id": path("animalId")},
    bodies=(Content("application/merge-patch+json"),),
    answers={"204": EMPTY},
    security=(("key",),),
)
_CLASS: Endpoint[None] = Endpoint(
    "DELETE",
    "/animals/{animalId}",
    parameters={"animal_id": path("animalId")},
    answers={"204": EMPTY},
    security=(("key",),),
)
_GET_PICTURE = DownloadEndpoint(
    "GET",
    "/animals/{animalId}/picture",
    parameters={"animal_id": path("animalId")},
    answers={"200": Answer("image/png", "bytes")},
    security=(("key",),),
)
_SET_PICTURE: Endpoint[None] = Endpoint(
    "PUT",
    "/animals/{animalId}/picture",
    parameters={"animal_id": path("animalId")},
    bodies=(
        Content(
            "multipart/form-data",
            {
                "picture": PartStyle("application/octet-stream", file=True),
                "position": PartStyle("application/json"),
            },
        ),
    ),
    answers={"204": EMPTY},
    security=(("key",),),
)


class AnimalsService:
    """Who lives here."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list_animals(
        self,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        filter: Filter | Unset = UNSET,
        tags: list[str] | Unset = UNSET,
        x_trace: str | Unset = UNSET,
        visitor: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Animal, ListAnimalsResponse]:
        """List animals

        Newest first.

        Args:
            cursor: Where to go on.
            limit: The server assumes 20.

        Raises:
            TooManyRequests: Why it didn't work.
        """
        return self._client.paginate(
            _LIST_ANIMALS,
            options,
            cursor=cursor,
            limit=limit,
            filter=filter,
            tags=tags,
            x_trace=x_trace,
            visitor=visitor,
        )

    def add_animal(
        self,
        *,
        body: Animal,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Animal:
        """Add an animal

        Args:
            body: Who is new.

        Raises:
            UnprocessableContent: Why it didn't work.
        """
        return self._client.send(_ADD_ANIMAL, options, idempotency_key=idempotency_key, body=body)

    def get_animal(self, animal_id: int, *, options: Options | None = None) -> Animal:
        """Get an animal

        Args:
            animal_id: The animal's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return self._client.send(_GET_ANIMAL, options, animal_id=animal_id)

    def change_animal(
        self,
        animal_id: int,
        *,
        body: ChangeAnimalRequest | Unset = UNSET,
        options: Options | None = None,
    ) -> None:
        """Change an animal

        Args:
            animal_id: The animal's number.
        """
        return self._client.send(_CHANGE_ANIMAL, options, animal_id=animal_id, body=body)

    def class_(self, animal_id: int, *, options: Options | None = None) -> None:
        """Let an animal go

        Called by a word of Python, so that it has to be told apart.

        Deprecated.

        Args:
            animal_id: The animal's number.
        """
        return self._client.send(_CLASS, options, animal_id=animal_id)

    def get_picture(self, animal_id: int, *, options: Options | None = None) -> Download:
        """GET /animals/{animalId}/picture"""
        return self._client.download(_GET_PICTURE, options, animal_id=animal_id)

    def set_picture(
        self,
        animal_id: int,
        *,
        body: SetPictureRequest,
        options: Options | None = None,
    ) -> None:
        """PUT /animals/{animalId}/picture"""
        return self._client.send(_SET_PICTURE, options, animal_id=animal_id, body=body)


class AsyncAnimalsService:
    """Who lives here."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list_animals(
        self,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        filter: Filter | Unset = UNSET,
        tags: list[str] | Unset = UNSET,
        x_trace: str | Unset = UNSET,
        visitor: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Animal, ListAnimalsResponse]:
        """List animals

        Newest first.

        Args:
            cursor: Where to go on.
            limit: The server assumes 20.

        Raises:
            TooManyRequests: Why it didn't work.
        """
        return self._client.paginate(
            _LIST_ANIMALS,
            options,
            cursor=cursor,
            limit=limit,
            filter=filter,
            tags=tags,
            x_trace=x_trace,
            visitor=visitor,
        )

    async def add_animal(
        self,
        *,
        body: Animal,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Animal:
        """Add an animal

        Args:
            body: Who is new.

        Raises:
            UnprocessableContent: Why it didn't work.
        """
        return await self._client.send(
            _ADD_ANIMAL,
            options,
            idempotency_key=idempotency_key,
            body=body,
        )

    async def get_animal(self, animal_id: int, *, options: Options | None = None) -> Animal:
        """Get an animal

        Args:
            animal_id: The animal's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return await self._client.send(_GET_ANIMAL, options, animal_id=animal_id)

    async def change_animal(
        self,
        animal_id: int,
        *,
        body: ChangeAnimalRequest | Unset = UNSET,
        options: Options | None = None,
    ) -> None:
        """Change an animal

        Args:
            animal_id: The animal's number.
        """
        return await self._client.send(_CHANGE_ANIMAL, options, animal_id=animal_id, body=body)

    async def class_(self, animal_id: int, *, options: Options | None = None) -> None:
        """Let an animal go

        Called by a word of Python, so that it has to be told apart.

        Deprecated.

        Args:
            animal_id: The animal's number.
        """
        return await self._client.send(_CLASS, options, animal_id=animal_id)

    def get_picture(self, animal_id: int, *, options: Options | None = None) -> AsyncDownload:
        """GET /animals/{animalId}/picture"""
        return self._client.download(_GET_PICTURE, options, animal_id=animal_id)

    async def set_picture(
        self,
        animal_id: int,
        *,
        body: SetPictureRequest,
        options: Options | None = None,
    ) -> None:
        """PUT /animals/{animalId}/picture"""
        return await self._client.send(_SET_PICTURE, options, animal_id=animal_id, body=body)
