"""Every address of the editors' rooms, tried by people of another unit: nothing of a draft is told, nothing of it changes."""

import io
import re
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from PIL import Image
from wagtail.models import Page, Revision

from danbiet.cms.models import Attachment, Picture
from danbiet.newsroom.models import ArticlePage

from .conftest import signed_in

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
SECRET = "Bí mật tư pháp"
ESCAPED = SECRET.encode("unicode_escape").decode()
ROOMS = "soan-tin/"
WORDS = {
    "content_type_app_name": ["newsroom"], "content_type_model_name": ["articlepage"], "app_label": ["newsroom"],
    "model_name": ["articlepage"],
    "action_name": ["approve", "reject", "publish", "unpublish", "delete", "move", "copy", "convert_alias",
                    "revert_to_page_revision", "create_alias", "copy_for_translation"],
    "filter_spec": ["width-100"], "session_id": ["1"], "uidb64": ["MQ"], "token": ["a-b"], "app_name": ["cms"],
}  # fmt: skip
FILES = ("add_tags", "add_to_collection", "delete")
BULK = {
    "wagtailcore/page": ("delete", "move", "publish", "unpublish"),
    "accounts/user": ("assign_role", "delete", "set_active_state"),
    "cms/picture": FILES,
    "cms/attachment": FILES,
}
IMAGE = {"image_id"}
FILE = {"document_id", "doc_id"}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def secret(cast, draft):
    """A draft that waits for its head, with a picture and a file; of Sở Tư pháp."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    made = {"uploaded_by_user": cast.editor, "title": SECRET}
    picture = Picture.objects.create(
        file=ContentFile(out.getvalue(), "mot-cua.png"), description=SECRET, **made
    )
    file = Attachment.objects.create(file=ContentFile(b"%PDF-1.4", "ke-hoach.pdf"), **made)
    page = draft(
        unit=cast.justice,
        title=SECRET,
        cover=picture,
        body=[("file", {"attachment": file, "label": ""})],
        summary=SECRET,
        owner=cast.editor,
    )
    page.save_revision(user=cast.editor)
    page.get_workflow().start(page, cast.editor)
    return page


def patterns(resolver, before=""):
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        else:
            yield route


def addresses(page):
    """Every address of the rooms with the numbers of the secret page and what hangs on it."""
    state = page.current_workflow_state
    numbers = {
        "pk": [page.pk], "page_id": [page.pk], "page_to_move_id": [page.pk], "object_id": [page.pk], "page_pk": [page.pk],
        "parent_page_id": [page.get_parent().pk, page.pk], "destination_id": [page.get_parent().pk],
        "revision_id": [page.latest_revision_id], "task_state_id": [state.current_task_state_id],
        "workflow_state_id": [state.pk], "task_id": [state.current_task_state.task_id], "workflow_pk": [state.workflow_id],
    }  # fmt: skip
    for route in patterns(get_resolver()):
        if not route.startswith(ROOMS) or "jsi18n" in route or "sprite" in route or "logout" in route:
            continue
        if "compare" in route:
            yield f"/{ROOMS}pages/{page.pk}/revisions/compare/earliest...latest/"
            continue
        if "bulk/" in route:
            yield from (f"/{ROOMS}bulk/{model}/{verb}/" for model, verbs in BULK.items() for verb in verbs)
            continue
        route = route.replace("^", "").removesuffix(".*/$")
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        about = Picture if "images" in route else Attachment if "documents" in route else None
        choices = []
        for name in names:
            if name in IMAGE | FILE or (name == "pk" and about):
                choices.append([about.objects.get().pk])
            else:
                choices.append(numbers.get(name) or WORDS.get(name) or [page.pk])
        for values in product(*choices):
            found = iter(values)
            yield "/" + re.sub(r"<[^>]+>", lambda _match, found=found: str(next(found)), route)


def told(answer):
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = said.decode("utf-8", "replace")
    return SECRET in text or ESCAPED in text


def query(address, page):
    if "/bulk/" in address:
        about = Picture if "cms/picture" in address else Attachment if "cms/attachment" in address else None
        return f"?next=/&id={about.objects.get().pk if about else page.pk}"
    if "chosen-multiple" in address:
        about = Picture if "images" in address else Attachment if "documents" in address else Page
        last = about.objects.order_by("pk").last()
        return f"?id={last.pk}"
    if "usage" in address or "results" in address or "search" in address:
        return "?q=mật"
    return ""


@pytest.mark.parametrize("who", ["other_editor", "other_head"])
def test_no_address_of_the_rooms_tells_other_units_of_a_draft(cast, secret, who):
    client = signed_in(getattr(cast, who))
    client.raise_request_exception = False

    leaks = []
    for address in sorted(set(addresses(secret))):
        for more in {"", query(address, secret)}:
            answer = client.get(address + more)
            if answer.status_code >= 500 or told(answer):
                leaks.append((answer.status_code, address + more))

    assert not leaks, "\n".join(map(str, leaks))


@pytest.mark.parametrize("who", ["other_editor", "other_head"])
def test_no_address_of_the_rooms_lets_other_units_change_a_draft(cast, secret, who):
    client = signed_in(getattr(cast, who))
    client.raise_request_exception = False
    before = state_of(secret)
    broken, changed = [], []

    for address in sorted(set(addresses(secret))):
        answer = client.post(
            address + query(address, secret),
            {"title": "Khác", "name": "Khác", "comment": "x", "collection": "1", "new_title": "Khác",
             "new_slug": "khac", "new_parent_page": secret.get_parent().pk, "description": "Khác",
             "chooser": secret.get_parent().pk, "position": "0", "body-count": "0",
             "external-link-chooser-url": "https://example.vn"},
        )  # fmt: skip
        if answer.status_code >= 500:
            broken.append((answer.status_code, address))
        if state_of(secret) != before:
            changed.append(address)
            break

    assert not changed + broken, "\n".join(map(str, changed + broken))


def state_of(page):
    found = Page.objects.filter(pk=page.pk).values().first()
    return (
        found and {name: value for name, value in found.items() if name != "numchild"},
        list(Revision.objects.filter(object_id=str(page.pk)).values_list("pk", "content")),
        list(Picture.objects.values_list("title", "description")),
        list(Attachment.objects.values_list("title", "file")),
        [(state.status, state.current_task_state_id) for state in page.workflow_states.all()],
        ArticlePage.objects.count(),
    )
