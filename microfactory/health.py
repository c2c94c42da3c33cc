"""`/health/`: whether the application and its database answer."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from microfactory.kernel.http import allow


@allow("GET")
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 while it doesn't; nothing else, since anybody may ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"ok": False, "database": "down"}, status=503)
    return JsonResponse({"ok": True, "database": "up"})
