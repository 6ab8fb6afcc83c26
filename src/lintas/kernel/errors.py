"""What a rule refuses. A page shows the sentence; nothing that was typed is lost."""


class Refused(Exception):
    """Subclasses are named for the situation and set `sentence` (translatable, what to do next)."""

    sentence: object = ""

    def __init__(self, sentence: object = "") -> None:
        if sentence:
            self.sentence = sentence
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        return str(self.sentence) or type(self).__name__
