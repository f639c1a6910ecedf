#!/bin/bash
# Thử deploy/install.sh trên một cây Debian trống (debootstrap + chroot), không đụng vào máy: cài, chạy, cài đặt lần đầu, bảo trì,
# sao lưu, khôi phục, diễn tập, bị giết, cơ sở dữ liệu khởi động lại, nâng cấp. Chừng năm đến mười lăm phút; chỉ cần kho gói của Debian, PyPI và npm.
#   sudo deploy/try.sh [--keep] [--tree THƯ_MỤC]        SUITE=trixie, MIRROR=http://… để đổi bản Debian, kho gói
# Trong cây không có systemd: deploy/try-systemctl đứng thay, chạy đúng dòng ExecStart của từng unit, bằng đúng tài khoản, với hệ tệp chỉ đọc.
set -Eeuo pipefail

KEEP=no TREE="" NAME=thu.example.vn SUITE="${SUITE:-bookworm}"
HERE="$(cd "$(dirname "$0")/.." && pwd)"
BEGAN="${DANBIET_TRY_BEGAN:-$(date +%s)}"
say() { printf '• [%3d giây] %s\n' "$(($(date +%s) - BEGAN))" "$*" >&2; }
die() { printf '✘ %s\n' "$*" >&2; exit 1; }
while [ $# -gt 0 ]; do
    case "$1" in
        --keep) KEEP=yes; shift ;;
        --tree) TREE="${2:?Sau --tree phải là một thư mục}"; shift 2 ;;
        -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) die "Không có tham số «$1»." ;;
    esac
done
trap 'echo "✘ dừng ở dòng $LINENO: $BASH_COMMAND" >&2' ERR

can_run() {
    [ "$(id -u)" = 0 ] || die "Không thử được: hãy chạy bằng quyền root (sudo)."
    for program in debootstrap unshare chroot git tar; do
        command -v "$program" >/dev/null || die "Không thử được: máy chưa có $program (apt-get install debootstrap util-linux coreutils git tar)."
    done
    unshare --mount --pid --fork true 2>/dev/null || die "Không thử được: nhân hệ điều hành không cho tạo không gian tên (unshare); trong container thì cần --privileged."
    local port
    for port in 80 443 5432 8000 8001; do  # the tree shares the machine's network
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then die "Không thử được: cổng $port của máy đang có chương trình khác dùng."; fi
    done
    # The name of the installation must not lead anywhere: all that is asked goes to this machine.
    [ "$(df --output=avail -k "$(dirname "${TREE:-/var/tmp/x}")" | tail -1)" -ge 5000000 ] || die "Không thử được: cần 5 GB trống."
}

debian() {
    [ ! -x "$TREE/bin/sh" ] || return 0
    local mirror="${MIRROR:-}"
    if [ -z "$mirror" ] && command -v apt-get >/dev/null; then  # where this machine has its own packages from
        mirror="$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' "Codename: $SUITE" 'Component: main' 2>/dev/null | head -n 1)"
    fi
    say "Đang dựng cây Debian $SUITE trống trong $TREE (kho gói ${mirror:-http://deb.debian.org/debian})…"
    debootstrap --variant=minbase "$SUITE" "$TREE" ${mirror:+"$mirror"} >/var/tmp/danbiet-try.log 2>&1 ||
        die "debootstrap không xong: xem /var/tmp/danbiet-try.log"
}

# All that is mounted and started lives in namespaces of its own and is gone with this process.
if [ "${DANBIET_TRY_INSIDE:-}" != 1 ]; then
    can_run
    [ -n "$TREE" ] || TREE="$(mktemp -d /var/tmp/danbiet-try-XXXXXX)"
    chmod 0755 "$TREE"  # it is the tree's "/": every account there passes through it
    debian
    code=0
    DANBIET_TRY_INSIDE=1 DANBIET_TRY_BEGAN="$BEGAN" unshare --mount --pid --fork --kill-child "$0" --tree "$TREE" || code=$?
    if [ "$KEEP" = yes ]; then say "Cây được giữ lại: $TREE"; else rm -rf --one-file-system "$TREE"; fi
    exit "$code"
fi

