"""What the templates of an edition ask beside the tree itself."""

from django import template

from reports.charts import drawing_of

register = template.Library()


@register.filter
def drawing(block):
    """Lay a chart out as bars; nothing for what is no chart or too long for one."""
    return drawing_of(block) if block.type == "chart" else None
