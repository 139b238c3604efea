"""How operations are called: the order of arguments, the bodies to choose from, the addresses."""

from pressroom.sdk.plan.model import Argument, Body, Content, LongRunning, Operation, Plan, Server


def signature(operation: Operation) -> tuple[list[Argument], list[Argument], list[Argument]]:
    """The arguments of a method: those in the path, then the required and the optional others."""
    required = [one for one in operation.arguments if one.required]
    return (
        [one for one in required if one.location == "path"],
        [one for one in required if one.location != "path"],
        [one for one in operation.arguments if not one.required],
    )


def media_type(content: Content) -> str:
    """What content is sent as: a range (`*/*`, `application/*+json`) that means JSON is JSON."""
    is_range = content.kind == "json" and "*" in content.media_type
    return "application/json" if is_range else content.media_type


def bodies(body: Body) -> list[Content]:
    """The contents of a body in their order, each media type once."""
    kept: dict[str, Content] = {}
    for one in body.contents:
        kept.setdefault(media_type(one), one)
    return list(kept.values())


def address(server: Server) -> str:
    """A server's URL with its variables' defaults."""
    url = server.url
    for variable in server.variables:
        url = url.replace("{" + variable.wire + "}", variable.default)
    return url


def events_path(task: LongRunning, plan: Plan) -> str | None:
    """The path below the task's that streams its events, empty for its own; `None` for none."""
    operations = plan.operations
    asked, told = operations.get(task.status_operation), operations.get(task.events_operation)
    if asked is not None and told is not None:
        return told.path.removeprefix(asked.path)
    return "" if task.events else None
