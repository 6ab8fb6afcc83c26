"""The spoken call: espeak-ng, a program of its own, makes a sound file once for each sentence.

The same number at the same counter is spoken thousands of times a year from one small file.
Where the program is absent there is no file, and the displays stay silent.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from lintas.catalogue.public import Words
from lintas.kernel.ids import new_id

VOICES = {"id": "id", "en": "en-gb"}
WORDS_A_MINUTE = 130
PATIENCE_SECONDS = 10
FORM = "1"
"""A new number here makes every file anew."""


def available() -> bool:
    return bool(settings.SPEECH_PROGRAM) and shutil.which(settings.SPEECH_PROGRAM) is not None


def sentence(label: str, counter: Words, language: str) -> str:
    """The letter stands alone and the zeros are left out, as people say it."""
    letter, _, number = label.partition("-")
    if language == "en":
        return f"Number {letter}, {int(number)}. Please go to {counter.en}."
    return f"Nomor antrean {letter}, {int(number)}. Silakan ke {counter.id}."


def sound(text: str, language: str) -> Path | None:
    """The file that says it, made at first use; None where nothing here can speak."""
    name = hashlib.sha256(f"{FORM}|{language}|{text}".encode()).hexdigest()[:32]
    kept = Path(settings.VOICE_ROOT) / f"{name}.wav"
    if kept.exists():
        return kept
    if not available():
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{new_id().hex}.part")
    try:
        subprocess.run(
            [
                settings.SPEECH_PROGRAM,
                "-v",
                VOICES[language],
                "-s",
                str(WORDS_A_MINUTE),
                "-w",
                str(fresh),
                "--stdin",
            ],
            input=text.encode(),
            timeout=PATIENCE_SECONDS,
            check=True,
            capture_output=True,
        )
        fresh.replace(kept)
    except (OSError, subprocess.SubprocessError):
        return None
    finally:
        fresh.unlink(missing_ok=True)
    return kept
