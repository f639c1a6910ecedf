from django.urls import URLPattern, path

from .views import incidents, requests, retention, trail

app_name = "oversight"
urlpatterns: list[URLPattern] = [
    path("ban-lam-viec/nhat-ky/", trail.trail, name="trail"),
    path("ban-lam-viec/nhat-ky/tai-ve/", trail.trail_export, name="trail-export"),
    path("ban-lam-viec/nhat-ky/niem-phong/", trail.seal_list, name="seals"),
    path("ban-lam-viec/nhat-ky/<int:pk>/", trail.change, name="change"),
    path("ban-lam-viec/nhat-ky/<str:kind>/<int:object_id>/", trail.thing, name="thing"),
    path("ban-lam-viec/du-lieu-ca-nhan/", requests.request_list, name="request-list"),
    path("ban-lam-viec/du-lieu-ca-nhan/moi/", requests.request_new, name="request-new"),
    path("ban-lam-viec/du-lieu-ca-nhan/<int:pk>/", requests.request_page, name="request"),
    path("ban-lam-viec/du-lieu-ca-nhan/<int:pk>/tra-cuu/", requests.request_look, name="request-look"),
    path("ban-lam-viec/du-lieu-ca-nhan/<int:pk>/xoa/", requests.request_erase, name="request-erase"),
    path("ban-lam-viec/du-lieu-ca-nhan/<int:pk>/van-ban/", requests.request_paper, name="request-paper"),
    path("ban-lam-viec/su-co/", incidents.incident_list, name="incident-list"),
    path("ban-lam-viec/su-co/moi/", incidents.incident_new, name="incident-new"),
    path("ban-lam-viec/su-co/<int:pk>/", incidents.incident_page, name="incident"),
    path("ban-lam-viec/su-co/<int:pk>/van-ban/", incidents.incident_paper, name="incident-paper"),
    path("ban-lam-viec/thoi-han-luu/", retention.retention, name="retention"),
]
