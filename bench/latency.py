"""How long a task takes from POST to `completed`, and what the server adds to the work itself.

    python bench/latency.py --server URL --api-key KEY [--runs 50] [FILE]

Publishes FILE (examples/petstore.yaml) as a new version again and again, holding the status with
`Prefer: wait`, and prints the median and the 95th percentile beside those of a bare status poll.
"""

import argparse
import statistics
import time
from pathlib import Path

import httpx


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", required=True)
    parser.add_argument("--api-key", required=True)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("file", nargs="?", default="examples/petstore.yaml", type=Path)
    given = parser.parse_args()
    with httpx.Client(
        base_url=given.server, headers={"x-api-key": given.api_key}, timeout=60
    ) as client:
        here, version = prepare(client, given.file)
        publish(client, here, version, "warm up")
        task, publishing = "", []
        for run in range(given.runs):
            started = time.perf_counter()
            task = publish(client, here, version, f"run {run}")
            publishing.append(time.perf_counter() - started)
        polling = [timed_poll(client, task) for _ in range(given.runs)]
    report("POST to completed", publishing)
    report("one status poll", polling)
    print(f"ratio of the medians: {statistics.median(publishing) / statistics.median(polling):.1f}")
    print(f"task to poll by hand: {task}")


def prepare(client: httpx.Client, file: Path) -> tuple[str, dict[str, object]]:
    """An API with the definition and its collection; gives its path and a version's body."""
    api = client.post("/apis", json={"name": f"Latency {time.time()}"}).json()["id"]
    here = f"/apis/{api}"
    body = {"type": "openapi:3", "files": [{"path": file.name, "content": file.read_text()}]}
    schema = client.post(f"{here}/schemas", json=body).raise_for_status().json()["id"]
    generate = {"operationType": "GENERATE_FROM_SCHEMA"}
    collection = client.post(f"{here}/collections", json=generate).raise_for_status().json()["id"]
    return here, {"schemas": [{"id": schema}], "collections": [{"id": collection}]}


def publish(client: httpx.Client, here: str, version: dict[str, object], name: str) -> str:
    """Publish one version and wait for it; gives the path of its task."""
    response = client.post(f"{here}/versions", json={"name": name, **version}).raise_for_status()
    task = response.headers["Location"]
    status = client.get(task, headers={"Prefer": "wait=60"}).json()["status"]
    if status != "completed":
        raise SystemExit(f"{task} is {status}")
    return str(task)


def timed_poll(client: httpx.Client, task: str) -> float:
    started = time.perf_counter()
    client.get(task).raise_for_status()
    return time.perf_counter() - started


def report(name: str, seconds: list[float]) -> None:
    last = statistics.quantiles(seconds, n=20)[-1]
    print(
        f"{name:20} median {statistics.median(seconds) * 1000:7.2f} ms   "
        f"p95 {last * 1000:7.2f} ms   n={len(seconds)}"
    )


if __name__ == "__main__":
    main()
