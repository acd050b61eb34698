"""A brief as a PDF: the Word page as LibreOffice renders it, tagged, with its fonts embedded.

LibreOffice is a separate program that need not be installed. It stamps each file with the time and
a random identifier; both are replaced, so that the same brief gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Brief
from briefing.writers.docx import write_docx
from briefing.writers.docx_metadata import timestamp
from briefing.writers.options import WriteOptions

PROGRAMS = ("soffice", "libreoffice")
"""Names under which LibreOffice is looked for on the path."""
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
"""Where its installers put it without adding it to the path."""
MISSING = (
    "PDF is made with LibreOffice, which is not installed: get it from https://www.libreoffice.org "
    "(Debian and Ubuntu: apt install libreoffice-writer; macOS: brew install --cask libreoffice; "
    "Windows: winget install TheDocumentFoundation.LibreOffice), or write a .docx"
)
SECONDS = 180
"""Time that one page may take: the first start on a slow machine takes some 30 seconds."""

_FILTER = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_DATE = re.compile(rb"(?<=Date\(D:)\d{14}")
_XMP_DATE = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]")
_CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-Fa-f]+)")


def write_pdf(brief: Brief, options: WriteOptions) -> bytes:
    """The Word page of ``options`` as a PDF.

    Raises :class:`OutputError` where LibreOffice is not installed or gives no page, and what the
    DOCX writer raises.
    """
    program = find_program()
    if program is None:
        raise OutputError(MISSING)
    document = write_docx(brief, options)
    with tempfile.TemporaryDirectory(prefix="briefing-") as name:
        folder = Path(name)
        (folder / "brief.docx").write_bytes(document)
        _run([
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", _FILTER, "--outdir", name, str(folder / "brief.docx"),
        ])  # fmt: skip
        page = folder / "brief.pdf"
        if not page.is_file():
            raise OutputError("LibreOffice made no PDF of the page; write a .docx to see why")
        return _fixed(page.read_bytes(), timestamp(brief), hashlib.sha256(document).hexdigest())


def find_program() -> str | None:
    """LibreOffice's program, or None where it is not installed."""
    named = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return named or next((place for place in PLACES if Path(place).is_file()), None)


def _run(command: list[str]) -> None:
    """Run ``command``; its child processes end with it when it takes too long."""
    started = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "TZ": "UTC"},  # the zone of the dates in the file
    )
    try:
        started.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise OutputError(f"LibreOffice made no PDF within {SECONDS} seconds") from None
    finally:
        if started.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(started.pid, signal.SIGKILL)
            else:
                started.kill()
            started.wait()


def _fixed(data: bytes, moment: str, digest: str) -> bytes:
    """``data`` with fixed dates and identifiers of the same length, so that its offsets hold.

    >>> _fixed(b"/CreationDate(D:20261130021500Z')", "2024-06-12T00:00:00Z", "")
    b"/CreationDate(D:20240612000000Z')"
    """
    data = _DATE.sub(re.sub(r"\D", "", moment)[:14].encode(), data)
    data = _XMP_DATE.sub(moment.removesuffix("Z").encode(), data)
    for pattern in (_ID, _CHECKSUM):
        data = pattern.sub(lambda m: _replaced(m, digest.encode()), data)
    return data


def _replaced(field: re.Match[bytes], key: bytes) -> bytes:
    """The match with each of its groups replaced by as much of ``key``, in capitals."""
    whole = field[0]
    for group in field.groups():
        whole = whole.replace(group, key[: len(group)].upper())
    return whole
