from django.urls import URLPattern, path

from danbiet.portal.views import home, mail, search, styleguide

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("tim/", search.search, name="search"),
    path("ban-lam-viec/tim/", search.desk_search, name="desk-search"),
    path("ban-lam-viec/thu/", mail.mail_list, name="mail-list"),
    path("ban-lam-viec/thu/<int:pk>/", mail.mail_message, name="mail-message"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/cong-khai/", styleguide.public_styleguide, name="styleguide-public"),
]
