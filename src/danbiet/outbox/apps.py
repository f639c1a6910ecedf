from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "danbiet.outbox"
    label = "outbox"

    def ready(self) -> None:
        from danbiet.accounts.registry import register_postman

        from .receivers import post_account_letter

        register_postman(post_account_letter)
