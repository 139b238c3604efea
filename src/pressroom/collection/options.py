"""What a caller can choose about a conversion."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec

from pressroom.errors import InvalidRequest

NameSource = Literal["Fallback", "URL"]
FolderStrategy = Literal["Paths", "Tags"]
Indentation = Literal["Space", "Tab"]
Resolution = Literal["Example", "Schema"]
BodyType = Literal["raw", "x-www-form-urlencoded", "form-data", "graphql", "first-listed"]

DEEPEST = 100


class Options(msgspec.Struct, frozen=True, rename="camel"):
    """The options of a conversion; in the API's dialect their names are in camelCase.

    Attributes:
        request_name_source: `Fallback` names a request by its summary, else its operation id,
            else method and path. `URL` names it by its path.
        folder_strategy: folders by path segments, or by an operation's first tag.
        nested_folder_hierarchy: with `Tags`, a folder for each further tag inside the one before.
            The parents that OpenAPI 3.2 gives tags are folders either way.
        indent_character: indents JSON bodies with two spaces or a tab.
        request_parameters_resolution: whether requests use the author's examples (`Example`) or
            values made from the schemas alone (`Schema`).
        example_parameters_resolution: the same for saved responses.
        schema_faker: whether values are made where the author gave no example; without, a
            placeholder says what is wanted, such as `<string>` or `<dateTime>`.
        stack_limit: how deep objects and arrays may nest in a value that is made, 1 to 100.
        preferred_request_body_type: which of several media types a request uses. `raw` is JSON,
            else the first listed that is text; `x-www-form-urlencoded` and `form-data` are
            forms; `graphql` is `application/graphql`, written in the GraphQL editor.
            `first-listed`, and whatever isn't there, is the first listed.
        enable_optional_parameters: whether optional parameters are sent, or only shown.
        include_deprecated: whether deprecated operations, parameters and properties are there.
        include_webhooks: whether folders of webhooks and callbacks are added.
        include_auth_info_in_example: whether a saved response's request shows its credentials.
        keep_implicit_headers: whether declared `Accept`, `Content-Type` and `Authorization`
            parameters are kept, which OpenAPI says to ignore.
        always_inherit_authentication: whether requests never have an authentication of their own.
    """

    request_name_source: NameSource = "Fallback"
    folder_strategy: FolderStrategy = "Paths"
    nested_folder_hierarchy: bool = False
    indent_character: Indentation = "Space"
    request_parameters_resolution: Resolution = "Example"
    example_parameters_resolution: Resolution = "Example"
    schema_faker: bool = True
    stack_limit: int = 10
    preferred_request_body_type: BodyType = "raw"
    enable_optional_parameters: bool = True
    include_deprecated: bool = True
    include_webhooks: bool = False
    include_auth_info_in_example: bool = True
    keep_implicit_headers: bool = False
    always_inherit_authentication: bool = False

    @classmethod
    def from_dialect(cls, options: Mapping[str, Any]) -> "Options":
        """Read options named as in the API's dialect.

        `parametersResolution` stands for the resolution of both requests and responses, unless
        the particular one is there as well.

        Raises:
            InvalidRequest: an option isn't known or has a wrong value; `field` is
                `options.<name>`.
        """
        named = dict(options)
        both = named.pop("parametersResolution", None)
        if both is not None:
            _check("parametersResolution", both, Resolution)
            named.setdefault("requestParametersResolution", both)
            named.setdefault("exampleParametersResolution", both)
        fields = {field.encode_name: field for field in msgspec.structs.fields(cls)}
        for name, value in named.items():
            if name not in fields:
                raise InvalidRequest(
                    f"There is no option {name}; leave it out.", field=f"options.{name}"
                )
            _check(name, value, fields[name].type)
        return cls(**{fields[name].name: value for name, value in named.items()})


def _check(name: str, value: object, type_: Any) -> None:
    if type_ is int:
        fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= DEEPEST
        words = f"a whole number from 1 to {DEEPEST}"
    elif type_ is bool:
        fits, words = isinstance(value, bool), "true or false"
    else:
        fits = isinstance(value, str) and value in get_args(type_)
        words = " or ".join(get_args(type_))
    if not fits:
        raise InvalidRequest(f"The option {name} has to be {words}.", field=f"options.{name}")
