from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "danbiet.pagecache"
    label = "pagecache"
