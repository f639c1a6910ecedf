from django.urls import URLPattern, path

from danbiet.portal.views import (
    about,
    desk,
    desk_search,
    home,
    machines,
    mail,
    overview,
    search,
    styleguide,
    unit_desk,
    visits,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("to-chuc/", about.organisation, name="organisation"),
    path("lien-he/", about.contact, name="contact"),
    path("rss/", about.feeds, name="feeds"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("suc-khoe/", machines.alive, name="alive"),
    path("suc-khoe/san-sang/", machines.ready, name="ready"),
    path("so-do/", machines.metrics, name="metrics"),
    path("tim/", search.search, name="search"),
    path("tim/goi-y/", search.suggestions, name="search-suggestions"),
    path("ban-lam-viec/", desk.desk_home, name="desk-home"),
    path("ban-lam-viec/tim/", desk_search.desk_search, name="desk-search"),
    path("ban-lam-viec/thu/", mail.mail_list, name="mail-list"),
    path("ban-lam-viec/thu/<int:pk>/", mail.mail_message, name="mail-message"),
    path("ban-lam-viec/toan-tinh/", overview.overview, name="overview"),
    path("ban-lam-viec/toan-tinh/don-vi.csv", overview.overview_table, name="overview-table"),
    path("ban-lam-viec/toan-tinh/thang/<int:pk>/", overview.month_tasks, name="month"),
    path("ban-lam-viec/don-vi/<int:unit_id>/", unit_desk.unit_page, name="unit-desk"),
    path("ban-lam-viec/thu-truong/<int:user_id>/", unit_desk.head_page, name="head"),
    path("ban-lam-viec/luot-truy-cap/", visits.visits_base, name="visits-base"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/cong-khai/", styleguide.public_styleguide, name="styleguide-public"),
]
