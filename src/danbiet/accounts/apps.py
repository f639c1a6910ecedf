from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "danbiet.accounts"
    label = "accounts"
