"""Addresses of the job station. Those below /work/ are public."""

from django.urls import include, path

from jobs.views import acts, employers, postings, public

app_name = "jobs"

staff = [
    path("", postings.postings, name="postings"),
    path("new/", postings.new_posting, name="new_posting"),
    path("employers/", employers.employers, name="employers"),
    path("employers/new/", employers.new_employer, name="new_employer"),
    path("employers/<int:pk>/", employers.employer, name="employer"),
    path("<int:pk>/", postings.posting, name="posting"),
    path("<int:pk>/edit/", postings.edit_posting, name="edit_posting"),
    path("<int:pk>/publish/", acts.publish, name="publish"),
    path("<int:pk>/correct/", acts.correct, name="correct"),
    path("<int:pk>/fill/", acts.fill, name="fill"),
    path("<int:pk>/close/", acts.close, name="close"),
]

urlpatterns = [
    path("work/<slug:code>/", public.public_postings, name="public_postings"),
    path("work/<slug:code>/<int:pk>/", public.public_posting, name="public_posting"),
    path("<slug:community>/jobs/", include(staff)),
]
