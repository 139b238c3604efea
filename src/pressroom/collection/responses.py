"""From an operation's responses to saved responses, each with the request it answers."""

from collections.abc import Iterator
from http import HTTPStatus
from uuid import UUID

from pressroom.collection import bodies
from pressroom.collection.identity import response_identity
from pressroom.collection.model import Field, Request, SavedResponse
from pressroom.collection.options import Options
from pressroom.collection.styles import segment
from pressroom.collection.values import Values
from pressroom.definition.model import Json, MediaType, Operation, Response

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class Responses:
    """Makes the saved responses of one conversion."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._values = Values(
            options.example_parameters_resolution, deprecated=options.include_deprecated
        )

    def saved(self, operation: Operation, item: UUID, request: Request) -> Iterator[SavedResponse]:
        """One saved response for each response, media type and example of the author's."""
        alone = len(operation.responses) == 1
        for response in operation.responses:
            code = _code(response.status, alone)
            if not response.content:
                yield self._empty(response, code, item, request)
            for media_type in response.content:
                for name, value in self._values.named(media_type, "response"):
                    yield self._filled(response, code, media_type, name, value, item, request)

    def _empty(self, response: Response, code: int, item: UUID, request: Request) -> SavedResponse:
        return SavedResponse(
            id=str(response_identity(item, response.status, "", "")),
            name=_name(response, ""),
            original_request=request,
            status=_PHRASES.get(code, ""),
            code=code,
            preview_language="text",
            header=tuple(self._headers(response)),
        )

    def _filled(
        self,
        response: Response,
        code: int,
        media_type: MediaType,
        name: str,
        value: Json,
        item: UUID,
        request: Request,
    ) -> SavedResponse:
        body = "" if value is None else bodies.text(value, media_type.name, self._options)
        return SavedResponse(
            id=str(response_identity(item, response.status, media_type.name, name)),
            name=_name(response, name),
            original_request=request,
            status=_PHRASES.get(code, ""),
            code=code,
            preview_language=bodies.language(media_type.name),
            header=(Field("Content-Type", media_type.name), *self._headers(response)),
            body=body,
        )

    def _headers(self, response: Response) -> Iterator[Field]:
        for header in response.headers:
            if header.name.lower() != "content-type":
                value = self._values.of_parameter(header, "response")
                text = segment(header.name, value, "simple", header.explode)
                yield Field(header.name, text, description=header.description)


def _code(status: str, alone: bool) -> int:
    """A status code: `2XX` is its first, `default` an error unless there is nothing else."""
    if status.isascii() and status.isdigit():
        return int(status)
    if status[:1].isdigit():
        return int(status[0]) * 100
    return 200 if alone else 500


def _name(response: Response, example: str) -> str:
    lines = response.description.strip().splitlines()
    return example or (lines[0] if lines else response.status)
