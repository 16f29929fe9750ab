"""Cell text between XML and Python: Excel's _x000D_ escapes, control characters, lone surrogates, line ends."""

from __future__ import annotations

from zpj.domain.regex import regex

_ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_LIKE_ESCAPE = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = regex("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
MARKS_OF_TEXT = frozenset("'‘’＇`")
_MARKED_AS_TEXT = regex(r"['‘’＇`]+\s*([+-]?[\d.,]+[%％]?)\s*")
_UNSEEN = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def decode(text: str) -> str:
    """Give a stored text as shown: escapes resolved, line ends as \\n, characters no file may hold dropped."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return clean(text)


def clean(text: str) -> str:
    """Drop what XML cannot hold and make every line end \\n."""
    if text.isprintable():
        return text
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def seen(text: str) -> str:
    """Give what is seen of a text: without signs of no shape, as come along with what is pasted from a web page."""
    return text if text.isprintable() else _UNSEEN.sub("", clean(text))


def typed(text: str) -> str:
    """Give what a clerk meant by a cell's text: “'8.65” is 8.65, whose mark of a text came along with it."""
    marked = _MARKED_AS_TEXT.fullmatch(text) if text[:1] in MARKS_OF_TEXT else None
    return seen(marked[1] if marked else text)


def encode(text: str) -> str:
    """Give a text ready to stand between XML tags; what XML cannot hold is dropped."""
    text = _LOOKS_LIKE_ESCAPE.sub("_x005F_", clean(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Give a text ready to stand between the double quotes of an attribute."""
    return encode(text).replace('"', "&quot;")
