"""User."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset, field


class User(Model):
    """A user of this server."""

    id: int
    """The user's number."""
    sub: str | Unset = UNSET
    """The user's identifier at the identity provider."""
    username: str
    """The name to sign in with."""
    email: str | Unset = UNSET
    """The e-mail address."""
    full_name: str | Unset = field("fullName", default=UNSET)
    """The name in full."""
    avatar: str | None | Unset = UNSET
    """Address of a picture."""
    is_public: bool | Unset = field("isPublic", default=UNSET)
    """Whether others can see the profile without a key."""
    email_verified: bool | Unset = field("emailVerified", default=UNSET)
    """Whether the e-mail address has been verified."""
    team_id: int | Unset = field("teamId", default=UNSET)
    """The team's number."""
    team_name: str | Unset = field("teamName", default=UNSET)
    """The team's name."""
    team_domain: str | Unset = field("teamDomain", default=UNSET)
    """The team's domain."""
    roles: list[str]
    """What the user may do here: `viewer`, `editor` or `admin`."""