mount --make-rprivate /
mount --bind "$TREE" "$TREE"  # a place mounted of its own: a service's view of it can be made read-only
mount -t proc proc "$TREE/proc"
mount -t tmpfs tmpfs "$TREE/run"
mount --rbind /dev "$TREE/dev"
for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d/*proxy*; do
    if [ -f "$file" ]; then install -D -m 0644 "$file" "$TREE$file"; fi  # how this machine reaches the package registries
done
TRY_ENV="$(env | grep -E '^(https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|PIP_INDEX_URL|UV_[A-Z_]+|NPM_CONFIG_[A-Za-z_]+|npm_config_[A-Za-z_]+)=[^ ]*$' | tr '\n' ' ' || true)"
if [ -n "${SSL_CERT_FILE:-}" ]; then  # a machine whose way out has a certificate of its own
    install -m 0644 "$SSL_CERT_FILE" "$TREE/etc/danbiet-try-ca.crt"
    for name in SSL_CERT_FILE PIP_CERT REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS CURL_CA_BUNDLE; do
        TRY_ENV="$TRY_ENV $name=/etc/danbiet-try-ca.crt"
    done
fi
printf '#!/bin/sh\nexit 101\n' >"$TREE/usr/sbin/policy-rc.d"  # packages start nothing by themselves
chmod +x "$TREE/usr/sbin/policy-rc.d"
mkdir -p "$TREE/root/danbiet"
git -C "$HERE" ls-files -z | (cd "$HERE" && tar --null --ignore-failed-read -T - -cf - 2>/dev/null) | tar -xf - -C "$TREE/root/danbiet"
# shellcheck disable=SC2086
inside() { chroot "$TREE" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 ${TRY_ENV:-} "$@"; }
ask() { inside python3 /root/danbiet/deploy/try-ask.py "$@"; }

failed=0
must() {  # a step: what it is called, then the command
    local words="$1" code=0 began took
    shift
    began="$(date +%s)"
    "$@" || code=$?
    took=$(($(date +%s) - began))
    if [ "$took" -gt 2 ]; then words="$words – mất $took giây"; fi
    if [ "$code" = 0 ]; then say "✔ $words"; else say "✘ $words (mã $code)"; failed=$((failed + 1)); fi
}
refused() { ! "$@"; }
comes_back() {  # the site, within twenty seconds
    local _
    for _ in $(seq 40); do
        if ask get "https://$NAME/" "200 Biết" >/dev/null 2>&1 && ask get "https://$NAME/thi/suc-khoe" "200 database" >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    return 1
}
works() {  # a job of the minute is done
    local before _
    before="$(jobs_done)"
    for _ in $(seq 75); do [ "$(jobs_done)" -gt "$before" ] && return 0; sleep 1; done
    return 1
}
accepts() {  # PostgreSQL, once it has put in order what the end left: thousands of new files go to the disk one by one
    local _
    for _ in $(seq 600); do inside runuser -u postgres -- pg_isready -q && return 0; sleep 0.5; done
    return 1
}
query() { inside runuser -u postgres -- psql -d danbiet -tAqc "$1"; }
jobs_done() { query "SELECT count(*) FROM procrastinate_events WHERE type = 'succeeded'"; }
keys() { inside sha256sum /etc/danbiet/danbiet.env /etc/danbiet/backup-passphrase; }
pid_of() { inside cat "/run/danbiet-try/$1.pid"; }

say "Đang đặt systemd vào cây, như mọi máy chủ Debian đều có…"
inside sh -c 'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -y -qq --no-install-recommends systemd >/var/log/try-apt.log 2>&1' ||
    die "Không tải được gói Debian: xem $TREE/var/log/try-apt.log"
install -D -m 0755 "$HERE/deploy/try-systemctl" "$TREE/usr/local/sbin/systemctl"
mkdir -p "$TREE/run/systemd/system"
say "Đang cài Dân Biết trong cây…"
INSTALL=(/root/danbiet/deploy/install.sh --name "$NAME" --backup-dir /srv/sao-luu)
inside "${INSTALL[@]}"
say "✔ Cài xong, trang trả lời"

must "Trang chủ qua nginx và TLS" ask get "https://$NAME/" "200 Biết"
must "Cổng 80 dẫn sang https" ask get "http://$NAME/" "301 https://$NAME/"
must "Phần thi qua nginx" ask get "https://$NAME/thi/suc-khoe" "200 database"
must "Tên miền khác không được trả lời" refused ask get "https://$NAME/" "200" ten-khac.example
must "Sẵn sàng" ask get "https://$NAME/suc-khoe/san-sang/" '200 "ready"'
must "Số đo không cho người ngoài" ask get "https://$NAME/so-do/" "404"
must "Số đo cho chính máy này" ask get "http://127.0.0.1:8000/so-do/" "200 danbiet_database_up danbiet_requests_total"
must "Bảng kiểu được nén sẵn qua nginx" ask css "https://$NAME/"
must "Mã cài đặt mở trang cài đặt qua https" ask setup "https://$NAME/cai-dat/" "$(inside danbiet setup | grep -oE '[A-Z0-9]{4}(-[A-Z0-9]{4}){2}' | head -n 1)"
must "danbiet doctor không có ✘" inside danbiet doctor
must "Việc nền chạy" works

inside danbiet maintenance on "Thử chế độ bảo trì" --until 23:59
sleep 1.5
must "Bảo trì: người đọc thấy 503 với lý do" ask get "https://$NAME/" "503 Thử"
must "Bảo trì: hội thi vẫn mở" ask get "https://$NAME/hoi-thi/" "200"
must "Bảo trì: phần làm bài vẫn mở" ask get "https://$NAME/thi/suc-khoe" "200 database"
inside danbiet maintenance off
must "Hết bảo trì" comes_back

must "Sao lưu" inside danbiet backup create
must "Đọc lại bản sao lưu" inside danbiet backup verify
must "Diễn tập khôi phục" inside danbiet backup drill
must "Dòng ExecStart của lượt sao lưu đêm" inside systemctl start danbiet-backup.service
inside runuser -u postgres -- createdb --owner danbiet --template template0 --encoding UTF8 danbiet_moi
must "Khôi phục ra nơi khác, như docs/ops/restore-drill.md" inside danbiet backup restore --into /var/lib/danbiet/khoi-phuc \
    --database-url 'postgresql://danbiet@/danbiet_moi?host=/var/run/postgresql'
must "Bản khôi phục có đủ đơn vị, tệp và khóa" inside sh -c 'test -s /var/lib/danbiet/khoi-phuc/secret-key && test -s /var/lib/danbiet/khoi-phuc/encryption-key'
damaged="$(inside sh -c 'ls -S /srv/sao-luu/objects/*/* | head -n 1')"
inside sh -c "printf x | dd of='$damaged' bs=1 seek=100 conv=notrunc status=none"
must "Một byte hỏng bị phát hiện" refused inside danbiet backup verify
inside rm -f "$damaged"
must "Bản sao lưu kế tiếp lành lại" inside danbiet backup create
must "Bản mới nguyên vẹn" inside danbiet backup verify

