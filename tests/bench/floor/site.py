"""The floor: a bare Django in one file, the least that a list, an earnings page and a form can cost.

Settings, views, addresses and the WSGI application over the tables of schema.sql. FLOOR_DATABASE names the database,
FLOOR_HOST and FLOOR_PORT where it is.
"""

import os
import sys
from decimal import Decimal
from pathlib import Path

import django
from django.conf import settings

HERE = Path(__file__).resolve().parent
BUILT_IN = "django.template.context_processors.request"
if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="measured on a loopback address only",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.bench.floor.site",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        USE_TZ=True,
        LOGIN_URL="/login/",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "tests.bench.floor",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["FLOOR_DATABASE"],
                "USER": "microfactory",
                "HOST": os.environ["FLOOR_HOST"],
                "PORT": os.environ["FLOOR_PORT"],
                "CONN_MAX_AGE": 600,
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {
                    "context_processors": [
                        BUILT_IN,
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGGING={"version": 1, "disable_existing_loggers": True},
    )
    django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Count, F, Sum  # noqa: E402
from django.db.models.functions import TruncMonth  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from tests.bench.floor.models import Entry, Operation, Resident  # noqa: E402

ROWS = Entry.objects.select_related("operation__order", "resident").order_by("-id")


@login_required
def hello(request):
    """Nothing but a login."""
    return HttpResponse("hello")


@login_required
def table(request):
    """50 rows with what every list must do: who is asking, a filter, a count, one page."""
    rows = ROWS.filter(workshop_id=3, work_date__gte="2025-12-01")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "table.html", {"rows": page.object_list, "page": page})


@login_required
def earnings(request):
    """A resident's months and her last 20 entries."""
    resident = 1 + request.user.pk % 20
    entries = Entry.objects.filter(resident_id=resident)
    year = entries.filter(work_date__gte="2025-01-01", work_date__lt="2026-01-01")
    months = year.annotate(m=TruncMonth("work_date")).values("m")
    months = months.annotate(n=Count("id"), q=Sum("qty"), a=Sum("amount")).order_by("m")
    rows = entries.select_related("operation__order").order_by("-work_date", "-id")[:20]
    found = {"resident": Resident.objects.get(pk=resident), "months": months, "rows": rows}
    return render(request, "earnings.html", found)


@login_required
def log(request):
    """Logs one entry under a row lock."""
    if request.method != "POST":
        return render(request, "log.html")
    resident, operation, qty = (int(request.POST[name]) for name in ("resident", "operation", "qty"))
    with transaction.atomic():
        rate = Operation.objects.select_for_update().get(pk=operation).rate
        Entry.objects.create(
            resident_id=resident,
            operation_id=operation,
            workshop_id=1 + resident % 10,
            work_date="2026-01-05",
            qty=qty,
            rate=rate,
            amount=(rate * qty).quantize(Decimal("0.01")),
            status="submitted",
        )
        Operation.objects.filter(pk=operation).update(qty_done=F("qty_done") + qty)
    return HttpResponseRedirect("/earnings/")


urlpatterns = [
    path("hello/", hello),
    path("table/", table),
    path("earnings/", earnings),
    path("log/", log),
    path("entry/<int:pk>/", hello, name="entry"),
]
application = get_wsgi_application()


def session() -> str:
    """Makes the tables of Django's own apps and signs somebody in: the session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    user, _made = User.objects.get_or_create(username="bench")
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key


if __name__ == "__main__":
    sys.stdout.write(session())
