"""The front door of letters."""

from lintas.letters.commands import keep_letter
from lintas.letters.queries import LetterView, letter_of, letters_of
from lintas.letters.rules import Draft, Text, filled

__all__ = ["Draft", "LetterView", "Text", "filled", "keep_letter", "letter_of", "letters_of"]
