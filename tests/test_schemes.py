"""Scoring schemes: every shipped file loads and names its sources; a broken one is explained in one Chinese line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.domain.scheme import Parameter
from zpj.schemes import DEFAULT, load_scheme, scheme_ids

Written = Callable[[str, str], None]


def read_anew() -> None:
    """Forget what was read of the schemes' folder."""
    load_scheme.cache_clear()
    scheme_ids.cache_clear()


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """Write a scheme file into a copy of the templates folder that is in force during the test."""
    copytree(resources.templates() / "schemes", tmp_path / "schemes")
    monkeypatch.setattr("zpj.resources.templates", lambda: tmp_path)
    read_anew()

    def write(name: str, text: str) -> None:
        (tmp_path / "schemes" / f"{name}.toml").write_text(text, encoding="utf-8")

    yield write
    read_anew()


def complaint(scheme_id: str) -> str:
    with pytest.raises(ZpjError) as caught:
        load_scheme(scheme_id)
    line = str(caught.value)
    assert "\n" not in line
    assert any("\u4e00" <= character <= "\u9fff" for character in line)
    return line


@pytest.mark.parametrize("scheme_id", scheme_ids())
def test_every_scheme_loads_and_every_parameter_has_a_clause(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    assert (scheme.id, bool(scheme.title), bool(scheme.source)) == (scheme_id, True, True)
    parameters = [value for field in fields(scheme) if isinstance(value := getattr(scheme, field.name), Parameter)]
    assert len(parameters) == len(fields(scheme)) - 3
    assert all(parameter.clause for parameter in parameters)


@pytest.mark.parametrize("scheme_id", scheme_ids())
def test_the_grades_reach_down_to_zero_and_the_bands_touch(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    starts = [band.start for band in scheme.grades.value]
    assert starts == sorted(starts, reverse=True)
    assert starts[-1] == 0
    met, partly, unmet = (scheme.band(name) for name in ("met", "partly", "unmet"))
    assert (met.high, met.low, partly.low, unmet.low) == (1, partly.high, unmet.high, 0)
    assert set(dict(scheme.grade_words.value).values()) <= {band.word for band in scheme.grades.value}


def test_numbers_are_exact() -> None:
    scheme = load_scheme(DEFAULT)
    assert scheme.over_warn.value == Decimal("0.3")
    assert scheme.floor_rate.value is None


def test_a_scheme_holds_only_what_differs_from_the_one_it_extends() -> None:
    shanxi, base = load_scheme("shanxi"), load_scheme(DEFAULT)
    assert shanxi.grades == base.grades
    assert shanxi.rate_places.clause != base.rate_places.clause


def test_a_chain_of_extensions_is_followed(written: Written) -> None:
    written("city", 'id = "city"\ntitle = "市"\nsource = "市办法"\nextends = "shanxi"\n')
    written(
        "county",
        'id = "county"\ntitle = "县"\nsource = "县办法"\nextends = "city"\n'
        '[execution]\nexecution_weight = { value = "20", clause = "县办法", verified = true }\n',
    )
    county = load_scheme("county")
    assert county.execution_weight == Parameter(Decimal(20), "县办法", True)
    assert county.rate_places == load_scheme("shanxi").rate_places


def test_an_unknown_scheme_is_answered_with_the_known_ones() -> None:
    line = complaint("no-such-scheme")
    assert "没有这个方案" in line
    assert all(scheme_id in line for scheme_id in scheme_ids())


def test_a_scheme_that_extends_itself_is_refused(written: Written) -> None:
    written("loop", 'id = "loop"\ntitle = "环"\nsource = "环"\nextends = "loop"\n')
    complaint("loop")


def test_a_broken_file_is_named_in_one_line(written: Written) -> None:
    written("broken", 'id = "broken\ntitle = ')
    assert complaint("broken").startswith("broken.toml：方案文件格式有误。")


def test_a_parameter_without_clause_is_named(written: Written) -> None:
    head = 'id = "bare"\ntitle = "缺"\nsource = "缺"\nextends = "mof-2020"\n'
    written("bare", head + "[scores]\nplaces = { value = 2 }\n")
    assert "places" in complaint("bare")


@pytest.mark.parametrize(
    "setting",
    [
        'over_warn = { value = "三成", clause = "某" }',
        'over_warn = { value = 0.3, clause = "某" }',
        'grades = { value = [["优"]], clause = "某" }',
    ],
)
def test_a_wrong_value_is_named(written: Written, setting: str) -> None:
    head = 'id = "wrong"\ntitle = "错"\nsource = "错"\nextends = "mof-2020"\n'
    written("wrong", f"{head}[scores]\n{setting}\n")
    assert setting.split(" ", 1)[0] in complaint("wrong")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('[a]\nreverze = { value = "ratio", clause = "甲" }', "不认识参数 reverze"),
        ('[a]\nreverse = { value = "liner", clause = "甲" }', "参数 reverse 的值不对"),
        ('[a]\nplaces = { value = "2", clause = "甲" }', "参数 places 的值不对"),
        ('[a]\nmatch_is_met = { value = "yes", clause = "甲" }', "参数 match_is_met 的值不对"),
    ],
)
def test_a_wrong_key_or_choice_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, reason: str
) -> None:
    folder = tmp_path / "schemes"
    folder.mkdir()
    shipped = resources.templates() / "schemes" / "mof-2020.toml"
    (folder / "mof-2020.toml").write_text(shipped.read_text("utf-8"), "utf-8")
    head = 'id = "own"\ntitle = "甲"\nsource = "乙"\nextends = "mof-2020"\n'
    (folder / "own.toml").write_text(head + line, "utf-8")
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    read_anew()
    with pytest.raises(ZpjError, match=reason):
        load_scheme("own")
    read_anew()
