"""Saved responses: an example for each status, media type and named example."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from http import HTTPStatus

import msgspec

from pressroom.collection.auth import NO_AUTH, Access, shown
from pressroom.collection.conversion import Answer, Conversion
from pressroom.collection.escapes import sendable
from pressroom.collection.identity import identity_bytes, response_identity
from pressroom.collection.media import accept_value, header_value, kind
from pressroom.collection.model import Field, Request, SavedResponse
from pressroom.collection.styles import segment
from pressroom.definition.model import Example, MediaType, Operation, Response

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_PHRASES |= {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}
# RFC 9110 renamed these three; which name Python gives them depends on its version.
_NONE = MediaType(name="", schema=None)


def saved_responses(
    operation: Operation,
    item: str,
    requests: Callable[[str], Request],
    need: Access,
    conversion: Conversion,
) -> Iterator[SavedResponse]:
    """The examples of an operation's answers, in the order of the definition.

    Args:
        operation: whose answers.
        item: the identifier of its item.
        requests: gives the request with the examples of a name, or with the first ones for `""`.
        need: what the request authenticates with.
        conversion: what is known.
    """
    shared = _request_examples(operation)
    alone = len(operation.responses) == 1
    namespace = identity_bytes(item)
    originals: dict[str, Request] = {}
    asked: dict[tuple[str, str], Request] = {}
    for response in operation.responses:
        for answer in _answers(response, conversion, alone=alone):
            name = answer.example if answer.example in shared else ""
            key = (name, answer.media_type)
            if key not in asked:
                if name not in originals:
                    originals[name] = _original(requests(name), need, conversion)
                asked[key] = _accepting(originals[name], answer.media_type)
            yield SavedResponse(
                id=response_identity(namespace, answer.key),
                name=answer.name,
                original_request=asked[key],
                status=answer.status,
                code=answer.code,
                preview_language=answer.language,
                header=answer.header,
                body=answer.body,
            )


def _answers(response: Response, conversion: Conversion, *, alone: bool) -> tuple[Answer, ...]:
    """What is saved of a response; of one that many operations share it is made once."""
    key = (id(response), alone)
    if key not in conversion.answers:
        made = tuple(_made_answers(response, conversion, alone=alone))
        conversion.answers[key] = (response, made)
    return conversion.answers[key][1]


def _made_answers(response: Response, conversion: Conversion, *, alone: bool) -> Iterator[Answer]:
    code = status_code(response.status, alone=alone)
    for media in response.content or (_NONE,):
        header = tuple(_headers(response, media.name, conversion))
        for example in conversion.responses.every(media, "response"):
            yield Answer(
                key=f"{response.status}\n{media.name}\n{example.name}",
                media_type=media.name,
                example=example.name,
                name=_name(response, code, media, example),
                status=phrase(code),
                code=code,
                language=_language(media.name),
                header=header,
                body=conversion.text(media, example.value),
            )


def _request_examples(operation: Operation) -> set[str]:
    """The names of all examples of the request."""
    listed = [one.examples for one in operation.parameters]
    listed += [one.examples for one in (operation.body.content if operation.body else ())]
    return {one.name for examples in listed for one in examples}


def _original(request: Request, need: Access, conversion: Conversion) -> Request:
    """The request without its authentication, the credentials written out if options say so."""
    shows = conversion.options.include_auth_info_in_example
    headers, query = shown(need.auth if shows else NO_AUTH)
    url = request.url
    if query:
        mark = "&" if "?" in url.raw else "?"
        sent = "&".join(f"{field.key}={field.value}" for field in query)
        url = msgspec.structs.replace(url, raw=f"{url.raw}{mark}{sent}", query=(*url.query, *query))
    return msgspec.structs.replace(
        request, description="", auth=None, url=url, header=(*request.header, *headers)
    )


def _accepting(request: Request, media_type: str) -> Request:
    """The request asking for the media type of the answer."""
    wanted = accept_value(media_type)
    found = next((field for field in request.header if field.key == "Accept"), None)
    if not wanted or found is None or found.value == wanted:
        return request
    asked = msgspec.structs.replace(found, value=wanted)
    headers = tuple(asked if field is found else field for field in request.header)
    return msgspec.structs.replace(request, header=headers)


@lru_cache(maxsize=1024)
def status_code(status: str, *, alone: bool) -> int:
    """The number for a status as OpenAPI writes it.

    `2XX` stands for 200. `default` is for what isn't listed, so an error: 500; if it is the only
    answer, it is the successful one.
    """
    if status.isdigit():
        return int(status)
    if status[:1].isdigit():
        return int(status[0]) * 100
    return 200 if alone else 500


def phrase(code: int) -> str:
    """The reason phrase of a status code (RFC 9110, section 15), empty for an unknown one."""
    return _PHRASES.get(code, "")


def _name(response: Response, code: int, media: MediaType, example: Example) -> str:
    """The description's first line, and what tells it from others with the same status."""
    described = response.description.strip().partition("\n")[0]
    title = described or phrase(code) or response.status
    marks = []
    if example.name and len(media.examples) > 1:
        marks.append(example.summary or example.name)
    if media.name and len(response.content) > 1:
        marks.append(media.name)
    return f"{title} ({', '.join(marks)})" if marks else title


def _headers(response: Response, media_type: str, conversion: Conversion) -> Iterator[Field]:
    """The headers of an answer."""
    if media_type:
        yield Field(key="Content-Type", value=header_value(media_type))
    for header in response.headers:
        if header.name.lower() != "content-type":
            value = conversion.responses.of_parameter(header, "response")
            yield Field(
                key=header.name,
                value=sendable(segment(header.name, value, "simple", header.explode)),
                description=conversion.note(header.description, deprecated=header.deprecated),
            )


def _language(media_type: str) -> str:
    found = kind(media_type) if media_type else "text"
    return found if found in ("json", "xml", "html", "javascript") else "text"
