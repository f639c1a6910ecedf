from django.urls import URLPattern, path

from danbiet.portal.views import styleguide

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/cong-khai/", styleguide.public_styleguide, name="styleguide-public"),
]
