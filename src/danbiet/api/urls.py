from django.urls import URLPattern, URLResolver, include, path

from .views import docs, machines
from .views.addresses import api

app_name = "api"
# The library's own start page (`api-root`) is left out: ours says more.
_addresses = [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
urlpatterns: list[URLPattern | URLResolver] = [
    path("du-lieu-mo/", docs.docs, name="docs"),
    path("api/v1/", machines.root, name="root"),
    path("api/v1/openapi.json", machines.description, name="openapi"),
    path("api/v1/", include(_addresses)),
    path("api/", machines.nothing, name="nothing"),
    path("api/<path:rest>", machines.nothing, name="nothing-below"),
]
