"""The machine zpj is installed on: its folders, its interpreter, its code page. Tests pass one of their own."""

from __future__ import annotations

import locale
import os
import sys
from dataclasses import dataclass
from pathlib import Path

WINDOWS = "windows"
MACOS = "macos"
OTHER = "other"

_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_CONF = "Library/Containers/com.microsoft.Excel/Data/zpj.conf"
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Environment:
    """Where things are. `roaming` and `local` are %APPDATA% and %LOCALAPPDATA%, `encoding` the ANSI code page.

    `patience` is how many seconds a security program gets to remove a new file before it is looked for.
    """

    system: str
    home: Path
    roaming: Path
    local: Path
    python: Path
    encoding: str
    patience: float

    @property
    def excel_startup(self) -> Path:
        """The folder whose add-ins Excel opens by itself."""
        if self.system == MACOS:
            return self.home / _MAC_STARTUP
        return self.roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def add_in(self) -> Path:
        """The add-in where it is installed."""
        return self.excel_startup / "zpj.xlam"

    @property
    def conf(self) -> Path:
        """The configuration file xlwings' VBA looks for."""
        return self.home / _MAC_CONF if self.system == MACOS else self.home / ".zpj" / "zpj.conf"

    @property
    def send_to(self) -> Path:
        """The folder behind the Explorer's menu 发送到."""
        return self.roaming / "Microsoft" / "Windows" / "SendTo"

    @property
    def own(self) -> Path:
        """The folder of zpj itself."""
        return self.local / "zpj" if self.system == WINDOWS else self.home / ".zpj"

    @property
    def usual_python(self) -> Path:
        """The interpreter the add-in starts on Windows: it stands in the add-in and is the same for everyone."""
        return self.own / "venv" / "Scripts" / "python.exe"


def this_environment() -> Environment:
    """The machine this process runs on."""
    home = Path.home()
    systems = {"win32": WINDOWS, "darwin": MACOS}
    return Environment(
        system=systems.get(sys.platform, OTHER),
        home=home,
        roaming=Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming"),
        local=Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"),
        python=Path(sys.executable),
        encoding=locale.getencoding(),
        patience=_PATIENCE,
    )


def mark_of_the_web(path: Path) -> Path:
    """The stream in which Windows notes that a file came from the internet."""
    return path.with_name(f"{path.name}:Zone.Identifier")
