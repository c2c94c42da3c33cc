"""An employer's address and telephone."""

from jobs.models import Employer
from residents.forms.base import ActModelForm


class EmployerForm(ActModelForm):
    """Keeps up one employer. Only the name and the kind are needed."""

    class Meta:
        model = Employer
        fields = ["name", "kind", "contact", "phone", "address", "credit_code", "note", "active"]

    def __init__(self, *args, access, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.community = access.community
        if self.instance.pk is None:
            del self.fields["active"]
