"""The one exception a rule of the field may end in."""


class RuleBroken(Exception):
    """Something asked for would break a rule.

    `sentence` is for people: it names the thing, the number and the way out. `code` is for programs and tests;
    `field` names the form field it belongs to, where there is one.
    """

    def __init__(self, sentence: str, *, code: str = "", field: str | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)
