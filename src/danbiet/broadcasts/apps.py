from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BroadcastsConfig(AppConfig):
    name = "danbiet.broadcasts"
    label = "broadcasts"

    def ready(self) -> None:
        from danbiet.org.registry import register_carrier, register_unit_work

        from .queries.handover import CARRIER, UNIT_WORK

        register_carrier(CARRIER)
        register_unit_work(UNIT_WORK)

        from danbiet.media.registry import register_referrer, register_video_referrer
        from danbiet.org.registry import register_nav

        from .permissions import may_air, may_see_air
        from .queries.doors import files_in_use
        from .queries.films import uses_of_films
        from .queries.nav import has_loudspeakers, waiting_here

        air = _("Broadcasting")
        register_nav("air", air, _("Schedule"), "broadcasts:week", may_see_air, order=65)
        register_nav(
            "air", air, _("To confirm"), "broadcasts:today", may_air, rows=waiting_here, is_due=True, order=66
        )
        register_nav("air", air, _("Loudspeakers"), "broadcasts:loud", has_loudspeakers, order=67)
        register_nav("air", air, _("Episodes"), "broadcasts:episode-list", may_see_air, order=68)
        register_nav("air", air, _("Station logs"), "broadcasts:log-list", may_air, order=69)
        register_nav("air", air, _("Figures of the air"), "broadcasts:report", may_see_air, order=70)
        register_referrer(files_in_use)
        register_video_referrer(uses_of_films)
