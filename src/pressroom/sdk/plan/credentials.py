"""What a client is given to prove who calls."""

import re

from pressroom.sdk.plan.model import Plan, Scheme

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]*")


def schemes(plan: Plan) -> list[Scheme]:
    """The schemes that the client can be given a secret for."""
    return [one for one in plan.schemes if kind_of(one)]


def kind_of(scheme: Scheme) -> str:
    """How a scheme proves who calls; empty where that is no matter of requests (`mutualTLS`)."""
    if scheme.kind != "other":
        return scheme.kind
    if scheme.scheme.lower() == "digest":
        return "digest"
    return "token" if _SCHEME.fullmatch(scheme.scheme) else ""


def is_pair(scheme: Scheme) -> bool:
    """Whether it takes a user name and a password."""
    return kind_of(scheme) in ("basic", "digest")
