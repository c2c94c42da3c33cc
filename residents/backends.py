"""Who a session belongs to."""

from django.contrib.auth.backends import ModelBackend

from microfactory.kernel.composed import Composed
from residents.models import User

_BY_KEY = Composed(lambda pk: User.objects.filter(pk=pk), pk=int)


class PeopleBackend(ModelBackend):
    """Passwords as Django checks them; the user of a session by a statement that isn't composed for every page."""

    def get_user(self, user_id):
        user = _BY_KEY.first(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
