#!/bin/bash
# Thử deploy/install.sh trên một cây Debian trống (debootstrap + chroot), không đụng vào máy: cài, khởi động, hỏi thử, khôi phục.
#   sudo deploy/try.sh [--keep] [--tree THƯ_MỤC]
# Trong cây không có systemd: mỗi dịch vụ được chạy bằng đúng dòng ExecStart của nó; tệp unit được systemd-analyze xem xét.
set -euo pipefail

KEEP=no TREE="" NAME=thu.example.vn SUITE="${SUITE:-bookworm}"
HERE="$(cd "$(dirname "$0")/.." && pwd)"
while [ $# -gt 0 ]; do
    case "$1" in
        --keep) KEEP=yes; shift ;;
        --tree) TREE="$2"; shift 2 ;;
        *) echo "✘ Không có tham số «$1»." >&2; exit 1 ;;
    esac
done
say() { printf '• %s\n' "$*" >&2; }
die() { printf '✘ %s\n' "$*" >&2; exit 1; }
trap 'echo "✘ dừng ở dòng $LINENO" >&2' ERR
[ "$(id -u)" = 0 ] || die "Hãy chạy bằng quyền root."
command -v debootstrap >/dev/null || die "Cần debootstrap: apt-get install debootstrap"
[ -n "$TREE" ] || TREE="$(mktemp -d /var/tmp/danbiet-try-XXXXXX)"

# All that is mounted and started lives in namespaces of its own and is gone with this process.
if [ "${DANBIET_TRY_INSIDE:-}" != 1 ]; then
    if [ ! -x "$TREE/bin/sh" ]; then
        say "Đang dựng cây Debian $SUITE trống trong $TREE…"
        debootstrap --variant=minbase "$SUITE" "$TREE" >/var/tmp/danbiet-try.log 2>&1 || die "debootstrap không xong: xem /var/tmp/danbiet-try.log"
    fi
    code=0
    DANBIET_TRY_INSIDE=1 unshare --mount --pid --fork --kill-child "$0" --keep --tree "$TREE" || code=$?
    [ "$KEEP" = yes ] || rm -rf --one-file-system "$TREE"
    exit "$code"
fi

mount --make-rprivate /
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
printf '#!/bin/sh\nexit 101\n' >"$TREE/usr/sbin/policy-rc.d"
chmod +x "$TREE/usr/sbin/policy-rc.d"
mkdir -p "$TREE/root/danbiet"
git -C "$HERE" ls-files -z | (cd "$HERE" && tar --null -T - -cf -) | tar -xf - -C "$TREE/root/danbiet"
inside() { chroot "$TREE" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 ${TRY_ENV:-} "$@"; }

say "Đang cài trong cây…"
inside /root/danbiet/deploy/install.sh --name "$NAME" --backup-dir /srv/sao-luu
say "Cài lại lần nữa: không được đổi cấu hình và khóa…"
before="$(inside sha256sum /etc/danbiet/danbiet.env /etc/danbiet/backup-passphrase)"
inside /root/danbiet/deploy/install.sh --name "$NAME" --backup-dir /srv/sao-luu >/dev/null
[ "$before" = "$(inside sha256sum /etc/danbiet/danbiet.env /etc/danbiet/backup-passphrase)" ] || die "Cài lại đã đổi cấu hình."

say "Đang khởi động từng dịch vụ bằng dòng ExecStart của nó…"
install -d -o "$(inside id -u danbiet)" "$TREE/run/danbiet-meters"
for unit in web play worker long films; do
    line="$(sed -n 's/^ExecStart=//p' "$TREE/etc/systemd/system/danbiet-$unit.service")"
    # shellcheck disable=SC2016
    inside sh -c 'set -a; . /etc/danbiet/danbiet.env; PROMETHEUS_MULTIPROC_DIR=/run/danbiet-meters; set +a; cd /var/lib/danbiet; exec runuser -u danbiet -- '"$line" \
        >"$TREE/var/log/danbiet-$unit.log" 2>&1 &
done
inside nginx
ask() { inside python3 - "$1" "$2" <<'PYTHON'
import json, ssl, sys, urllib.error, urllib.request

address, wanted = sys.argv[1:]
request = urllib.request.Request(address.replace("thu.example.vn", "127.0.0.1"), headers={"Host": "thu.example.vn"})
try:
    with urllib.request.urlopen(request, timeout=20, context=ssl._create_unverified_context()) as answer:
        status, body = answer.status, answer.read().decode()
except urllib.error.HTTPError as error:
    status, body = error.code, error.read().decode()
except OSError as error:
    status, body = 0, str(error)
good = str(status) == wanted.split()[0] and all(word in body for word in wanted.split()[1:])
print(f"{'✔' if good else '✘'} {address} → {status}", file=sys.stderr)
sys.exit(0 if good else 1)
PYTHON
}
for _ in $(seq 60); do ask http://127.0.0.1:8000/suc-khoe/san-sang/ "200" 2>/dev/null && break; sleep 1; done
failed=0
ask "https://$NAME/" "200 Biết" || failed=1
ask "https://$NAME/thi/suc-khoe" "200 database" || failed=1
ask "https://$NAME/suc-khoe/san-sang/" '200 "ready"' || failed=1
ask "https://$NAME/so-do/" "404" || failed=1
ask "http://127.0.0.1:8000/so-do/" "200 danbiet_database_up danbiet_requests_total" || failed=1
inside danbiet doctor || failed=1
inside danbiet maintenance on "Thử chế độ bảo trì" --until 23:59
sleep 1.5
ask "https://$NAME/" "503 bảo trì" || failed=1
ask "https://$NAME/hoi-thi/" "200" || failed=1
inside danbiet maintenance off
inside danbiet backup create || failed=1
inside danbiet backup verify || failed=1
inside danbiet backup drill || failed=1
inside danbiet backup restore --into /var/lib/danbiet/thu-khoi-phuc || failed=1
if command -v systemd-analyze >/dev/null; then
    say "systemd-analyze xem các unit…"
    systemd-analyze verify --man=no --root="$TREE" danbiet.target danbiet-backup.service || failed=1
fi
[ "$failed" = 0 ] || die "Có điều chưa được; nhật ký trong $TREE/var/log."
say "✔ Cài, chạy, bảo trì, sao lưu và khôi phục trong một cây Debian trống đều được."
