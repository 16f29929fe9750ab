"""The ribbon: valid by structure, every button with its texts, its icon, its callback and its contract id."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from zpj.excel.xlam.builder import add_in_folder

SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
INSIDE = {
    "customUI": {"ribbon"},
    "ribbon": {"tabs"},
    "tabs": {"tab"},
    "tab": {"group"},
    "group": {"button", "separator"},
    "button": set[str](),
    "separator": set[str](),
}
ATTRIBUTES = {
    "tab": {"id", "label", "insertAfterMso"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "onAction", "screentip", "supertip"},
    "separator": {"id"},
}
CONTRACT = {
    *("zpjNew", "zpjScore", "zpjCheck", "zpjFix", "zpjReport", "zpjImport", "zpjSummary", "zpjFreeze", "zpjUndo"),
    *("zpjSettings", "zpjHelp"),
}
ICONS = {
    *("FileNew", "Calculator", "CalculateNow", "DataValidation", "ErrorChecking", "FilePrintPreview"),
    *("FileSaveAsPdfOrXps", "WindowsArrangeAll", "RefreshAll", "FileOpen", "Help", "PropertySheet", "AddInManager"),
    *("SheetProtect", "MacroPlay", "Undo"),
}
LONGEST_TIP = 1024

RIBBON = ElementTree.parse(add_in_folder() / "ribbon.xml").getroot()
BUTTONS = list(RIBBON.iter(f"{SPACE}button"))


def name_of(element: ElementTree.Element) -> str:
    assert element.tag.startswith(SPACE)
    return element.tag.removeprefix(SPACE)


def test_elements_and_attributes_are_those_of_the_schema() -> None:
    for element in RIBBON.iter():
        assert {name_of(child) for child in element} <= INSIDE[name_of(element)]
        assert set(element.attrib) <= ATTRIBUTES.get(name_of(element), set())


def test_ids_are_names_and_unique() -> None:
    ids = [element.attrib["id"] for element in RIBBON.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name, re.ASCII) for name in ids)


def test_the_tab_has_the_name_of_the_contract() -> None:
    assert [tab.get("label") for tab in RIBBON.iter(f"{SPACE}tab")] == ["绩效自评"]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.get("id")))
def test_a_button_is_complete(button: ElementTree.Element) -> None:
    assert set(button.attrib) == ATTRIBUTES["button"]
    assert button.get("id") in CONTRACT
    assert button.get("size") in ("normal", "large")
    assert button.get("imageMso") in ICONS
    for text in (button.attrib["label"], button.attrib["screentip"], button.attrib["supertip"]):
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert len(text) <= LONGEST_TIP


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.get("id")))
def test_a_buttons_callback_exists_and_takes_a_control(button: ElementTree.Element) -> None:
    module, procedure = button.attrib["onAction"].split(".")
    source = (add_in_folder() / "vba" / f"{module}.bas").read_text("ascii")
    assert f'Attribute VB_Name = "{module}"' in source
    assert len(re.findall(rf"^Public Sub {procedure}\(control As Object\)$", source, re.MULTILINE)) == 1


def test_the_page_on_the_add_in_tells_of_every_button() -> None:
    page = (add_in_folder().parent / "docs" / "addin.md").read_text("utf-8")
    for button in BUTTONS:
        assert f"\n| {button.attrib['label']} | " in page
