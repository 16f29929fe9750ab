"""Regular expressions compiled on first use: one run of a command needs few of the hundreds zpj knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """The pattern, as `re.compile` gives it but compiled only when it is first used; a mistake in it shows then."""

else:

    class regex:
        """A pattern not yet compiled; after the first use its methods are those of the compiled one."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self._written = pattern, flags

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(*self._written)
            self.__dict__.update((method, getattr(compiled, method)) for method in dir(compiled) if method[0] != "_")
            return getattr(compiled, name)
