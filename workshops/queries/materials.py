"""Where the client's material is."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from workshops.enums import MovementKind as K
from workshops.models import Material, MaterialMovement


def in_store(material: Material) -> Decimal:
    """What lies in the store, in the material's unit. Read it under a lock before something leaves."""

    def total(condition):
        return Coalesce(Sum("quantity", filter=condition), Decimal(0))

    sums = MaterialMovement.objects.filter(material=material).aggregate(
        came=total(Q(kind__in=[K.RECEIVED, K.RETURNED])),
        went=total(Q(kind__in=[K.ISSUED, K.SENT_BACK]) | Q(kind=K.LOST, issue__isnull=True)),
    )
    return sums["came"] - sums["went"]
