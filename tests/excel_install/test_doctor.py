"""The doctor's page: each fault alone turns exactly its line to 异常."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import pytest
from fake_machine import APP_PATHS, FONTS, OFFICE, FakeRegistry, machine, program

from zpj.excel import doctor_python
from zpj.excel.doctor import doctor_page, examine
from zpj.excel.doctor_check import BAD, GOOD, UNKNOWN
from zpj.excel.doctor_files import bitness, xlwings_of
from zpj.excel.doctor_registry import CLASSES, MACHINE, USER
from zpj.excel.install import install
from zpj.excel.install_environment import MACOS, OTHER, Environment, mark_of_the_web, this_environment
from zpj.excel.install_files import shipped_add_in
from zpj.excel.xlam.builder import add_in_folder, packed
from zpj.excel.xlam.compression import compress
from zpj.excel.xlam.parts import VBA_PART


@dataclass
class Clinic:
    """A machine on which all is well."""

    here: Environment
    registry: FakeRegistry

    def states(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for check in examine(self.here, self.registry):
            if found.get(check.subject) != BAD:
                found[check.subject] = check.state
        return found

    def line(self, subject: str) -> str:
        return next(check.line for check in examine(self.here, self.registry) if check.subject == subject)


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    here, registry = machine(tmp_path), FakeRegistry()
    install(here)
    program(here.usual_python, 0x8664)
    for bits in (32, 64):
        (here.usual_python.parents[1] / f"xlwings{bits}-{version('xlwings')}.dll").write_bytes(b"")
    monkeypatch.setattr(doctor_python, "find_spec", lambda _: object())
    registry.put(CLASSES, r"Excel.Application\CurVer", **{"": "Excel.Application.16"})
    registry.put(MACHINE, rf"{APP_PATHS}\excel.exe", **{"": str(program(tmp_path / "EXCEL.EXE", 0x014C))})
    fonts = {
        "SimSun & NSimSun (TrueType)": "simsun.ttc",
        "黑体 (TrueType)": "simhei.ttf",
        "仿宋 (TrueType)": "simfang.ttf",
    }
    fonts |= {"楷体 (TrueType)": "simkai.ttf", "华文中宋 (TrueType)": "STZHONGS.TTF"}
    registry.put(MACHINE, FONTS, **fonts, **{"Times New Roman (TrueType)": "times.ttf"})
    return Clinic(here, registry)


def test_all_is_well_after_an_installation(clinic: Clinic) -> None:
    assert set(clinic.states().values()) == {GOOD}
    assert "版本 16.0（32 位）" in clinic.line("Excel")
    assert version("xlwings") in clinic.line("xlwings 版本")
    assert "仿宋_GB2312用FangSong代替" in clinic.line("字体（版式 gbt9704）")


def _stale(clinic: Clinic) -> None:
    clinic.here.add_in.write_bytes(shipped_add_in() + b"\0")


def _only_wps(clinic: Clinic) -> None:
    del clinic.registry.content[CLASSES, r"Excel.Application\CurVer"]
    clinic.registry.put(USER, r"Software\Kingsoft\Office\6.0\Common", InstallRoot="C:\\WPS")


def _disabled(clinic: Clinic) -> None:
    content = b"\x02\0\0\0" + "c:\\xlstart\\ZPJ.xlam".encode("utf-16-le")
    clinic.registry.put(USER, rf"{OFFICE}\Resiliency\DisabledItems", A1B2=content)


def _own_font(clinic: Clinic) -> None:
    del clinic.registry.content[MACHINE, FONTS]["仿宋 (TrueType)"]


def _dll(clinic: Clinic) -> None:
    next(clinic.here.usual_python.parents[1].glob("*.dll")).unlink()


def _no_pywin32(clinic: Clinic) -> None:
    doctor_python.find_spec = lambda _: None  # type: ignore[attr-defined]


FAULTS: list[tuple[Callable[[Clinic], object], str, str]] = [
    (_only_wps, "Excel", "发送到"),
    (lambda c: c.registry.put(CLASSES, r"Excel.Application\CurVer", **{"": "Excel.Application.12"}), "Excel", "2010"),
    (_stale, "加载项文件", "zpj addin install"),
    (lambda c: mark_of_the_web(c.here.add_in).write_text("3"), "文件锁定", "解除锁定"),
    (_disabled, "Excel 禁用项目", "禁用项目"),
    (lambda c: c.registry.put(USER, rf"{OFFICE}\Options", OPEN1='/R "D:\\zpj.xlam"'), "重复安装", "取消勾选"),
    (lambda c: c.registry.put(USER, rf"{OFFICE}\Security", DisableAllAddins=1), "信任设置", "所有应用程序加载项"),
    (lambda c: c.registry.put(USER, rf"{OFFICE}\Security", RequireAddinSig=1), "信任设置", "签署"),
    (
        lambda c: c.registry.put(USER, rf"{OFFICE}\Security\Trusted Locations", AllLocationsDisabled=1),
        "信任设置",
        "受信任位置",
    ),
    (lambda c: program(c.here.usual_python, 0x014C), "后台程序", "64 位的 Python"),
    (lambda c: c.here.usual_python.unlink(), "后台程序", "install.cmd"),
    (_no_pywin32, "pywin32", "install.cmd"),
    (_dll, "连接库", "安全软件"),
    (_own_font, "字体（版式 gbt9704）", "请安装这些字体"),
]


@pytest.mark.parametrize(("spoil", "subject", "remedy"), FAULTS)
def test_a_fault_turns_its_line_and_names_the_remedy(
    clinic: Clinic, spoil: Callable[[Clinic], object], subject: str, remedy: str
) -> None:
    spoil(clinic)
    assert {name for name, state in clinic.states().items() if state == BAD} == {subject}
    assert remedy in next(c.remedy for c in examine(clinic.here, clinic.registry) if c.state == BAD)


def test_a_policy_counts_like_a_setting(clinic: Clinic) -> None:
    clinic.registry.put(USER, r"Software\Policies\Microsoft\Office\16.0\Excel\Security", disablealladdins=1)
    assert clinic.states()["信任设置"] == BAD


def test_a_missing_add_in_is_missed(clinic: Clinic) -> None:
    clinic.here.add_in.unlink()
    assert clinic.states()["加载项文件"] == BAD
    assert "还没有安装" in clinic.line("xlwings 版本")


def test_a_damaged_add_in_and_another_version_are_told_apart(clinic: Clinic) -> None:
    clinic.here.add_in.write_bytes(b"PK")
    assert "损坏" in clinic.line("xlwings 版本")
    project = bytes(512) + compress(b'"xlwings64-0.1.2.dll"')
    clinic.here.add_in.write_bytes(packed({VBA_PART: project}))
    assert "加载项里是 0.1.2，两者必须相同" in clinic.line("xlwings 版本")


def test_bad_paths_are_named(clinic: Clinic) -> None:
    odd = replace(clinic.here, local=Path("/用户𠮷/OneDrive") / ("长" * 200))
    lines = [check.line for check in examine(odd, clinic.registry) if check.subject == "路径"]
    assert [line[:2] for line in lines] == [BAD] * 3


def test_wps_gets_its_own_line(clinic: Clinic) -> None:
    clinic.registry.put(MACHINE, rf"{APP_PATHS}\et.exe", **{"": "C:\\et.exe"})
    assert "发送到" in clinic.line("WPS")


def test_the_page_counts_what_is_wrong(clinic: Clinic) -> None:
    assert "异常 0 项。" in doctor_page(clinic.here, clinic.registry)
    clinic.here.add_in.unlink()
    assert "异常 2 项。请按“→”后面的办法处理" in doctor_page(clinic.here, clinic.registry)


def test_linux_says_what_cannot_be_checked(tmp_path: Path) -> None:
    checks = list(examine(machine(tmp_path, OTHER), FakeRegistry()))
    assert sum(check.state == UNKNOWN for check in checks) == 8
    assert not [check for check in checks if check.state == BAD]
    assert "不能查 8 项" in doctor_page(machine(tmp_path, OTHER))


def test_a_mac_is_told_that_functions_do_not_work(tmp_path: Path) -> None:
    here = machine(tmp_path, MACOS)
    before = doctor_page(here)
    assert before.count(f"\n{BAD}　") == 3
    install(here)
    page = doctor_page(here)
    assert f"\n{BAD}　" not in page
    assert "工作表函数在苹果电脑上不可用" in page


def test_a_program_tells_its_bitness(tmp_path: Path) -> None:
    assert bitness(program(tmp_path / "a.exe", 0x8664)) == 64
    assert bitness(program(tmp_path / "b.exe", 0x014C)) == 32
    for number, content in enumerate([b"", b"MZ", b"#!" + bytes(80), b"MZ" + bytes(80)]):
        path = tmp_path / f"{number}"
        path.write_bytes(content)
        assert bitness(path) is None
    assert bitness(tmp_path / "missing") is None


def test_the_shipped_add_in_holds_the_installed_xlwings() -> None:
    assert xlwings_of(add_in_folder() / "zpj.xlam") == version("xlwings")


def test_a_file_that_only_looks_like_an_add_in_has_no_version(tmp_path: Path) -> None:
    path = tmp_path / "x.xlam"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(VBA_PART, bytes(512) + b"\x01\x10\xb0\xff" + bytes(range(255)) * 5)
    assert xlwings_of(path) is None


def test_the_command_prints_the_page_and_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "addin", "doctor"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("绩效自评加载项体检\n")
    assert done.stderr == ""


def test_this_machine_is_described() -> None:
    here = this_environment()
    assert here.python == Path(sys.executable)
    assert here.add_in.name == "zpj.xlam"
