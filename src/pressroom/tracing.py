"""Traces: a span for each request and each run of a task, one trace from the caller to the worker.

OpenTelemetry is set up by its own variables (OTEL_*). Without them nothing of it is imported, and a
span costs a comparison.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from pressroom.errors import SettingsError

VARIABLES = (
    "OTEL_TRACES_EXPORTER",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
)
"""Any of them asks for traces, unless OTEL_SDK_DISABLED is `true`, or the exporter is `none`."""

_tracer: Any = None


def wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment asks for traces."""
    disabled = environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true"
    exporter = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    return not disabled and exporter != "none" and any(map(environment.get, VARIABLES))


def start() -> None:
    """Send spans from now on, if the environment asks for it; what is left goes at the end.

    Raises:
        SettingsError: the extra `otel` isn't installed, or a variable asks for what there isn't.
    """
    global _tracer
    if not wanted() or _tracer is not None:
        return
    try:
        from opentelemetry import trace
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
    except ImportError as error:
        raise SettingsError(
            "OTEL_* asks for traces, yet OpenTelemetry isn't installed: "
            "pip install 'pressroom[otel]'."
        ) from error
    named = "OTEL_SERVICE_NAME" in os.environ or "service.name" in os.environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )
    resource = Resource.create({} if named else {"service.name": "pressroom"})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(_processor())
    trace.set_tracer_provider(provider)
    _tracer = trace.get_tracer("pressroom")


def _processor() -> Any:
    from opentelemetry.sdk.trace import export

    name = os.environ.get("OTEL_TRACES_EXPORTER", "otlp").strip().lower()
    if name == "console":
        return export.SimpleSpanProcessor(export.ConsoleSpanExporter())
    protocol = os.environ.get(
        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
        os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
    )
    if name != "otlp" or protocol != "http/protobuf":
        raise SettingsError(
            f"Traces go out by otlp over http/protobuf, or to the console; not by {name} over "
            f"{protocol}. Change OTEL_TRACES_EXPORTER or OTEL_EXPORTER_OTLP_PROTOCOL."
        )
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return export.BatchSpanProcessor(OTLPSpanExporter())


class Span:
    """A span that may be none."""

    def __init__(self, span: Any = None) -> None:
        self._span = span

    def say(self, name: str | None = None, **attributes: str | int) -> None:
        """Name the span, and say more of it; `_` in the name of an attribute stands for a dot."""
        if self._span is None:
            return
        if name is not None:
            self._span.update_name(name)
        for key, value in attributes.items():
            self._span.set_attribute(key.replace("__", "."), value)

    def fail(self, message: str) -> None:
        """Mark what the span is of as failed."""
        if self._span is not None:
            from opentelemetry.trace import Status, StatusCode

            self._span.set_status(Status(StatusCode.ERROR, message))


NO_SPAN = Span()


@contextmanager
def span(
    name: str, kind: Literal["server", "consumer"], parent: str | None = None
) -> Iterator[Span]:
    """A span for as long as the context lasts, below the one that `parent` names (W3C)."""
    if _tracer is None:
        yield NO_SPAN
        return
    from opentelemetry.trace import SpanKind
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    above = TraceContextTextMapPropagator().extract({"traceparent": parent} if parent else {})
    with _tracer.start_as_current_span(name, above, SpanKind[kind.upper()]) as made:
        yield Span(made)


def traceparent() -> str | None:
    """Names the current span to whoever goes on with it elsewhere (W3C Trace Context)."""
    if _tracer is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent")
