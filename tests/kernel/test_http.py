"""Reading never writes, and nothing too large is read."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from microfactory.kernel.http import GetWroteError, LargestPostMiddleware, ReadOnlyGetMiddleware, allow, note_read

pytestmark = pytest.mark.django_db


def run(view, method="get"):
    request = getattr(RequestFactory(), method)("/somewhere/")
    response = ReadOnlyGetMiddleware(lambda _request: None).process_view(request, view, (), {})
    return view(request) if response is None else response


def make_user(_request):
    get_user_model().objects.create(username="written", name="写下")
    return HttpResponse("written")


def test_a_get_that_writes_fails():
    with pytest.raises(GetWroteError), transaction.atomic():
        run(make_user)
    assert not get_user_model().objects.filter(username="written").exists()


def test_a_post_writes():
    assert run(make_user, "post").content == b"written"


def test_a_get_that_reads_passes():
    assert run(lambda _request: HttpResponse(str(get_user_model().objects.count()))).content == b"0"


def test_a_union_reads_too():
    people = get_user_model().objects.order_by().values("pk")
    assert run(lambda _request: HttpResponse(str(len(people.union(people))))).content == b"0"


def test_a_look_at_sensitive_data_may_be_noted():
    def look(request):
        with note_read():
            return make_user(request)

    assert run(look).content == b"written"


def test_other_methods_are_refused():
    page = allow("GET")(lambda _request: HttpResponse())
    assert page(RequestFactory().post("/")).status_code == 405
    assert page(RequestFactory().head("/")).status_code == 200


@pytest.mark.parametrize("length", ["41943041", "99999999999999"])
def test_a_post_that_is_too_large_isnt_read(client, length):
    class Unread:
        def read(self, *_asked):
            raise AssertionError("the body was read")

        readline = read

    response = client.post(
        "/accounts/sign-in/", {"username": "lin"}, CONTENT_LENGTH=length, **{"wsgi.input": Unread()}
    )
    assert response.status_code == 413
    assert "最多能传40 MB" in response.content.decode()


@pytest.mark.parametrize("length", ["41943040", "0", "", "-1", "many"])
def test_a_post_that_fits_goes_on(length):
    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    assert LargestPostMiddleware(lambda _request: HttpResponse("on"))(request).content == b"on"
