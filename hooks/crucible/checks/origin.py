"""Where something that a built page shows was written: a page, a text of the data, an entry of a catalog."""

from __future__ import annotations

import re
from functools import cached_property

from crucible import model
from crucible.blocks import Section, blocks, sections
from crucible.checks.sources import Sources
from crucible.finding import Place
from crucible.tables import Cell, Table, table_of

_MARKUP = re.compile(r"\*\*|`|\[|\]\([^()\s]*\)|\{\{[^{}]*\}\}|<[^<>]*>")


class Origins:
    """Finds sources of what is shown; always a place that a person can edit."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    @cached_property
    def _texts(self) -> dict[tuple[str, str], Place]:
        """Places of data texts and of translations, by language and visible text."""
        found: dict[tuple[str, str], Place] = {}
        for entered in self.sources.library.entered:
            for loc, text in model.texts(entered.entry):
                found.setdefault(("en", _bare(str(text))), entered.place(*loc))
        for path, catalog in self.sources.catalogs.items():
            for message in catalog.messages:
                for form in message.forms.values():
                    found.setdefault((path.split("/")[1], _bare(form.value)), catalog.place(form))
        return found

    def section(self, name: str, language: str, id: str) -> Place:
        """Return the place of the heading with this id in the source of a page; of a generated one, of its macro."""
        page = self.sources.by_name[(language, name)]
        found = self._section(name, language, id)
        if found is not None:
            return page.place(found.start)
        macro = next((block for block in blocks(page.body) if block.kind == "macro"), None)
        first = macro or next(iter(blocks(page.body)), None)
        return page.place(first.start if first else 0)

    def table(self, name: str, language: str, table: Table) -> Place:
        """Return where a table of a built page comes from: the table itself, or the macro call that makes it."""
        page = self.sources.by_name[(language, name)]
        section = self._section(name, language, table.section)
        for kinds in (("table", "html-table"), ("macro",)):
            for block in section.blocks if section else ():
                if block.kind in kinds and (kinds == ("macro",) or self._is(table, table_of(block))):
                    return page.place(block.start)
        return self.section(name, language, table.section)

    def written(self, name: str, language: str, table: Table) -> bool:
        """Return whether a table of a built page is written in the page rather than made by a macro call."""
        section = self._section(name, language, table.section)
        found = (block for block in (section.blocks if section else ()) if block.kind in ("table", "html-table"))
        return any(self._is(table, table_of(block)) for block in found)

    def cell(self, name: str, language: str, table: Table, cell: Cell) -> Place:
        """Return where a cell of a built page was written."""
        page = self.sources.by_name[(language, name)]
        section = self._section(name, language, table.section)
        for block in section.blocks if section else ():
            if block.kind in ("table", "html-table"):
                for row in table_of(block).rows:
                    for source in row:
                        if _bare(source.text) == _bare(cell.text) and cell.text:
                            return page.place(source.start)
        written = self._texts.get((language, _bare(cell.text))) if cell.text else None
        return written or self.table(name, language, table)

    def _section(self, name: str, language: str, id: str) -> Section | None:
        page = self.sources.by_name[(language, name)]
        return next((section for section in sections(page.body) if section.id == id), None)

    @staticmethod
    def _is(table: Table, source: Table) -> bool:
        return [_bare(text) for text in table.columns] == [_bare(text) for text in source.columns]


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", _MARKUP.sub("", text)).strip()
