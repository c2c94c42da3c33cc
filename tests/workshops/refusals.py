"""How a refusal looks: with its code for programs, and its sentence for people."""

import contextlib

import pytest
from django.db import DatabaseError, transaction

from microfactory.kernel.errors import RuleBroken


@contextlib.contextmanager
def refused(code, *words, field=None):
    """The act breaks a rule: the code, parts of the Chinese sentence, the form's field."""
    with pytest.raises(RuleBroken) as caught, transaction.atomic():
        yield caught
    assert caught.value.code == code
    for word in words:
        assert str(word) in str(caught.value), str(caught.value)
    if field:
        assert caught.value.field == field


@contextlib.contextmanager
def database_refuses(words):
    """The database itself refuses: by the name of a constraint, or the sentence of a trigger."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield
