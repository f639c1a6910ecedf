from django.urls import URLPattern, path, register_converter

from .views import airings, episodes, items, logs, loudspeaker, public, report, setup, week


class Step:
    """A step of an episode without a form of its own."""

    regex = "san-sang|soan-lai"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Step, "episode_step")

AIR = "ban-lam-viec/phat-song/"
app_name = "broadcasts"
urlpatterns: list[URLPattern] = [
    # the schedule, for everybody
    path("lich-phat-song/", public.schedule, name="schedule"),
    path("lich-phat-song/lich.ics", public.calendar, name="calendar"),
    path("lich-phat-song/lich.xml", public.guide, name="guide"),
    path("lich-phat-song/luot/<int:pk>/", public.airing_public, name="airing-public"),
    # the week, what is to be confirmed
    path(AIR, week.week, name="week"),
    path(f"{AIR}xac-nhan/", week.today, name="today"),
    path(f"{AIR}khung-gio/<int:pk>/da-phat/", week.slot_confirm, name="slot-confirm"),
    path(f"{AIR}luot/<int:pk>/da-phat/", week.airing_confirm, name="airing-confirm"),
    path(f"{AIR}luot/<int:pk>/khong-phat/", week.airing_missed, name="airing-missed"),
    # airings
    path(f"{AIR}luot/", airings.airing_list, name="airing-list"),
    path(f"{AIR}luot/moi/", airings.airing_new, name="airing-new"),
    path(f"{AIR}luot/<int:pk>/", airings.airing_page, name="airing"),
    path(f"{AIR}luot/<int:pk>/dinh-chinh/", airings.airing_correct, name="airing-correct"),
    path(f"{AIR}luot/<int:pk>/bo/", airings.airing_off, name="airing-off"),
    path(f"{AIR}truyen-thanh/", loudspeaker.loud, name="loud"),
    # a station's log
    path(f"{AIR}nhat-ky/", logs.log_list, name="log-list"),
    path(f"{AIR}nhat-ky/<int:pk>/", logs.log_page, name="log"),
    path(f"{AIR}nhat-ky/<int:pk>/dua-vao/", logs.log_take, name="log-take"),
    path(f"{AIR}nhat-ky/<int:pk>/bo/", logs.log_drop, name="log-drop"),
    # episodes
    path(f"{AIR}so-phat-song/", episodes.episode_list, name="episode-list"),
    path(f"{AIR}so-phat-song/moi/", episodes.episode_new, name="episode-new"),
    path(f"{AIR}so-phat-song/<int:pk>/", episodes.episode_page, name="episode"),
    path(f"{AIR}so-phat-song/<int:pk>/huy/", episodes.episode_cancel, name="episode-cancel"),
    path(f"{AIR}so-phat-song/<int:pk>/khach-moi/", episodes.guest_save, name="guest-save"),
    path(f"{AIR}so-phat-song/<int:pk>/kich-ban.docx", items.script, name="script"),
    path(f"{AIR}so-phat-song/<int:pk>/len-song/", items.episode_schedule, name="episode-schedule"),
    path(f"{AIR}so-phat-song/<int:pk>/ban-ghi/", items.episode_recording, name="episode-recording"),
    path(f"{AIR}so-phat-song/<int:pk>/phan/", items.item_add, name="item-add"),
    path(f"{AIR}so-phat-song/<int:pk>/phan/<int:item_id>/", items.item_edit, name="item-edit"),
    path(f"{AIR}so-phat-song/<int:pk>/phan/<int:item_id>/chuyen/", items.item_move, name="item-move"),
    path(f"{AIR}so-phat-song/<int:pk>/phan/<int:item_id>/bo/", items.item_remove, name="item-remove"),
    path(f"{AIR}so-phat-song/<int:pk>/<episode_step:step>/", episodes.episode_step, name="episode-step"),
    # channels, programmes, slots
    path(f"{AIR}kenh/", setup.setup, name="setup"),
    path(f"{AIR}kenh/moi/", setup.channel_edit, name="channel-new"),
    path(f"{AIR}kenh/<int:pk>/", setup.channel_edit, name="channel-edit"),
    path(f"{AIR}chuyen-muc/moi/", setup.programme_edit, name="programme-new"),
    path(f"{AIR}chuyen-muc/<int:pk>/", setup.programme_edit, name="programme-edit"),
    path(f"{AIR}khung-gio/moi/", setup.slot_edit, name="slot-new"),
    path(f"{AIR}khung-gio/<int:pk>/", setup.slot_edit, name="slot-edit"),
    path(f"{AIR}khung-gio/<int:pk>/bo-ngay/", setup.slot_left_out, name="slot-left-out"),
    path(f"{AIR}khung-gio/<int:pk>/ket-thuc/", setup.slot_end, name="slot-end"),
    path(f"{AIR}so-lieu/", report.report, name="report"),
]
