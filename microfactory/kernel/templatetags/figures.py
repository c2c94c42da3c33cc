"""A sentence that makes its figure stand out: {% load figures %} {{ sentence|with_figure:"3" }}."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def with_figure(sentence: str, figure: str | int) -> SafeString:
    """The sentence with its figure bold; where it has none, the figure before it."""
    before, found, after = sentence.partition(str(figure))
    if not found:
        return format_html("<b>{}</b> {}", figure, sentence)
    return format_html("{}<b>{}</b>{}", before, found, after)
