"""Where the money comes from, told on the phone of somebody whose goods went all the way."""

from django.urls import reverse


def test_what_the_company_accepted_has_its_unit(works, resident, resident_client):
    caps = works.operation("25", "22", product="调料瓶盖", name="压盖", unit="箱")
    entry = works.hands_in(works.takes(resident, caps, 6), good=6)
    works.accepts(works.delivers(caps, 6), 6)
    page = resident_client.get(reverse("me:entry", args=[entry.pk])).content.decode()
    assert "企业收下 6 箱" in page
