"""What may be typed after `danbiet backup`."""

from __future__ import annotations

import argparse
from pathlib import Path


def parse(arguments: list[str]) -> argparse.Namespace:
    """The sub-command as `verb` and its options; ends the command with help or a refusal where they are not understood."""
    parser = argparse.ArgumentParser(
        prog="danbiet backup",
        description="Sao lưu và khôi phục: cơ sở dữ liệu, tệp, khóa. Hướng dẫn: docs/ops/backup.md",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    told = {
        "create": "lập một bản sao lưu, rồi bỏ bớt bản cũ theo quy tắc",
        "list": "các bản sao lưu hiện có",
        "verify": "đọc lại từng byte, gọi tên tệp và bảng bị hỏng",
        "restore": "khôi phục vào một thư mục dữ liệu",
        "drill": "diễn tập: khôi phục bản mới nhất bên cạnh bản đang chạy, so sánh, rồi xóa bản thử",
        "nightly": "việc hằng đêm: lập, đọc lại, chủ nhật thì đọc toàn bộ và diễn tập",
    }
    for verb, words in told.items():
        one = verbs.add_parser(verb, help=words, description=words)
        one.add_argument(
            "--dir", type=Path, metavar="THƯ_MỤC", help="thư mục sao lưu; mặc định là DANBIET_BACKUP_DIR"
        )
        one.add_argument("--passphrase-file", type=Path, metavar="TỆP", help="tệp chứa mật khẩu mã hóa")
        if verb in {"verify", "restore", "drill"}:
            one.add_argument("id", nargs="?", default="", help="tên bản sao lưu; mặc định là bản mới nhất")
        if verb in {"list", "verify", "drill"}:
            one.add_argument("--json", action="store_true", help="kết quả cho chương trình khác đọc")
    create = verbs.choices["create"]
    create.add_argument("--encrypt", action="store_true", help="mã hóa; hỏi mật khẩu khi chưa đặt ở đâu")
    create.add_argument("--without-keys", action="store_true", help="không đưa khóa của bản cài đặt vào")
    create.add_argument("--note", default="", help="ghi chú, ví dụ: trước khi nâng cấp")
    verify = verbs.choices["verify"]
    verify.add_argument("--all", action="store_true", help="mọi bản sao lưu")
    verify.add_argument(
        "--quick", action="store_true", help="đọc cơ sở dữ liệu và khóa; các tệp chỉ so dung lượng"
    )
    verify.add_argument(
        "--set-aside", action="store_true", help="dời nội dung hỏng sang một bên để lần sao lưu sau chép lại"
    )
    restore = verbs.choices["restore"]
    restore.add_argument(
        "--into", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu mới; mặc định là DANBIET_DATA_DIR"
    )
    restore.add_argument(
        "--replace",
        action="store_true",
        help="nơi đến đã có dữ liệu: đổi tên nó, giữ bên cạnh, rồi khôi phục",
    )
    restore.add_argument(
        "--database-url",
        default="",
        metavar="ĐỊA_CHỈ",
        help="nạp vào cơ sở dữ liệu trống này thay vì bản đi kèm",
    )
    return parser.parse_args(arguments)
