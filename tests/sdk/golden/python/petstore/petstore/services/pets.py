"""The animals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import EMPTY, UNSET, Answer, Content, Endpoint, PartStyle, path, query

if TYPE_CHECKING:
    from ..models import Kind, Pet, UploadPictureRequest
    from ..runtime import AsyncClient, Options, SyncClient, Unset

_ERRORS = {"404": Answer("application/problem+json", "Problem")}
_LIST_PETS: Endpoint[list[Pet]] = Endpoint(
    "GET",
    "/pets",
    parameters={"kind": query("kind"), "limit": query("limit")},
    answers={"200": Answer("application/json", "list[Pet]")},
    errors={"default": Answer("application/problem+json", "Problem")},
    security=(("shopKey",),),
)
_ADD_PET: Endpoint[Pet] = Endpoint(
    "POST",
    "/pets",
    bodies=(Content("application/json"),),
    answers={"201": Answer("application/json", "Pet")},
    errors={"422": Answer("application/problem+json", "Problem")},
    security=(("shopKey",),),
)
_GET_PET: Endpoint[Pet] = Endpoint(
    "GET",
    "/pets/{petId}",
    parameters={"pet_id": path("petId")},
    answers={"200": Answer("application/json", "Pet")},
    errors=_ERRORS,
    security=(("shopKey",),),
)
_REMOVE_PET: Endpoint[None] = Endpoint(
    "DELETE",
    "/pets/{petId}",
    parameters={"pet_id": path("petId")},
    answers={"204": EMPTY},
    errors=_ERRORS,
    security=(("shopKey",),),
)
_UPLOAD_PICTURE: Endpoint[None] = Endpoint(
    "PUT",
    "/pets/{petId}/picture",
    parameters={"pet_id": path("petId")},
    bodies=(
        Content(
            "multipart/form-data",
            {"picture": PartStyle("application/octet-stream", file=True)},
        ),
    ),
    answers={"204": EMPTY},
    security=(("shopKey",),),
)


class PetsService:
    """The animals."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list_pets(
        self,
        *,
        kind: list[Kind] | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> list[Pet]:
        """List pets

        The pets of the shop, those that came last first.

        Args:
            kind: Only pets of these kinds.
            limit: How many pets a page has at most. The server assumes 20.

        Raises:
            ApiError: Why it didn't work.
        """
        return self._client.send(_LIST_PETS, options, kind=kind, limit=limit)

    def add_pet(self, *, body: Pet, options: Options | None = None) -> Pet:
        """Add a pet

        Raises:
            UnprocessableContent: Why it didn't work.
        """
        return self._client.send(_ADD_PET, options, body=body)

    def get_pet(self, pet_id: int, *, options: Options | None = None) -> Pet:
        """Get a pet

        Args:
            pet_id: The pet's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return self._client.send(_GET_PET, options, pet_id=pet_id)

    def remove_pet(self, pet_id: int, *, options: Options | None = None) -> None:
        """Remove a pet

        Args:
            pet_id: The pet's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return self._client.send(_REMOVE_PET, options, pet_id=pet_id)

    def upload_picture(
        self,
        pet_id: int,
        *,
        body: UploadPictureRequest,
        options: Options | None = None,
    ) -> None:
        """Upload a pet's picture

        Args:
            pet_id: The pet's number.
        """
        return self._client.send(_UPLOAD_PICTURE, options, pet_id=pet_id, body=body)


class AsyncPetsService:
    """The animals."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def list_pets(
        self,
        *,
        kind: list[Kind] | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> list[Pet]:
        """List pets

        The pets of the shop, those that came last first.

        Args:
            kind: Only pets of these kinds.
            limit: How many pets a page has at most. The server assumes 20.

        Raises:
            ApiError: Why it didn't work.
        """
        return await self._client.send(_LIST_PETS, options, kind=kind, limit=limit)

    async def add_pet(self, *, body: Pet, options: Options | None = None) -> Pet:
        """Add a pet

        Raises:
            UnprocessableContent: Why it didn't work.
        """
        return await self._client.send(_ADD_PET, options, body=body)

    async def get_pet(self, pet_id: int, *, options: Options | None = None) -> Pet:
        """Get a pet

        Args:
            pet_id: The pet's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return await self._client.send(_GET_PET, options, pet_id=pet_id)

    async def remove_pet(self, pet_id: int, *, options: Options | None = None) -> None:
        """Remove a pet

        Args:
            pet_id: The pet's number.

        Raises:
            NotFound: Why it didn't work.
        """
        return await self._client.send(_REMOVE_PET, options, pet_id=pet_id)

    async def upload_picture(
        self,
        pet_id: int,
        *,
        body: UploadPictureRequest,
        options: Options | None = None,
    ) -> None:
        """Upload a pet's picture

        Args:
            pet_id: The pet's number.
        """
        return await self._client.send(_UPLOAD_PICTURE, options, pet_id=pet_id, body=body)
