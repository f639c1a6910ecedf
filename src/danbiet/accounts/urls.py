from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from . import views
from .views import official, sessions

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="password"),
    path("kich-hoat/", views.activate, name="activate"),
    path("quen-mat-khau/", views.forgotten, name="forgotten"),
    path("dat-mat-khau/<str:token>/", views.open_link, name="open"),
    path("tai-khoan/noi-dang-nhap/", sessions.session_list, name="sessions"),
    path("tai-khoan/noi-dang-nhap/ket-thuc/", sessions.session_end, name="session-end"),
    path("tai-khoan/nha-cung-cap/", official.leave, name="official-leave"),
    path("tai-khoan/nha-cung-cap/ve/", official.arrive, name="official-arrive"),
]

# allauth looks its own addresses up by these names; their paths and pages are ours.
library_urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="account_login"),
    path("dang-xuat/", views.SignOut.as_view(), name="account_logout"),
    path("dang-nhap/buoc-hai/", factor.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/bao-mat/", factor.index, name="mfa_index"),
    path("tai-khoan/bao-mat/xac-nhan/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/bao-mat/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/bao-mat/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/bao-mat/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tai-khoan/bao-mat/ma-du-phong/moi/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tai-khoan/bao-mat/ma-du-phong/tep/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("tai-khoan/bao-mat/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("tai-khoan/bao-mat/khoa/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "tai-khoan/bao-mat/khoa/xac-nhan/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("tai-khoan/bao-mat/khoa/<int:pk>/go/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("tai-khoan/bao-mat/khoa/<int:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]