for unit in danbiet-web danbiet-play danbiet-worker danbiet-long danbiet-films; do
    before="$(pid_of "$unit")"
    kill -9 "$(inside cat "/run/danbiet-try/$unit.main")"
    must "$unit bị giết: trở lại" comes_back
    inside sh -c "for i in \$(seq 40); do test -s /run/danbiet-try/$unit.main && kill -0 \$(cat /run/danbiet-try/$unit.main) 2>/dev/null && exit 0; sleep 0.25; done; exit 1" || failed=$((failed + 1))
    [ "$before" = "$(pid_of "$unit")" ] || die "Người trông $unit đã đổi."
done
must "Việc nền chạy tiếp sau khi bị giết" works
version="$(ls "$TREE/etc/postgresql" | sort -n | tail -1)"
inside pg_ctlcluster --skip-systemctl-redirect "$version" main stop -m immediate
must "Không có cơ sở dữ liệu: không sẵn sàng, không phải lỗi lạ" ask get "https://$NAME/suc-khoe/san-sang/" "503"
inside systemctl start postgresql
must "Cơ sở dữ liệu lại nhận kết nối" accepts
must "Cơ sở dữ liệu trở lại: trang trở lại, không ai phải làm gì" comes_back
must "Cơ sở dữ liệu trở lại: việc nền chạy tiếp" works

say "Cài lại cùng bản: không được đổi cấu hình và khóa, phải sao lưu trước…"
before="$(keys)" copies="$(inside danbiet backup list | wc -l)"
inside "${INSTALL[@]}" >/dev/null
[ "$before" = "$(keys)" ] || die "Cài lại đã đổi cấu hình hay khóa."
must "Trước khi nâng cấp có một bản sao lưu" test "$(inside danbiet backup list | wc -l)" -gt "$copies"
say "Nâng cấp lên một bản có số hiệu khác…"
sed -i 's/^__version__ = .*/__version__ = "99.1"/' "$TREE/root/danbiet/src/danbiet/__init__.py"
inside "${INSTALL[@]}" >/dev/null
must "Bản mới đang chạy" ask get "http://127.0.0.1:8000/suc-khoe/" '200 99.1'
must "Sau nâng cấp trang vẫn trả lời" comes_back

say "systemd xem các unit…"
must "systemd hiểu các unit" inside systemd-analyze verify --man=no danbiet.target danbiet-backup.service danbiet-backup.timer
inside systemctl stop danbiet.target danbiet-play nginx
must "Dừng hẳn: không còn tiến trình nào của dịch vụ" inside sh -c '[ -z "$(find /proc -maxdepth 1 -name "[0-9]*" -user danbiet)" ]'
[ "$failed" = 0 ] || die "$failed điều chưa được; nhật ký trong $TREE/var/log (chạy với --keep để giữ lại)."
say "✔ Cài, chạy, bảo trì, sao lưu, khôi phục, bị giết, nâng cấp trong một cây Debian trống đều được."
