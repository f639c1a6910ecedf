from django.urls import URLPattern

app_name = "questions"
# What citizens meet. Pages without a secret in their address are kept by pagecache.
public: list[URLPattern] = []
# The officials' desk.
desk: list[URLPattern] = []
urlpatterns: list[URLPattern] = [*public, *desk]
