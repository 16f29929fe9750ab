"""Records do what frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar, cast

import pytest

from zpj.domain.records import record

T = TypeVar("T")


@record
class Place(Generic[T]):
    """A record with every kind of field."""

    row: int
    what: T
    name: str = "甲"
    parts: list[int] = field(default_factory=list)
    note: str = field(default="", compare=False)
    height: int = field(default=1, init=False)

    @property
    def doubled(self) -> int:
        """Twice the row."""
        return self.row * 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", self.row + 1)


@record
class Point:
    """A record that can stand in a set."""

    x: int
    y: int = 0


@dataclass(frozen=True, slots=True)
class Usual:
    """What Point would be as a dataclass."""

    x: int
    y: int = 0


def test_fields_have_their_values_and_defaults() -> None:
    place = Place(1, "x", parts=[3])
    assert (place.row, place.what, place.name, place.parts, place.note) == (1, "x", "甲", [3], "")
    assert place.doubled == 2
    assert place.height == 2
    assert Place(1, 2).parts is not Place(1, 2).parts


def test_nothing_can_be_changed_or_added() -> None:
    point: Any = Point(1)
    for name in ("x", "z"):
        with pytest.raises(FrozenInstanceError):
            setattr(point, name, 2)
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_equal_are_those_of_one_class_with_equal_fields() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Point(1) != cast("object", Usual(1))
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert Place(1, "x", note="a") == Place(1, "x", note="b")


def test_the_functions_of_dataclasses_know_records() -> None:
    assert is_dataclass(Point(1))
    assert [one.name for one in fields(Point)] == [one.name for one in fields(Usual)]
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert asdict(Point(1, 2)) == {"x": 1, "y": 2}
    assert replace(Place(1, "x"), row=4).height == 5


def test_records_are_written_called_and_matched_like_dataclasses() -> None:
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert str(inspect.signature(Point)) == str(inspect.signature(Usual))
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    wrong: Any = Point
    with pytest.raises(TypeError, match="x"):
        wrong()


def test_records_go_to_other_processes_and_back() -> None:
    place = Place(1, "x", parts=[1])
    for other in (pickle.loads(pickle.dumps(place)), copy.deepcopy(place), copy.copy(place)):
        assert other == place
        assert other.height == place.height
