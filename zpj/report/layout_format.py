"""The formatting that takes effect in a Word document: defaults, then the chain of styles, paragraph and run."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from zpj.report.wordml import tag

Values = Mapping[str, str]

_PPR, _RPR, _PSTYLE, _RSTYLE = (tag(name) for name in ("pPr", "rPr", "pStyle", "rStyle"))
_VAL = tag("val")
_NO_FORMAT = frozenset(tag(name) for name in ("pStyle", "rStyle", "rPr", "sectPr", "pPrChange", "rPrChange"))
_WORDS = {"true": "1", "on": "1", "false": "0", "off": "0", "start": "left", "end": "right"}
_SIDES = {
    "ind.start": "ind.left",
    "ind.end": "ind.right",
    "ind.startChars": "ind.leftChars",
    "ind.endChars": "ind.rightChars",
}
_DEEPEST = 20


def flat(properties: etree._Element | None) -> dict[str, str]:
    """Give a w:pPr or w:rPr as values by name: {"jc": "both", "spacing.line": "579"}; a bare switch is "1"."""
    values: dict[str, str] = {}
    for child in properties if properties is not None else ():
        if child.tag in _NO_FORMAT:
            continue
        name = str(child.tag).rpartition("}")[2]
        if name == "numPr":
            number = child.find(tag("numId"))
            values[name] = (number.get(tag("val")) if number is not None else None) or "1"
        elif not child.attrib:
            values[name] = "1"
        for key, value in child.attrib.items():
            attribute = str(key).rpartition("}")[2]
            full = name if attribute == "val" else f"{name}.{attribute}"
            values[_SIDES.get(full, full)] = _WORDS.get(str(value), str(value))
    return values


def layered(lower: Values, upper: Values) -> dict[str, str]:
    """Put formatting over formatting; a hanging indent takes the place of a first-line indent and the reverse."""
    merged = dict(lower)
    if any(name.startswith("ind.hanging") for name in upper):
        merged = {name: value for name, value in merged.items() if not name.startswith("ind.firstLine")}
    elif any(name.startswith("ind.firstLine") for name in upper):
        merged = {name: value for name, value in merged.items() if not name.startswith("ind.hanging")}
    merged.update(upper)
    return merged


def integer(values: Values, name: str, default: int | None = 0) -> int | None:
    """Give a whole number; the default where it is not set, None where it is no number."""
    text = values.get(name)
    if text is None:
        return default
    return int(text) if text.removeprefix("-").isdecimal() else None


def switched_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a switch such as w:cantSplit is there and not off."""
    found = parent.find(tag(name)) if parent is not None else None
    return found is not None and (found.get(tag("val")) or "1") not in ("0", "false", "off")


class Formats:
    """The styles of a document and what they come to."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = list(styles.iterchildren(tag("style"))) if styles is not None else []
        self._styles = {style.get(tag("styleId")) or "": style for style in found}
        self.names = {id_: self._value(style, "name") or id_ for id_, style in self._styles.items()}
        self.usual = next((style.get(tag("styleId")) or "" for style in found if _is_default(style)), "")
        self.run_defaults = flat(_default(styles, "rPrDefault", "rPr"))
        self.paragraph_defaults = flat(_default(styles, "pPrDefault", "pPr"))
        self._chains: dict[tuple[str, str], dict[str, str]] = {}

    def style_of(self, paragraph: etree._Element) -> str:
        """Give the id of the paragraph's style."""
        style = property_of(paragraph, _PSTYLE)
        id_ = style.get(_VAL) if style is not None else None
        return id_ if id_ in self._styles else self.usual

    def ancestry(self, style: str) -> list[str]:
        """Give a style and those it is based on, by their ids, nearest first."""
        chain: list[str] = []
        while style in self._styles and style not in chain and len(chain) < _DEEPEST:
            chain.append(style)
            style = self._value(self._styles[style], "basedOn")
        return chain

    def element(self, style: str, *path: str) -> etree._Element | None:
        """Give what a style itself holds at a path of names, such as pPr, numPr."""
        return self._styles[style].find("/".join(tag(name) for name in path)) if style in self._styles else None

    def styled(self, style: str, kind: str) -> dict[str, str]:
        """Give what a style sets with those it is based on, in its w:pPr or w:rPr (`kind`), without the defaults."""
        if (style, kind) not in self._chains:
            values: dict[str, str] = {}
            for id_ in reversed(self.ancestry(style)):
                values = layered(values, flat(self._styles[id_].find(tag(kind))))
            self._chains[style, kind] = values
        return self._chains[style, kind]

    def paragraph(self, style: str, direct: Values) -> dict[str, str]:
        """Give the paragraph formatting that takes effect."""
        return layered(layered(self.paragraph_defaults, self.styled(style, "pPr")), direct)

    def run(self, style: str, character_style: str, direct: Values) -> dict[str, str]:
        """Give the run formatting that takes effect, leaving out what only the document defaults set."""
        return layered(layered(self.styled(style, "rPr"), self.styled(character_style, "rPr")), direct)

    @staticmethod
    def _value(style: etree._Element, name: str) -> str:
        found = style.find(tag(name))
        return (found.get(tag("val")) or "") if found is not None else ""


def property_of(paragraph: etree._Element, name: str) -> etree._Element | None:
    """Give one property a paragraph sets itself; `find` takes twice as long, and every paragraph is asked."""
    for child in paragraph:
        if child.tag == _PPR:
            for found in child:
                if found.tag == name:
                    return found
    return None


def paragraph_properties(paragraph: etree._Element) -> dict[str, str]:
    """Give what a paragraph sets itself."""
    return flat(paragraph.find(_PPR))


def run_properties(run: etree._Element) -> tuple[str, dict[str, str]]:
    """Give the character style ("" where there is none) and what a run sets itself."""
    properties = run.find(_RPR)
    style = properties.find(_RSTYLE) if properties is not None else None
    return (style.get(tag("val")) or "") if style is not None else "", flat(properties)


def _is_default(style: etree._Element) -> bool:
    return style.get(tag("type")) == "paragraph" and style.get(tag("default")) in ("1", "true", "on")


def _default(styles: etree._Element | None, kind: str, properties: str) -> etree._Element | None:
    return styles.find(f"{tag('docDefaults')}/{tag(kind)}/{tag(properties)}") if styles is not None else None
