"""Models: classes whose annotated attributes are the properties of a JSON object.

    class Pet(Model):
        name: str                                        # required
        nick_name: str | Unset = field("nickName", default=UNSET)
        owner: Owner | None | Unset = UNSET              # optional, and may be null
        id: int = read_only()                            # the server's to say

A property that is unset isn't in the instance: what was decoded is what is encoded.
"""

from collections.abc import Callable, Mapping
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, dataclass_transform

from .unset import UNSET

_REQUIRED: Any = object()


class Field(NamedTuple):
    """How one property is written: `wire` is its key in JSON, `None` when that is its name."""

    wire: str | None = None
    default: Any = _REQUIRED
    init: bool = True
    write_only: bool = False
    additional: bool = False

    def key(self, name: str) -> str:
        """The key in JSON of the property with this name."""
        return name if self.wire is None else self.wire

    @property
    def required(self) -> bool:
        """Whether JSON has to have it."""
        return self.default is not UNSET and not self.additional


def field(
    wire: str | None = None,
    *,
    default: Any = _REQUIRED,
    default_factory: Callable[[], Any] | None = None,
    write_only: bool = False,
    additional: bool = False,
) -> Any:
    """A property with another key in JSON, a constant as its default, or of one direction.

    `write_only` ones are never sent by the server. The `additional` one holds the properties
    that aren't listed; its `default_factory` is for type checkers.
    """
    return Field(wire, default, True, write_only, additional)


def read_only(
    wire: str | None = None, *, default: Any = _REQUIRED, init: Literal[False] = False
) -> Any:
    """A property that only the server sets: it can't be given, and isn't sent."""
    return Field(wire, default, init=init)


class _AdditionalProperties:
    """Makes the dict of unlisted properties on its first use."""

    def __get__(self, model: object | None, owner: type) -> Any:
        return self if model is None else vars(model).setdefault("additional_properties", {})


@dataclass_transform(kw_only_default=True, field_specifiers=(field, read_only))
class Model:
    """A JSON object with known properties. Unknown ones are kept in `additional_properties`."""

    __fields__: ClassVar[Mapping[str, Field]] = {}

    if TYPE_CHECKING:
        additional_properties: dict[str, Any] = field(default_factory=dict, additional=True)
        """The properties that the definition doesn't list, by their JSON key."""
    else:
        additional_properties = _AdditionalProperties()

    def __init_subclass__(cls) -> None:
        fields = {name: _field(cls, name) for name in get_annotations(cls)}
        cls.__fields__ = fields
        for name, one in fields.items():
            if not (one.additional or one.required):
                setattr(cls, name, UNSET)
            elif name in vars(cls):
                delattr(cls, name)

    def __init__(self, **values: Any) -> None:
        own = self.__dict__
        if "additional_properties" in values:
            own["additional_properties"] = values.pop("additional_properties")
        for name, one in self.__fields__.items():
            if not one.init or one.additional:
                continue
            value = values.pop(name, one.default)
            if value is _REQUIRED:
                raise TypeError(f"{type(self).__name__} needs {name!r}")
            if value is not UNSET:
                own[name] = value
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(map(repr, values))} to set")

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """Decode a JSON object. Raises DecodeError when it isn't one of this model."""
        from .codecs import decode

        model: Self = decode(cls, dict(document))
        return model

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with the properties that are set."""
        from .encoding import model_document

        return model_document(self, sending=False)

    def __setattr__(self, name: str, value: Any) -> None:
        if value is UNSET:
            self.__dict__.pop(name, None)
        else:
            self.__dict__[name] = value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and _shown(other) == _shown(self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in _shown(self).items())
        return f"{type(self).__name__}({values})"


def _field(cls: type, name: str) -> Field:
    value = vars(cls).get(name, _REQUIRED)
    return value if isinstance(value, Field) else Field(default=value)


def _shown(model: object) -> dict[str, Any]:
    values = dict(vars(model))
    if not values.get("additional_properties", True):
        del values["additional_properties"]
    return values
