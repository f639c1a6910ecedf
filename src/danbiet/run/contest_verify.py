"""`danbiet contest verify BUNDLE`: a contest's result computed again, with neither database nor network."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path

from danbiet.contests.calc.findings import Finding
from danbiet.contests.calc.reading import NotABundle
from danbiet.contests.calc.verify import Report, verify
from danbiet.run.trouble import Trouble, say, tell_json

# What a kind of finding means. {where} names the participant, unit, item or file; longest beginning first.
SENTENCES = {
    "file": "Tệp {where} không khớp mã băm ghi trong bundle.json.",
    "commitment.rules": "Thể lệ không phải là thể lệ đã niêm phong trước khi mở.",
    "commitment.units": "Danh sách đơn vị và quân số không phải là bản đã niêm phong.",
    "commitment.pool": "Ngân hàng câu hỏi không phải là bản đã niêm phong.",
    "commitment.secret": "Số bí mật của đợt thi không phải là số đã niêm phong: đề thi không tính lại được từ nó.",
    "commitment.item": "Câu hỏi {where} khác với câu đã niêm phong.",
    "commitment.file": "Tệp niêm phong không thuộc về cuộc thi này hoặc không đúng dạng.",
    "item.missing": "Câu hỏi {where} có trong đề thi nhưng không có trong gói.",
    "item": "Câu hỏi {where} không khớp ngân hàng.",
    "extension": "Lần gia hạn {where} không lùi giờ đóng.",
    "closes": "Giờ đóng đợt thi không khớp thể lệ và các lần gia hạn.",
    "drop": "Câu bị loại {where} không có trong ngân hàng.",
    "entry.order": "Bài {where} đứng sai thứ tự hoặc xuất hiện hai lần.",
    "entry.place": "Bài {where} đổi đối tượng hoặc đơn vị so với lượt trước của cùng thí sinh.",
    "entry.attempt": "Bài {where}: số lượt vượt quy định.",
    "entry.started": "Bài {where} bắt đầu ngoài giờ mở đợt thi.",
    "entry.arrived": "Bài {where} đến sau khi hết giờ và giây gia hạn.",
    "entry.answers": "Bài {where}: phần trả lời không đúng dạng.",
    "entry": "Bài {where} không đúng dạng.",
    "disqualified": "Dòng loại kết quả của {where} không đúng dạng.",
    "parts": "Điểm phần thi khác của {where} không đúng dạng.",
    "entries": "Số bài trong gói không khớp số đã công bố.",
    "root.given": "Gốc cây phiếu khác với số ghi trong biên bản.",
    "root": "Gốc cây phiếu tính lại khác với gốc trong gói.",
    "seal.given": "Dấu niêm phong khác với số đã đăng trước cuộc thi.",
    "tree.changed": "Bài {where} không phải là bài đã ghi vào cây phiếu: bài đã bị sửa.",
    "tree.missing": "Thiếu một bài ở giữa {where}: cây phiếu có, gói không có.",
    "tree.extra": "Bài {where} không có trong cây phiếu: bài được thêm sau.",
    "tree": "Cây phiếu không khớp.",
    "figures": "Tổng số (số bài, số người, số đúng hết, mốc dự đoán) không khớp.",
    "standings.missing": "Thí sinh {where} phải có trong bảng xếp hạng nhưng không có.",
    "standings.extra": "Thí sinh {where} có trong bảng xếp hạng nhưng không có bài được tính.",
    "standings": "Bảng xếp hạng: thí sinh {where} không khớp.",
    "unit_standings": "Bảng đơn vị: đơn vị {where} không khớp.",
    "winners": "Giải thưởng không khớp: {where}.",
}
COLUMNS = {
    "rank": "hạng",
    "points": "điểm",
    "correct": "số câu đúng",
    "time": "thời gian",
    "arrived": "giờ nộp",
    "prediction": "dự đoán",
    "distance": "độ lệch dự đoán",
    "attempt": "lượt được tính",
    "audience": "đối tượng",
    "turnout": "tỷ lệ tham gia",
    "score": "điểm",
    "participants": "số người",
    "status": "trạng thái",
    "shared": "đồng giải",
}


def contest(arguments: list[str]) -> int:
    """Run `contest verify`. Status 0 when everything agrees, 1 when something does not; Trouble when it is no bundle."""
    if arguments[:1] != ["verify"]:
        raise Trouble(
            "Cách dùng: danbiet contest verify GÓI [--root HEX] [--seal HEX] [--processes N] [--json]"
        )
    options = _parse(arguments[1:])
    began = time.monotonic()
    try:
        report = verify(
            options.bundle,
            root=options.root,
            fingerprint=options.seal,
            processes=options.processes,
            progress=None if options.json or not sys.stderr.isatty() else _shown,
        )
    except (NotABundle, OSError) as error:
        raise Trouble(f"Không đọc được gói kiểm chứng: {error}") from error
    except BrokenProcessPool as error:
        raise Trouble(
            "Hệ điều hành đã dừng một tiến trình đang tính, thường vì hết bộ nhớ. Hãy chạy lại với --processes 1."
        ) from error
    if options.json:
        tell_json(as_json(report))
    else:
        sys.stdout.write("\n".join(lines(report, seconds=time.monotonic() - began)) + "\n")
    return 0 if report.is_sound else 1


def lines(report: Report, *, seconds: float) -> list[str]:
    """The report in Vietnamese, a line a finding."""
    found = [
        f"Cuộc thi {report.contest}, đợt {report.round}: đã tính lại {report.entries} bài trong {seconds:.1f} giây.",
        f"Gốc cây phiếu:    {report.root}",
        f"Dấu niêm phong:   {report.fingerprint}",
    ]
    for key, one in report.figures.items():
        target = "" if one.target is None else f", mốc dự đoán {one.target}"
        found.append(f"  {key}: {one.participants} người, {one.all_correct} người đúng hết{target}")
    if report.is_sound:
        return [
            *found,
            "✔ Mọi thứ khớp. Hãy đối chiếu gốc cây phiếu với biên bản, dấu niêm phong với số đã đăng.",
        ]
    found += [f"✘ {sentence(one)}" for one in report.findings.kept]
    kept = {code: sum(one.code == code for one in report.findings.kept) for code in report.findings.counts}
    more = {code: count - kept[code] for code, count in report.findings.counts.items() if count > kept[code]}
    found += [f"  … và {count} điều nữa loại {code}" for code, count in more.items()]
    return [*found, f"✘ Không khớp: {report.findings.counts.total()} điều."]


def sentence(one: Finding) -> str:
    """One finding in Vietnamese, with both values where there are two."""
    code = max((key for key in SENTENCES if f"{one.code}.".startswith(f"{key}.")), key=len, default="")
    words = SENTENCES[code].format(where=one.where) if code else f"{one.code}: {one.where}"
    column = COLUMNS.get(one.code.rpartition(".")[2])
    if column and code in {"standings", "unit_standings", "winners"}:
        words = f"{words.rstrip('.')} ({column})."
    if one.expected and one.found and len(one.expected) + len(one.found) < 300:
        words += f" Tính lại: {one.expected}; trong gói: {one.found}."
    return words


def as_json(report: Report) -> dict[str, object]:
    """The report for programs."""
    return {
        "contest": report.contest,
        "round": report.round,
        "entries": report.entries,
        "root": report.root,
        "seal": report.fingerprint,
        "is_sound": report.is_sound,
        "figures": {key: asdict(one) for key, one in report.figures.items()},
        "counts": dict(report.findings.counts),
        "findings": [asdict(one) for one in report.findings.kept],
    }


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet contest verify", description="Kiểm chứng kết quả một đợt thi từ gói công khai."
    )
    parser.add_argument("bundle", type=Path, help="thư mục hoặc tệp ZIP của gói kiểm chứng")
    parser.add_argument("--root", default="", help="gốc cây phiếu ghi trong biên bản")
    parser.add_argument("--seal", default="", help="dấu niêm phong đã đăng trước cuộc thi")
    parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, 8), help="số tiến trình")
    parser.add_argument("--json", action="store_true", help="kết quả cho chương trình khác đọc")
    return parser.parse_args(arguments)


def _shown(stage: str, done: int) -> None:
    if stage == "rank":
        say(f"  đã chấm lại {done} bài, đang xếp hạng …")
    elif done % 100_000 < 5_000 and done >= 100_000:
        say(f"  đã chấm lại {done} bài")
