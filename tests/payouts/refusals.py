"""What is refused: by the acts, with a code; by the database, with a sentence."""

import pytest
from django.db import Error, transaction

from microfactory.kernel.errors import RuleBroken


def refusal(act, **given) -> str:
    """The code of the rule that an act breaks."""
    with pytest.raises(RuleBroken) as error:
        act(**given)
    return error.value.code


def refused_with(code: str, act, *args, **given) -> str:
    """The act breaks the rule of this code; the sentence that says so."""
    with pytest.raises(RuleBroken) as error:
        act(*args, **given)
    assert error.value.code == code
    return str(error.value)


def refused(sentence: str, act) -> None:
    """The database raises with this sentence, or by the constraint of this name."""
    with pytest.raises(Error, match=sentence), transaction.atomic():
        act()
