"""Records do what frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar, cast

import pytest

from zpj.domain import records
from zpj.domain.records import changeable, fields_of, record

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


@record
class Light:
    """A record whose fields are said with the words of zpj's own module."""

    row: int
    what: str = "甲"
    parts: list[int] = records.field(default_factory=list)
    note: str = records.field(default="", compare=False)
    height: int = records.field(default=1, init=False)


@changeable
class Heap:
    """A class whose fields may be set."""

    name: str
    parts: list[int] = records.field(default_factory=list)
    size: int = 0

    def __post_init__(self) -> None:
        self.own = len(self.parts)


def test_own_fields_and_replacements_do_as_those_of_dataclasses() -> None:
    light = Light(1, parts=[2])
    assert (light.row, light.what, light.parts, light.note, light.height) == (1, "甲", [2], "", 1)
    assert [one.name for one in fields(Light)] == list(fields_of(Light)) == ["row", "what", "parts", "note", "height"]
    assert [one.init for one in fields(Light)] == [True] * 4 + [False]
    assert records.replace(light, row=3, note="b") == replace(light, row=3) == Light(3, parts=[2])
    assert records.replace(Usual(1), y=2) == Usual(1, 2)
    with pytest.raises(TypeError):
        records.replace(light, height=3)


def test_the_first_and_the_hundredth_record_are_made_alike() -> None:
    made = [Light(number, "x", note="n") for number in range(100)]
    assert [(one.row, one.what, one.parts, one.note, one.height) for one in made] == [
        (number, "x", [], "n", 1) for number in range(100)
    ]
    assert len({id(one.parts) for one in made}) == 100


@pytest.mark.parametrize("many", [0, 50])
def test_wrong_arguments_are_refused_early_and_late(many: int) -> None:
    @record
    class Fresh:
        row: int
        name: str = ""
        height: int = records.field(default=1, init=False)

    for _ in range(many):
        Fresh(1)
    wrong: Any = Fresh
    for values, named in (((), {}), ((1, "a", 2), {}), ((1,), {"row": 2}), ((1,), {"other": 2}), ((1,), {"height": 2})):
        with pytest.raises(TypeError):
            wrong(*values, **named)
    assert str(inspect.signature(wrong)) == "(row: 'int', name: 'str' = '') -> None"


def test_changeable_ones_are_changed_compared_and_counted_as_dataclasses_are() -> None:
    heap = Heap("a", [1, 2])
    assert heap.own == 2
    heap.size = 7
    assert heap == Heap("a", [1, 2], 7) != Heap("a", [1, 2])
    assert repr(heap) == "Heap(name='a', parts=[1, 2], size=7)"
    assert asdict(heap) == {"name": "a", "parts": [1, 2], "size": 7}
    assert records.replace(heap, name="b").parts == [1, 2]
    assert not hasattr(Heap, "parts")
    with pytest.raises(TypeError, match="unhashable"):
        hash(heap)
    for other in (pickle.loads(pickle.dumps(heap)), copy.deepcopy(heap)):
        assert other == heap
        assert other.own == 2
