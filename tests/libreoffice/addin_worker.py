"""The office worker with macros allowed: runs VBA of an open workbook, and lends it a Python for its functions.

Runs under the Python that has `uno`; the functions themselves run in the tests' own Python, behind a pipe.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import unohelper
from com.sun.star.script.provider import XScript
from office_worker import Worker, connect, properties, serve, url

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA">
<prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""
_RUN_ALWAYS = 4
_ADD_IN_FILTER = "Calc MS Excel 2007 VBA XML"


class Bridge(unohelper.Base, XScript):
    """Stands for xlwings' COM server."""

    def __init__(self, functions):
        self.functions = functions

    def invoke(self, arguments, _in, _out):
        """[module, function, values, formats] -> value."""
        print(json.dumps(arguments), file=self.functions.stdin, flush=True)
        return json.loads(self.functions.stdout.readline()), (), ()


class MacroWorker(Worker):
    """Opens workbooks with their macros."""

    def __init__(self, context, folder, functions):
        super().__init__(context, folder)
        self.bridge = Bridge(functions)

    def open(self, path):
        """Open a copy with macros running; gives its number. The window must not be hidden: VBA needs a view."""
        number = len(self.books) + 1
        copy = self.folder / f"{number}{Path(path).suffix}"
        copy.write_bytes(Path(path).read_bytes())
        options = properties(MacroExecutionMode=_RUN_ALWAYS)
        if copy.suffix == ".xlam":
            options += properties(FilterName=_ADD_IN_FILTER)
        self.books[number] = self.desktop.loadComponentFromURL(url(copy), "_blank", 0, options)
        return number

    def modules(self, book):
        """The names of the modules of the workbook's project."""
        libraries = self.books[book].BasicLibraries
        libraries.loadLibrary(libraries.ProjectName)
        return list(libraries.getByName(libraries.ProjectName).ElementNames)

    def run(self, book, procedure, *arguments):
        """Call a VBA procedure (Module.Procedure); gives its result."""
        document = self.books[book]
        address = f"{document.BasicLibraries.ProjectName}.{procedure}?language=Basic&location=document"
        script = document.getScriptProvider().getScript(f"vnd.sun.star.script:{address}")
        return script.invoke(arguments, (), ())[0]

    def lend(self, book):
        """Give the workbook's functions their Python."""
        self.run(book, "ZpjSystem.ZpjSetBridge", self.bridge)

    def enter(self, book, sheet, address, formula):
        """Enter a formula."""
        self._sheet(book, sheet).getCellRangeByName(address).Formula = formula


def main(soffice, python, functions):
    """Start the office with macros allowed, serve, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, profile = Path(name), Path(name) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
        pipe = f"zpj{uuid.uuid4().hex}"
        office = subprocess.Popen(
            [soffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
             f"-env:UserInstallation={url(profile)}", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        try:
            with subprocess.Popen([python, functions], **pipes) as computing:
                worker = MacroWorker(connect(pipe), folder, computing)
                serve(worker)
                computing.stdin.close()
                worker.desktop.terminate()
                office.wait(20)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
