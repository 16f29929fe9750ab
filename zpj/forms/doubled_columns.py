"""Indicators in two columns: all headings stand twice in one row, and each row holds two indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Span = tuple[int, int]
_LEVELS, _VALUES = {"level1", "level2", "name"}, {"target", "actual", "weight", "reported_score"}
_FEWEST = 4


def further_columns(headings: Sequence[tuple[str, Span]]) -> tuple[Mapping[str, Span], ...]:
    """The columns of the second and further indicators of a row, from its known headings left to right; none where the
    headings do not all stand there as often.
    """
    parts: list[dict[str, Span]] = [{}]
    for field, span in headings:
        if field == headings[0][0] and parts[-1]:
            parts.append({})
        if field in parts[-1]:
            return ()
        parts[-1][field] = span
    fields = parts[0].keys()
    is_whole = len(fields) >= _FEWEST and _LEVELS & fields and _VALUES & fields
    return tuple(parts[1:]) if is_whole and all(part.keys() == fields for part in parts) else ()
