"""The page tree: sections, items and what hangs on them. Last in the list of addresses, because it takes any path."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from .views import approval_desk, approval_letters, good_models, serving, video_sending, videos


class TreePath:
    """One or more slugs, each with its slash: `tin-tuc/mot-bai-viet/`."""

    regex = r"(?:[\w-]+/)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TreePath, "tree")

library: list[URLPattern] = [
    path("", videos.video_list, name="video-list"),
    path("tai-len/", video_sending.video_upload, name="video-upload"),
    path("tai-len/tung-phan/", video_sending.video_pieces, name="video-pieces"),
    path("tai-len/<uuid:upload_id>/xoa/", video_sending.upload_gone, name="upload-gone"),
    path("<int:pk>/", videos.video_page, name="video-page"),
    path("<int:pk>/tinh-trang/", videos.video_state, name="video-state"),
    path("<int:pk>/thay/", video_sending.video_upload, name="video-replace"),
    path("<int:pk>/thay/tung-phan/", video_sending.video_pieces, name="video-replace-pieces"),
    path("<int:pk>/loi/", videos.video_words, name="video-words"),
    path("<int:pk>/phu-de/", videos.video_track, name="video-track"),
    path("<int:pk>/phu-de/<str:language>/xoa/", videos.video_track_gone, name="video-track-gone"),
    path("<int:pk>/lam-lai/", videos.video_again, name="video-again"),
    path("<int:pk>/xoa/", videos.video_gone, name="video-gone"),
]

models: list[URLPattern] = [
    path("", good_models.model_list, name="model-list"),
    path("de-cu/", good_models.nomination_new, name="nomination-new"),
    path("de-cu/<int:pk>/", good_models.nomination, name="nomination"),
    path("de-cu/<int:pk>/sua/", good_models.nomination_edit, name="nomination-edit"),
    path("<int:pk>/ap-dung/", good_models.adoption_new, name="adoption-new"),
    path("ap-dung/<int:pk>/bo/", good_models.adoption_gone, name="adoption-gone"),
]

desk: list[URLPattern | URLResolver] = [
    path("ban-lam-viec/video/", include(library)),
    path("ban-lam-viec/mo-hinh/", include(models)),
    path("ban-lam-viec/tin-bai/", approval_desk.text_list, name="text-list"),
    path("ban-lam-viec/tin-bai/<int:pk>/", approval_desk.step, name="step"),
    path("ban-lam-viec/tin-bai/<int:pk>/xem/", approval_desk.step_preview, name="step-preview"),
    path("duyet/<str:token>/", approval_letters.letter, name="letter"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((desk, "newsroom"))),
    path("<tree:path>rss/", serving.feed, name="newsroom_feed"),
    path("<tree:path>tai-ve.csv", serving.table, name="newsroom_table"),
    path("<tree:path>luu/", serving.saved, name="newsroom_saved"),
    path(
        "<tree:path>", serving.page, name="wagtail_serve"
    ),  # the name by which Wagtail finds addresses of pages
]
