"""Names of the work that somebody may hear: products, and units that aren't common."""

from microfactory.kernel.scoping import Access
from microfactory.kernel.speech.numbers import MEASURE_WORDS
from microfactory.kernel.speech.sentences import Name
from workshops.enums import OrderState
from workshops.models import Operation


def names_of_work(access: Access) -> list[str]:
    """Products and unusual units of the running orders, as sentences write them, in alphabetical order; one query."""
    running = Operation.objects.visible_to(access).filter(work_order__state=OrderState.OPEN)
    rows = running.values_list("work_order__product", "unit").distinct().order_by()
    names = {Name(name) for row in rows for name in row}
    return sorted(str(name) for name in names if name and name not in MEASURE_WORDS)
