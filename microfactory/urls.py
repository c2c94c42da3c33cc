"""All addresses. Staff pages begin with the community's code, so that two tabs never mix two communities."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from microfactory.gallery import gallery
from microfactory.health import health

# The components on one page, for whoever builds pages: not there in production.
workbench = [
    path("gallery/", gallery, name="gallery"),
    path("gallery/<slug:surface>/", gallery, name="gallery_surface"),
]

urlpatterns = [
    *(workbench if settings.LOCAL or settings.TESTING else []),
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("language/", login_not_required(set_language), name="set_language"),
    path("me/", include("microfactory.pages.me.urls")),
    path("", include("microfactory.pages.voice.urls")),
    path("", include("residents.urls")),
    path("", include("workshops.urls")),
    path("", include("workshops.payouts.urls")),
    path("", include("jobs.urls")),
    path("", include("microfactory.pages.urls")),  # last: its /<community>/ would swallow /c/
]
