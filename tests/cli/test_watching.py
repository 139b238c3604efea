"""Logs and traces of real processes: one name and one trace, from the request to the worker."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from definitions import PETS
from processes import eventually, run, running

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"


def make_key(database_url: str) -> str:
    made = run(
        *("keys", "create", "--role", "editor", "--name", "it", "--database-url", database_url)
    )
    return made.stdout.strip()


def generate(address: str, key: str, **headers: str) -> str:
    """Have a collection generated; gives the task's identifier."""
    with httpx.Client(base_url=address, headers={"x-api-key": key}, timeout=60) as client:
        api = client.post("/apis", json={"name": "Pets"}).json()["id"]
        body = {"type": "openapi:3", "files": [{"path": "openapi.yaml", "content": PETS}]}
        client.post(f"/apis/{api}/schemas", json=body).raise_for_status()
        accepted = client.post(
            f"/apis/{api}/collections",
            json={"operationType": "GENERATE_FROM_SCHEMA"},
            headers={"Prefer": "respond-async", **headers},
        )
        task = accepted.headers["location"]
        assert client.get(task, headers={"Prefer": "wait=60"}).json()["status"] == "completed"
    return str(task).rpartition("/")[2]


def test_a_request_and_its_task_have_one_name_in_the_logs_of_server_and_worker(
    database_url: str,
) -> None:
    key = make_key(database_url)
    options = ("--port", "0", "--log-format", "json", "--database-url", database_url)
    with running("serve", *options, "--workers", "1") as process:
        assert process.stderr is not None
        first = json.loads(process.stderr.readline())
        task = generate(first["address"], key, **{"x-request-id": "from-ci"})
        httpx.get(f"{first['address']}/me", headers={"x-api-key": key[:-4] + "0000"})
        process.terminate()
        _, written = process.communicate(timeout=60)
    lines: list[dict[str, Any]] = [json.loads(line) for line in written.splitlines()]
    named = [line for line in lines if line.get("request_id") == "from-ci"]
    assert [(line["logger"], line["message"]) for line in named] == [
        ("pressroom.server.observing", "Request answered"),
        ("pressroom.tasks.running", "Task completed"),
    ]
    assert named[1]["task_id"] == task
    assert {
        line["status"] for line in lines if line.get("operation") == "getAuthenticatedUser"
    } == {401}
    assert key[30:] not in written


@contextmanager
def collector() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A collector of traces: its address, and the spans that came in."""
    spans: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            for resource in ExportTraceServiceRequest.FromString(content).resource_spans:
                service = {a.key: a.value.string_value for a in resource.resource.attributes}
                spans.extend(
                    {
                        "service": service["service.name"],
                        "name": span.name,
                        "trace": span.trace_id.hex(),
                        "id": span.span_id.hex(),
                        "parent": span.parent_span_id.hex(),
                        "attributes": {a.key for a in span.attributes},
                    }
                    for scope in resource.scope_spans
                    for span in scope.spans
                )
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", spans
    finally:
        server.shutdown()
        server.server_close()


def test_a_request_its_task_and_its_worker_are_one_trace(database_url: str) -> None:
    key = make_key(database_url)
    options = ("--port", "0", "--workers", "1", "--database-url", database_url)
    with collector() as (endpoint, spans):
        environment = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }
        with running("serve", *options, **environment) as process:
            assert process.stderr is not None
            address = process.stderr.readline().split()[-1]
            generate(address, key, traceparent=f"00-{TRACE}-{SPAN}-01")
            eventually(lambda: sum(span["trace"] == TRACE for span in spans) == 2)
    by_name = {span["name"]: span for span in spans if span["trace"] == TRACE}
    request, task = by_name["POST /apis/{apiId}/collections"], by_name["collection create"]
    assert (request["parent"], task["parent"]) == (SPAN, request["id"])
    assert {span["service"] for span in spans} == {"pressroom"}
    assert "http.response.status_code" in request["attributes"]
    assert "pressroom.task.id" in task["attributes"]


def test_traces_that_cant_be_sent_are_one_line_with_the_remedy(tmp_path: Path) -> None:
    ran = run("worker", "--data", str(tmp_path), OTEL_TRACES_EXPORTER="zipkin")
    assert ran.returncode == 2
    assert "OTEL_TRACES_EXPORTER" in ran.stderr
    assert "Traceback" not in ran.stderr
