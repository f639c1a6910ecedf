"""The table of states as a page of documentation: docs/questions-states.md is printed from it, a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping

from .moves import ANSWERED, AT_AGENCY, AT_INTAKE, ENDED, MOVES, REOPEN_DAYS, Move, holder_of

VERBS_VI = {
    "ask": "gửi câu hỏi",
    "want_info": "đề nghị bổ sung",
    "give_info": "bổ sung thông tin",
    "accept": "tiếp nhận",
    "route": "chuyển cơ quan",
    "reroute": "chuyển sang cơ quan khác",
    "send_back": "trả lại bộ phận tiếp nhận",
    "take": "nhận xử lý",
    "hand_over": "giao cho đồng nghiệp",
    "extend": "gia hạn",
    "pause": "dừng đồng hồ",
    "resume": "cho đồng hồ chạy lại",
    "update": "báo tiến độ cho người hỏi",
    "submit": "trình duyệt",
    "return": "trả lại dự thảo",
    "recall": "rút lại dự thảo",
    "publish": "duyệt và công khai",
    "answer_privately": "duyệt, trả lời riêng",
    "unpublish": "gỡ khỏi trang công khai",
    "rate": "đánh giá",
    "reopen": "mở lại",
    "take_off": "gỡ câu trả lời trước khỏi trang công khai",
    "close": "đóng",
    "refuse": "từ chối, hướng dẫn",
    "duplicate": "báo trùng câu đã trả lời",
    "merge": "gộp vào câu khác",
    "withdraw": "rút câu hỏi",
    "take_up_again": "xem xét lại",
    "follow_successor": "theo đơn vị kế thừa",
    "lose_agency": "mất đơn vị chủ trì",
}
STAYS, BACK = "(giữ nguyên)", "(về trạng thái trước đó)"


def states_page(*, states: Mapping[str, str], actors: Mapping[str, str], holders: Mapping[str, str]) -> str:
    """The page in Markdown; labels by key, in Vietnamese."""
    lines = [
        "# Câu hỏi: các trạng thái và ai được làm gì",
        "",
        "In từ `questions/calc/moves.py` bằng `danbiet questions states`; phép thử giữ hai bên khớp nhau. Việc không có trong bảng thì bị từ chối.",
        "",
        "## Trạng thái",
        "",
        "| trạng thái | khóa | đang ở ai |",
        "| --- | --- | --- |",
        *(f"| {label} | `{key}` | {holders[holder_of(key)]} |" for key, label in states.items()),
        "",
        f"Câu đã trả lời coi như đóng sau {REOPEN_DAYS} ngày kể từ ngày trả lời; điều đó được suy ra, không cần việc nền nào chạy. "
        "Quá hạn, sắp đến hạn, đến kỳ báo tiến độ cũng vậy.",
        "",
        "## Bước chuyển",
        "",
        "| việc | khóa | từ | đến | ai | lý do | một lần |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_row(move, states=states, actors=actors) for move in MOVES),
        "",
        "## Sơ đồ",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {key} : {label}" for key, label in states.items()),
        *(f"    {source} --> {target} : {label}" for source, target, label in _arrows()),
        "```",
        "",
    ]
    return "\n".join(lines)


def _row(move: Move, *, states: Mapping[str, str], actors: Mapping[str, str]) -> str:
    target = states[move.target] if move.target else BACK if move.verb == "give_info" else STAYS
    sources = ", ".join(states[source] for source in move.sources) or "–"
    who = ", ".join(actors[actor] for actor in move.actors)
    reason, once = ("có" if flag else "" for flag in (move.needs_reason, move.once))
    return f"| {VERBS_VI[move.verb]} | `{move.verb}` | {sources} | {target} | {who} | {reason} | {once} |"


def _arrows() -> list[tuple[str, str, str]]:
    """Arrows between different states, verbs between the same two joined; withdrawing is left to the table."""
    joined: dict[tuple[str, str], list[str]] = {("[*]", "new"): [VERBS_VI["ask"]]}
    for move in MOVES:
        for source in move.sources if move.verb != "withdraw" else ():
            if move.target and source != move.target:
                joined.setdefault((source, move.target), []).append(VERBS_VI[move.verb])
    groups = (AT_INTAKE, AT_AGENCY, ANSWERED, ENDED)
    order = {state: place for place, state in enumerate(state for group in groups for state in group)}
    arrows = [(source, target, ", ".join(labels)) for (source, target), labels in joined.items()]
    return sorted(arrows, key=lambda arrow: (order.get(arrow[0], -1), order.get(arrow[1], 99)))
