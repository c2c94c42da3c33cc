"""Templates as text: their blocks, tags and forms, with line numbers."""

import re
from dataclasses import dataclass

from tests.guards.source import Source

BLOCK = re.compile(r"{%\s*(block|endblock)\b\s*(\w*)[^%]*%}")
EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']")
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*'|{[{%].*?[%}]})*)>", re.DOTALL)
FORM = re.compile(r"<form\b(?P<head>(?:[^<>\"']|\"[^\"]*\"|'[^']*'|{[{%].*?[%}]})*)>(?P<body>.*?)</form>", re.DOTALL)


@dataclass(frozen=True)
class Markup:
    """A template without its comments; lines keep their numbers."""

    source: Source
    text: str

    @classmethod
    def of(cls, source: Source) -> "Markup":
        return cls(source, COMMENT.sub(lambda match: "\n" * match.group().count("\n"), source.text))

    def at(self, offset: int, sentence: str) -> str:
        return self.source.at(self.text.count("\n", 0, offset) + 1, sentence)

    @property
    def parent(self) -> str | None:
        found = EXTENDS.search(self.text)
        return found.group(1) if found else None

    def outer_blocks(self) -> list[tuple[int, str]]:
        """Offset and name of the blocks that stand in no other block."""
        depth, found = 0, []
        for match in BLOCK.finditer(self.text):
            if match.group(1) == "endblock":
                depth -= 1
            else:
                found += [(match.start(), match.group(2))] if depth == 0 else []
                depth += 1
        return found

    def all_blocks(self) -> set[str]:
        return {match.group(2) for match in BLOCK.finditer(self.text) if match.group(1) == "block"}
