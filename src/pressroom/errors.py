"""Everything that can go wrong, as one tree; the edges turn it into messages and responses.

PressroomError
  DefinitionError            a definition can't be used; says where
    DefinitionSyntaxError    not JSON or YAML
    UnsupportedDefinition    readable, but no OpenAPI definition we can convert
    MissingReference         a `$ref` names something that isn't there
    DefinitionTooLarge       over the size or nesting limit
  UnknownLanguage            no SDK is generated in that language
  InvalidRequest             a request has a malformed part; says which field
  Unauthorized               no key, or one that isn't known
  Forbidden                  the key's role doesn't allow it
  NotFound                   nothing has that identifier
  Conflict                   it contradicts what is there already
    BeingAccepted            the same request is being accepted right now
  Unprocessable              well-formed, yet it can't be done
  SettingsError              the set-up can't work as it is
    DatabaseTooNew           the database belongs to a newer Pressroom
"""


class PressroomError(Exception):
    """The root of all of our errors. `str(error)` is one line and says what to do."""


class DefinitionError(PressroomError):
    """A definition that can't be used.

    Attributes:
        message: what is wrong, without the place.
        file: path of the file inside the definition, `None` when it isn't about one file.
        line, column: counted from 1, `None` where unknown.
        pointer: JSON pointer (RFC 6901) to the node, `None` where there is none.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        pointer: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.pointer = pointer
        super().__init__(message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        where = f" (at {self.pointer})" if self.pointer else ""
        return f"{place}: {self.message}{where}" if place else f"{self.message}{where}"


class DefinitionSyntaxError(DefinitionError):
    """A file is neither JSON nor YAML 1.2."""


class UnsupportedDefinition(DefinitionError):
    """A file can be read but is no OpenAPI definition of a supported version."""


class MissingReference(DefinitionError):
    """A `$ref` whose target isn't there."""


class DefinitionTooLarge(DefinitionError):
    """A definition over the size or nesting limit."""


class UnknownLanguage(PressroomError):
    """A language that no SDK is generated in."""


class InvalidRequest(PressroomError):
    """A request with a malformed part; `field` names it as the caller wrote it."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        self.field = field
        super().__init__(message)


class Unauthorized(PressroomError):
    """The request carries no key, or one that isn't known."""


class Forbidden(PressroomError):
    """The key is known, but its role doesn't allow the request."""


class NotFound(PressroomError):
    """Nothing has the identifier that was asked for."""


class Conflict(PressroomError):
    """The request contradicts what is there already."""


class BeingAccepted(Conflict):
    """The same request is being accepted right now; its answer is known in a moment."""


class Unprocessable(PressroomError):
    """The request is well-formed, yet can't be done as things stand."""


class SettingsError(PressroomError):
    """The set-up can't work as it is."""


class DatabaseTooNew(SettingsError):
    """The database was written by a newer Pressroom than this one."""
