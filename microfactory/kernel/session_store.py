"""Sessions in the database, as Django's, read by a statement that isn't composed anew for every page."""

import datetime as dt

from django.contrib.sessions.backends import db
from django.utils import timezone

from microfactory.kernel.composed import Composed


def _live(key, now):
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


_LIVE = Composed(_live, key=str, now=dt.datetime)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = _LIVE.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
