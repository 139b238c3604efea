"""Zoo"""

from typing import TYPE_CHECKING

from .runtime.lazy import lazy

if TYPE_CHECKING:
    from .client import AsyncZooClient, ZooClient
    from .errors import ApiError, SdkError
    from .runtime import (
        UNSET,
        AsyncDownload,
        AsyncPaginator,
        AsyncStream,
        AsyncTask,
        ClientCredentials,
        Download,
        Event,
        Options,
        Page,
        Paginator,
        Raw,
        Stream,
        Task,
        Unset,
        Upload,
    )

__all__ = [
    "UNSET",
    "ApiError",
    "AsyncDownload",
    "AsyncPaginator",
    "AsyncStream",
    "AsyncTask",
    "AsyncZooClient",
    "ClientCredentials",
    "Download",
    "Event",
    "Options",
    "Page",
    "Paginator",
    "Raw",
    "SdkError",
    "Stream",
    "Task",
    "Unset",
    "Upload",
    "ZooClient",
]

__getattr__ = lazy(
    __name__,
    {
        "ApiError": "errors",
        "AsyncDownload": "runtime",
        "AsyncPaginator": "runtime",
        "AsyncStream": "runtime",
        "AsyncTask": "runtime",
        "AsyncZooClient": "client",
        "ClientCredentials": "runtime",
        "Download": "runtime",
        "Event": "runtime",
        "Options": "runtime",
        "Page": "runtime",
        "Paginator": "runtime",
        "Raw": "runtime",
        "SdkError": "errors",
        "Stream": "runtime",
        "Task": "runtime",
        "UNSET": "runtime",
        "Unset": "runtime",
        "Upload": "runtime",
        "ZooClient": "client",
    },
)
