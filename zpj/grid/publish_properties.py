"""What both formats lose before publication: document properties, comments' authors, embedded files, local links."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from zpj.grid.package import local_name
from zpj.grid.publish_parts import TYPES, Draft, kind_of, referring, remove

_PRIVATE = {
    "creator": "文档属性", "lastModifiedBy": "文档属性", "Company": "文档属性", "Manager": "文档属性",
    "HyperlinkBase": "文档属性", "Template": "文档属性", "description": "文档属性", "keywords": "文档属性",
    "category": "文档属性", "contentStatus": "文档属性", "TotalTime": "文档属性", "lastPrinted": "文档属性",
    "revision": "文档属性", "version": "文档属性", "TitlesOfParts": "", "HeadingPairs": "", "HLinks": "",
    "DocSecurity": "", "DigSig": "",
}  # fmt: skip
_EVERYWHERE = {
    "custom-properties": "自定义属性",
    "thumbnail": "缩略图",
    "customXml": "附带的数据",
    "printerSettings": "打印机设置",
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "control": "控件",
    "activeXControlBinary": "控件",
    "ctrlProp": "控件",
    "attachedTemplate": "本机路径",
    "webextension": "加载项",
    "webextensiontaskpanes": "加载项",
    "taskpanes": "加载项",
    "vbaProject": "宏",
    "vbaProjectSignature": "宏",
    "ui": "自定义界面",
    "extensibility": "自定义界面",
    "origin": "数字签名",
    "oleObjectLink": "嵌入的对象",
    "attachedToolbars": "自定义界面",
    "wordVbaData": "宏",
    "keyMapCustomizations": "自定义界面",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PLAIN_TYPES = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-word.document.macroEnabledDocument.main+xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
}
_LISTS = ("hyperlinks", "tableParts", "customProperties", "controls", "oleObjects", "ext", "extLst")
_LOCAL = ("mailto:", "tel:", "file:", "\\\\")


def strip_properties(draft: Draft) -> None:
    """Empty author, company and the like; what says only how the text is counted stays."""
    for relation in draft.package.relations():
        if relation.kind not in ("core-properties", "extended-properties") or not draft.has(relation.part):
            continue
        root = draft.tree(relation.part)
        for item in list(root):
            name = local_name(item)
            if name in _PRIVATE:
                told = bool("".join(map(str, item.itertext())).strip())
                draft.note(_PRIVATE[name], name, int(told and bool(_PRIVATE[name])))
                remove(item)
                draft.changed(relation.part)


def cut_everywhere(draft: Draft, kinds: Mapping[str, str], titles: Mapping[str, str]) -> None:
    """Cut the relationships of the given kinds (kind -> what is told), and the common ones, from every part.

    `titles` names the parts a reader knows by another name.
    """
    told = {**_EVERYWHERE, **kinds}
    for part in ["", *(name for name in draft.names() if not name.endswith(".rels"))]:
        if not draft.relations(part):
            continue
        gone = draft.cut(part, lambda relation: kind_of(relation) in told or _is_local(relation))
        for kind in gone.values():
            if what := told.get(kind, "本机链接和邮件链接"):
                draft.note(what, titles.get(part, "文件"))
        if gone and part:
            drop_users(draft, part, set(gone))


def _is_local(relation: etree._Element) -> bool:
    """External targets that are a person's address or a path of somebody's machine or network."""
    target = relation.get("Target", "").strip().lower()
    external = relation.get("TargetMode") == "External"
    return external and (target.startswith(_LOCAL) or not target.startswith(("http:", "https:", "#")))


def drop_users(draft: Draft, part: str, ids: set[str]) -> None:
    """Remove what used the cut relationships; a hyperlink of a document keeps its text."""
    root = draft.tree(part)
    for element, name in referring(root, ids):
        if local_name(element) == "hyperlink" and len(element):
            _unwrap(element)
        elif local_name(element) in ("pageSetup", "workbookPr", "blip", "imagedata"):
            del element.attrib[name]
        else:
            _remove_with_empty_lists(element)
    draft.changed(part)


def _remove_with_empty_lists(element: etree._Element) -> None:
    """A list that held only this element goes with it: no office accepts an empty one."""
    holder = element.getparent()
    remove(element)
    while holder is not None and local_name(holder) in _LISTS and not len(holder):
        empty = holder
        holder = empty.getparent()
        remove(empty)
    if holder is not None and "count" in holder.attrib and local_name(holder) in _LISTS:
        holder.set("count", str(len(holder)))


def without_macros(draft: Draft) -> None:
    """Call the main part what it is without macros; the macros themselves are cut."""
    for item in draft.tree(TYPES):
        kind = item.get("ContentType", "")
        if kind in _PLAIN_TYPES:
            item.set("ContentType", _PLAIN_TYPES[kind])
            draft.changed(TYPES)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    remove(element)
