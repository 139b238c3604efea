"""The models, imported when they are asked for."""

from typing import TYPE_CHECKING

from ..runtime import lazy

if TYPE_CHECKING:
    from .kind import Kind
    from .order import Order
    from .pet import Pet
    from .problem import Problem
    from .upload_picture_request import UploadPictureRequest

__all__ = ["Kind", "Order", "Pet", "Problem", "UploadPictureRequest"]

__getattr__ = lazy(
    __name__,
    {
        "Kind": "kind",
        "Pet": "pet",
        "Order": "order",
        "Problem": "problem",
        "UploadPictureRequest": "upload_picture_request",
    },
)
