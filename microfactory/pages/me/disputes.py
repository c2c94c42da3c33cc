"""What a resident says is wrong, and what became of it: only ever her own, and only in her own session."""

from django.http import Http404, HttpRequest, HttpResponse

from microfactory.kernel.http import allow


@allow("GET")
def mine(request: HttpRequest, pk: int = 0, line: int = 0) -> HttpResponse:
    """Her disputes."""
    raise Http404


choose = choose_line = about_line = about_entry = about_missing = one = more = mine
settled = not_settled = withdraw = voice = mine
