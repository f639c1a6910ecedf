"""The page tree: sections, items and what hangs on them. Last in the list of addresses, because it takes any path."""

from django.urls import URLPattern, path, register_converter

from .views import serving


class TreePath:
    """One or more slugs, each with its slash: `tin-tuc/mot-bai-viet/`."""

    regex = r"(?:[\w-]+/)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TreePath, "tree")

urlpatterns: list[URLPattern] = [
    path("<tree:path>rss/", serving.feed, name="newsroom_feed"),
    path("<tree:path>tai-ve.csv", serving.table, name="newsroom_table"),
    path("<tree:path>luu/", serving.saved, name="newsroom_saved"),
    path(
        "<tree:path>", serving.page, name="wagtail_serve"
    ),  # the name by which Wagtail finds addresses of pages
]
