"""The models, imported when they are asked for."""

from typing import TYPE_CHECKING

from ..runtime import lazy

if TYPE_CHECKING:
    from .get_status_of_an_async_task import (
        Action,
        Details,
        Details1,
        Details1Resources,
        Details2,
        Error,
        GetStatusOfAnAsyncTask,
        GetStatusOfAnAsyncTaskMeta,
        GetStatusOfAnAsyncTaskStatus,
        MetaModel,
    )
    from .inventory import Inventory, Meta, ModelModel, Resources, Status

__all__ = [
    "Action",
    "Details",
    "Details1",
    "Details1Resources",
    "Details2",
    "Error",
    "GetStatusOfAnAsyncTask",
    "GetStatusOfAnAsyncTaskMeta",
    "GetStatusOfAnAsyncTaskStatus",
    "Inventory",
    "Meta",
    "MetaModel",
    "ModelModel",
    "Resources",
    "Status",
]

__getattr__ = lazy(
    __name__,
    {
        "Inventory": "inventory",
        "Meta": "inventory",
        "ModelModel": "inventory",
        "Status": "inventory",
        "Resources": "inventory",
        "GetStatusOfAnAsyncTask": "get_status_of_an_async_task",
        "GetStatusOfAnAsyncTaskMeta": "get_status_of_an_async_task",
        "MetaModel": "get_status_of_an_async_task",
        "Action": "get_status_of_an_async_task",
        "GetStatusOfAnAsyncTaskStatus": "get_status_of_an_async_task",
        "Details": "get_status_of_an_async_task",
        "Details1": "get_status_of_an_async_task",
        "Details1Resources": "get_status_of_an_async_task",
        "Details2": "get_status_of_an_async_task",
        "Error": "get_status_of_an_async_task",
    },
)
