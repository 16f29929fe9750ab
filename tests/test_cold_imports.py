"""A new process imports only what its command uses: heavy libraries stay out of the way."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.app.batch_cases import workbook

pytestmark = pytest.mark.undisturbed
OFFICE = {"openpyxl", "docx", "xlwings", "xlrd", "pdfplumber"}
EVER = {"numpy", "pandas", "PIL", "asyncio", "multiprocessing", "concurrent", "email", "http", "ssl", "unittest"}
ENGINES = {"lxml", "jinja2"}
FOREIGN: dict[str, set[str]] = {"--help": {"click"}, "show": {"click"}, "score": {"click"}, "report": set()}
"""The libraries a command may import, each for what nothing else does: a report from a known template needs none."""
READING = {"app", "cli", "domain", "forms", "grid", "kept", "resources", "schemes", "scoring", "warm"}
OWN = {
    "--help": {"cli", "domain", "kept", "warm"},
    "show": READING,
    "score": READING,
    "report": {*READING, "checks", "report"},
}
"""The parts of zpj a command may import."""
SLOW = {
    "calendar", "dataclasses", "html", "inspect", "json", "pickle", "random", "secrets", "tempfile",
    "tomllib", "zipfile",
}  # fmt: skip
"""Parts of Python that take longer to import than what a report would ask of them."""
NEVER = ("report.layout_check", "report.official", "report.outlines", "report.word_comments", "report.paper_reading")
ONLY_FOR_PAPERS = ("checks.names.own_names", "checks.tie.items", "checks.tie.tables", "checks.own_scoring")
"""Rules over filed reports: a workbook alone has no need of them."""
_DUMP = """
import sys
from zpj.cli import main
try:
    main()
finally:
    sys.stdout.flush()
    print("|" + " ".join(sorted(sys.modules)), file=sys.stderr)
"""


def modules(*arguments: object) -> set[str]:
    """Every module that running a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", _DUMP, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.rpartition("|")[2].split())


def imported(*arguments: object) -> set[str]:
    """The packages they belong to."""
    return {name.partition(".")[0] for name in modules(*arguments)}


def foreign(loaded: set[str]) -> set[str]:
    """The installed libraries among them: neither Python's own nor those every environment starts with."""
    installed = {name.split(".")[0] for name in packages_distributions()}
    started = {"_distutils_hack", "zpj", "pip", "setuptools", "pkg_resources"}
    return {name.partition(".")[0] for name in loaded} & installed - started


def own(loaded: set[str]) -> set[str]:
    """The parts of zpj among them."""
    return {name.split(".")[1] for name in loaded if name.startswith("zpj.")}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("冷") / "表.xlsx", "甲")


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("report", "--help"), ("batch", "--help")])
def test_help_needs_no_library_but_click(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & (OFFICE | EVER | ENGINES | {"rich"})


def test_a_report_needs_neither_openpyxl_nor_python_docx_nor_rich(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZPJ_CACHE", str(tmp_path / "架"))
    first, second = (imported("report", form, "-o", tmp_path / f"{number}.docx") for number in range(2))
    assert not first & (OFFICE | EVER | {"rich", "click"})
    assert first >= ENGINES
    assert not second & (OFFICE | EVER | ENGINES | SLOW | {"rich", "click"})


def test_json_output_needs_no_engine_of_reports(form: Path) -> None:
    for command in ("show", "score", "check"):
        assert not imported(command, form, "--json") & (OFFICE | EVER | {"rich", "jinja2"}), command


def test_scores_are_written_without_openpyxl_and_jinja(form: Path, tmp_path: Path) -> None:
    assert not imported("score", form, "-o", tmp_path / "分.xlsx") & (OFFICE | EVER | {"jinja2"})


def test_what_must_not_be_imported_is_there_under_that_name() -> None:
    assert all(find_spec(f"zpj.{name}") for name in (*NEVER, *ONLY_FOR_PAPERS))


@pytest.mark.parametrize("command", FOREIGN)
def test_a_command_imports_what_is_listed_for_it_and_nothing_else(command: str, form: Path, tmp_path: Path) -> None:
    file = (
        () if command == "--help" else (form, *(("-o", tmp_path / "报告.docx") if command == "report" else ("--json",)))
    )
    modules(command, *file)
    loaded = modules(command, *file, *(["--force"] if command == "report" else ()))
    assert foreign(loaded) == FOREIGN[command]
    assert own(loaded) <= OWN[command]
    assert not loaded & {f"zpj.{name}" for name in (*NEVER, *ONLY_FOR_PAPERS)}
