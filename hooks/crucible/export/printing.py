"""PDFs of the print pages by Chromium: contents with page numbers, bookmarks, links, tags, language and title.

CSS cannot ask on which page a link leads (`target-counter` is in no browser), so each document is printed twice:
the first time tells the pages, the second shows them. Chromium makes the bookmarks from the headings and tags the
text. It also writes the time, and numbers that differ from run to run; both are replaced, so that one machine writes
the same bytes again. Another machine has other fonts.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from crucible.export.browser import HOW_TO_GET_IT, chromium
from crucible.export.bundle import home
from crucible.export.selectable import corrected
from crucible.language import CODES, SOURCE
from crucible.pages.whole import NAME

_SECONDS = 120
_NODE = re.compile(rb"\bnode(\d{8})\b")
_LINK = re.compile(r'(<a\b[^<>]*?\shref=")([^"#][^"]*)"')
_ENTRY = re.compile(r'(<li><a href="#([^"]+)"><span>.*?</span>)(</a></li>)', re.S)


class PrintingFailed(OSError):
    """Chromium is not there or did not print; the text is one line that says so."""


def documents(
    files: Mapping[str, bytes], name: str, when: datetime, site: str, wanted: tuple[str, ...] = CODES
) -> dict[str, bytes]:
    """Return the PDF of each language by file name, from the files of a copy. Raises PrintingFailed.

    `site` is the address of the site, to which links to its other files lead.
    """
    browser = chromium()
    if browser is None:
        raise PrintingFailed(HOW_TO_GET_IT)
    with tempfile.TemporaryDirectory(prefix="crucible-print-") as place:
        folder = Path(place)
        for path, data in files.items():
            if not path.endswith(".html") or path.endswith(NAME):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
        return {
            f"{name}-{code}.pdf": _document(browser, folder, f"{home(code, SOURCE)}{NAME}", code, when, site)
            for code in wanted
        }


def _document(browser: str, folder: Path, name: str, code: str, when: datetime, site: str) -> bytes:
    page = folder / name
    html = abroad(page.read_text(encoding="utf-8"), f"{site}{name}")
    numbers: dict[str, int] = {}
    for _ in range(3):
        page.write_text(numbered(html, numbers), encoding="utf-8")
        pdf = _printed(browser, page)
        found = pages_of(pdf)
        if found == numbers:
            return finished(pdf, code, when, set(html))
        numbers = found
    raise PrintingFailed(f"the contents of {page.name} find no page numbers that stay the same")


def abroad(html: str, address: str) -> str:
    """Return the print page with full addresses in its links: a PDF has no files beside it."""
    return _LINK.sub(lambda found: f'{found[1]}{urljoin(address, found[2])}"', html)


def numbered(html: str, numbers: Mapping[str, int]) -> str:
    """Return the print page with the number of its page in every entry of the contents."""
    return _ENTRY.sub(
        lambda found: f'{found[1]}<span class="page-number">{numbers.get(found[2], "00")}</span>{found[3]}', html
    )


def _printed(browser: str, page: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="crucible-browser-") as profile:
        target = Path(profile) / "out.pdf"
        command = [
            browser,
            "--headless",
            "--no-sandbox",  # the page is our own and asks for nothing; as root Chromium has no sandbox
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            f"--user-data-dir={profile}/profile",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            "--export-tagged-pdf",
            "--virtual-time-budget=5000",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own words
        except subprocess.TimeoutExpired as error:
            raise PrintingFailed(f"Chromium has not printed within {_SECONDS} seconds") from error
        if not target.is_file():
            said = (done.stderr.strip().splitlines() or ["nothing"])[-1]
            raise PrintingFailed(f"Chromium did not print (exit code {done.returncode}); it said: {said}")
        return target.read_bytes()


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return the page, counted from 1, of each chapter by its id."""
    from pypdf import PdfReader  # noqa: PLC0415 - needed here only

    reader = PdfReader(BytesIO(pdf))
    found = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None and "--" not in name:
            found[name.lstrip("/")] = number + 1
    return found


def finished(pdf: bytes, code: str, when: datetime, written: Collection[str]) -> bytes:
    """Return the PDF with the time of the revision for the clock's, its language, and its title in the window.

    `written` are the characters of its text.
    """
    from pypdf import PdfWriter  # noqa: PLC0415 - as above
    from pypdf.generic import (  # noqa: PLC0415 - as above
        BooleanObject,
        DictionaryObject,
        NameObject,
        StreamObject,
        TextStringObject,
    )

    # Headers of tables are named by numbers of Chromium's own: their order stays, their values do not.
    order = {number: rank for rank, number in enumerate(sorted(set(_NODE.findall(pdf))), 1)}
    pdf = _NODE.sub(lambda found: b"node%08d" % order[found[1]], pdf)
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for held in writer._objects:
        font = held.get_object() if held is not None else None
        if isinstance(font, DictionaryObject) and "/ToUnicode" in font:
            names = font["/ToUnicode"].get_object()
            if isinstance(names, StreamObject):
                names.set_data(corrected(names.get_data(), written))
    stamp = when.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.add_metadata({"/Creator": "Crucible", "/CreationDate": stamp, "/ModDate": stamp})
    writer.root_object[NameObject("/Lang")] = TextStringObject(code)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
