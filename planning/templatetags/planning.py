"""Points in words, for the templates of drafts."""

from django import template

from planning import words

register = template.Library()
register.filter("points", words.points)
register.filter("by_part", words.parts_of)
register.filter("sentence", words.sentence)
