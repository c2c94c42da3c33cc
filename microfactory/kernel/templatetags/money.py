"""Money in templates: {% load money %}{{ slip.net|yuan }}."""

from django import template

from microfactory.kernel import capitals, money

register = template.Library()
register.filter("yuan", money.yuan)
register.filter("amount", money.amount)
register.filter("unit_price", money.unit_price)
register.filter("exact", money.exact)
register.filter("capitals", capitals.capitals)
