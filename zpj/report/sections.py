"""The texts of a report's sections, found by their headings however a clerk writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from zpj.domain.records import record
from zpj.report.lookup import Lookup, bare_title, heading_path, heading_text, last_heading
from zpj.report.shown import missing
from zpj.report.wordml import lines

Unwritten = Callable[[str], str]


@record
class _Text:
    path: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]


class SectionTexts:
    """Section texts by heading or path of headings (一、项目概况／（一）项目目标).

    `typed` is what the clerk wrote, `written` what zpj wrote from the form and its figures: it serves where neither
    the section nor a part of it is typed. `order` names the report's sections in their order. What stands under a
    heading of `apart` (the names of projects, as `heading_path` gives them) answers only keys that name it too.
    """

    def __init__(
        self,
        typed: Mapping[str, str],
        written: Mapping[str, str] | None = None,
        order: Sequence[str] = (),
        apart: Collection[str] = (),
    ) -> None:
        self._apart = frozenset(apart)
        self._texts = [_texts(typed), _texts(written or {})]
        self._order = [heading_path(path) for path in order]
        self._longer = {path[-1:]: path for path in reversed(self._order) if path}

    def find(self, key: str) -> list[str]:
        """The paragraphs of a section, [] where it has none.

        The text whose path has the most in common with the key counts, then the one with the shorter path.
        """
        wanted = heading_path(key)
        for texts in self._texts:
            fitting = [text for text in texts if _fits(text.path, wanted) and not self._is_apart(text.path, wanted)]
            if fitting:
                best = max(fitting, key=lambda text: (min(len(text.path), len(wanted)), -len(text.path)))
                return list(best.paragraphs)
            if any(self._is_below(text, wanted) for text in texts):
                return []
        return []

    def below(self, key: str, *, whole: bool = False) -> list[dict[str, object]]:
        """The sections directly below a heading: 序号, 标题 without its number, 段落; in the report's order.

        With `whole` only those whose path names every heading of the key.
        """
        wanted = heading_path(key)
        found: dict[str, _Text] = {}
        for text in (text for texts in self._texts for text in texts if self._is_below(text, wanted)):
            if whole and len(text.path) <= len(wanted):
                continue
            found.setdefault(text.path[-1], text)
        ordered = sorted(found.values(), key=self._place)
        return [
            {"序号": str(number), "标题": text.title, "段落": list(text.paragraphs)}
            for number, text in enumerate(ordered, start=1)
        ]

    def _is_below(self, text: _Text, wanted: tuple[str, ...]) -> bool:
        path = self._whole(text.path)
        return len(path) > 1 and _fits(path[:-1], wanted) and not self._is_apart(path[:-1], wanted)

    def _is_apart(self, path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        return bool(self._apart and self._apart & (set(path) - set(wanted)))

    def _whole(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The path a heading that stands alone has in the report."""
        return self._longer.get(path, path)

    def _place(self, text: _Text) -> int:
        places = (place for place, path in enumerate(self._order) if _fits(text.path, path))
        return next(places, len(self._order))


def section_fields(texts: SectionTexts, unwritten: Unwritten = missing) -> dict[str, object]:
    """`章节`, `已写` and `下级`; what a section says that nobody wrote is `unwritten` of its title."""

    def text(key: str) -> list[str]:
        return texts.find(key) or paragraphs(unwritten(heading_text(last_heading(key))))

    return {"章节": Lookup(text), "已写": Lookup(texts.find), "下级": Lookup(texts.below)}


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in lines(text) if line.strip()]


def is_titled(path: str, title: str) -> bool:
    """Whether a path ends with a heading."""
    return bare_title(last_heading(path)) == bare_title(title)


def _texts(sections: Mapping[str, str]) -> list[_Text]:
    """The sections that hold text; of several with the same path the last counts."""
    found = {heading_path(key): (key, text) for key, text in sections.items() if text.strip()}
    return [
        _Text(path, heading_text(last_heading(key)), tuple(paragraphs(text))) for path, (key, text) in found.items()
    ]


def _fits(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether one path is the end of the other."""
    common = min(len(path), len(wanted))
    return common > 0 and path[-1] == wanted[-1] and path[-common:] == wanted[-common:]
