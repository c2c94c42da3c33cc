"""Pages of the phone go over the wire compressed: a village's network is slow, and paid for by the megabyte.

Pages of the staff don't: what a page repeats of its address and what it keeps for itself would tell on each other by
the length of the answer (BREACH). A phone's page repeats nothing that a stranger could put into its address, the key
of its forms is masked anew each time, and a length by chance is added.
"""

from django.middleware.gzip import GZipMiddleware

from microfactory.pages.me.offline import BEGINS, ENDS

DOORS = (BEGINS | ENDS) - {"residents:sign_in"}


class LightPagesMiddleware(GZipMiddleware):
    """gzip for the pages of a resident's phone and of her door, never for sounds or pages of the staff."""

    def process_response(self, request, response):
        """Compresses where the browser says that it can."""
        match = getattr(request, "resolver_match", None)
        is_hers = match is not None and ("me" in match.namespaces or match.view_name in DOORS)
        if not is_hers or response.streaming or not response.get("Content-Type", "").startswith("text/"):
            return response
        return super().process_response(request, response)
