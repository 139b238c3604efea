"""The models, imported when they are asked for."""

from typing import TYPE_CHECKING

from ..runtime import lazy

if TYPE_CHECKING:
    from .animal import Animal
    from .cat import Cat
    from .change_animal_request import ChangeAnimalRequest
    from .creature import Creature
    from .feeding import Feeding, Level
    from .feeding_task import Error, FeedingTask, Status
    from .filter import Filter
    from .house import House
    from .list_animals_response import ListAnimalsResponse, Meta
    from .list_response import ListResponse
    from .position import Position
    from .problem import Problem
    from .set_picture_request import SetPictureRequest
    from .snake import Snake
    from .start_feeding_response import StartFeedingResponse

__all__ = [
    "Animal",
    "Cat",
    "ChangeAnimalRequest",
    "Creature",
    "Error",
    "Feeding",
    "FeedingTask",
    "Filter",
    "House",
    "Level",
    "ListAnimalsResponse",
    "ListResponse",
    "Meta",
    "Position",
    "Problem",
    "SetPictureRequest",
    "Snake",
    "StartFeedingResponse",
    "Status",
]

__getattr__ = lazy(
    __name__,
    {
        "Animal": "animal",
        "Creature": "creature",
        "Cat": "cat",
        "Snake": "snake",
        "House": "house",
        "Position": "position",
        "Feeding": "feeding",
        "Level": "feeding",
        "FeedingTask": "feeding_task",
        "Status": "feeding_task",
        "Error": "feeding_task",
        "Problem": "problem",
        "Filter": "filter",
        "ListAnimalsResponse": "list_animals_response",
        "Meta": "list_animals_response",
        "ChangeAnimalRequest": "change_animal_request",
        "SetPictureRequest": "set_picture_request",
        "ListResponse": "list_response",
        "StartFeedingResponse": "start_feeding_response",
    },
)
