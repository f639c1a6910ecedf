from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="password"),
]
