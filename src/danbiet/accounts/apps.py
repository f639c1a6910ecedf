from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "danbiet.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa import signals as factor
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from .middleware import on_signed_in
        from .receivers import on_factor, on_signed_out

        user_logged_in.connect(on_signed_in, dispatch_uid="accounts.signed_in")
        user_logged_out.connect(on_signed_out, dispatch_uid="accounts.signed_out")
        for signal, verb in (
            (factor.authenticator_added, "accounts.factor_added"),
            (factor.authenticator_removed, "accounts.factor_removed"),
            (factor.authenticator_reset, "accounts.factor_renewed"),
        ):
            signal.connect(on_factor(verb), dispatch_uid=verb, weak=False)
