"""Text of scanned pages, recognised by the ``tesseract`` program where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

from briefing.errors import SourceError

DOTS = 200
"""Dots per inch at which a page is drawn; tesseract's manual asks for 200 to 300."""
SECONDS = 60.0
"""Seconds for one page; a newspaper page takes about 10 on a busy machine."""
_NAMES = {
    "ar": "ara", "be": "bel", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "it": "ita", "ja": "jpn", "kk": "kaz", "ko": "kor",
    "ky": "kir", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "tg": "tgk",
    "th": "tha", "tr": "tur", "uk": "ukr", "uz": "uzb", "vi": "vie", "zh": "chi_sim",
}  # fmt: skip
"""Language codes to tesseract's (ISO 639-2 but for Chinese)."""


def recognise(page: Any, language: str, location: str) -> str:
    """The text of a PDFium ``page`` as tesseract reads it, lines and blank lines as on the page.

    ``language``: a two-letter code, ``""`` for tesseract's own choice. Raises
    :class:`SourceError` where tesseract is not installed or fails.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise SourceError(location, "--ocr needs the program tesseract, which is not installed")
    command = [program, "stdin", "stdout", "--dpi", str(DOTS)]
    if name := _NAMES.get(language):
        command += ["-l", name]
    try:
        done = subprocess.run(
            command,
            input=_picture(page),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SourceError(location, f"tesseract: {lines[-1] if lines else 'it failed'}") from error
    except subprocess.TimeoutExpired as error:
        raise SourceError(location, f"tesseract: a page took over {SECONDS:g} s") from error
    except OSError as error:
        raise SourceError(location, f"tesseract cannot be started ({error.strerror})") from error
    return done.stdout.decode("utf-8", "replace")


def _picture(page: Any) -> bytes:
    """A page drawn in grey, as a PGM file."""
    bitmap = page.render(scale=DOTS / 72, grayscale=True, prefer_bgrx=False)
    pixels = bitmap.to_numpy()
    grey = pixels if pixels.ndim == 2 else pixels[:, :, 0]
    height, width = grey.shape
    return f"P5 {width} {height} 255\n".encode() + bytes(grey.tobytes())
