"""A spreadsheet that an office uploaded and nobody has stored yet."""

from pathlib import Path

import factory
from factory.django import DjangoModelFactory

from tests.factories.residents import UserFactory, WorkshopFactory
from tests.runtime.clock import NOW
from workshops import models

DATA = Path(__file__).resolve().parents[1] / "workshops" / "imports" / "data"


class ImportBatchFactory(DjangoModelFactory):
    """The roster that the project was given."""

    class Meta:
        model = models.ImportBatch

    workshop = factory.SubFactory(WorkshopFactory)
    community = factory.SelfAttribute("workshop.community")
    kind = "roster"
    filename = "roster.xlsx"
    uploaded_at = NOW
    uploaded_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        batch = model_class(*args, **kwargs)
        batch.seal((DATA / batch.filename).read_bytes())
        batch.save(force_insert=True)
        return batch
