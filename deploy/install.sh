#!/bin/bash
# Cài Dân Biết lên một máy Debian (12 trở lên) hoặc Ubuntu (24.04 trở lên). Chạy lại được: không ghi đè cấu hình, khóa, dữ liệu.
#   sudo deploy/install.sh --name danbiet.tinh.gov.vn --smtp mail.tinh.gov.vn [--backup-dir /mnt/sao-luu] [--no-start]
set -euo pipefail

NAME="" SMTP="localhost" BACKUP_DIR="" START=yes
HOME_DIR=/opt/danbiet DATA=/var/lib/danbiet CONF=/etc/danbiet
HERE="$(cd "$(dirname "$0")/.." && pwd)"

say() { printf '• %s\n' "$*" >&2; }
die() { printf '✘ %s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case "$1" in
        --name) NAME="${2:-}"; shift 2 ;;
        --smtp) SMTP="${2:-}"; shift 2 ;;
        --backup-dir) BACKUP_DIR="${2:-}"; shift 2 ;;
        --no-start) START=no; shift ;;
        -h|--help) sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) die "Không có tham số «$1»." ;;
    esac
done
[ "$(id -u)" = 0 ] || die "Hãy chạy bằng quyền root (sudo)."
[[ "$NAME" =~ ^[A-Za-z0-9.-]+$ ]] || die "Cần tên miền: --name danbiet.tinh.gov.vn"
command -v apt-get >/dev/null || die "Bản cài này dành cho Debian và Ubuntu."
[ -d /run/systemd/system ] || START=no

packages() {
    say "Đang cài các gói của hệ điều hành…"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends ca-certificates git make nginx openssl postgresql python3 python3-venv rsync >/dev/null
}

account() {
    id danbiet >/dev/null 2>&1 || useradd --system --home-dir "$DATA" --shell /usr/sbin/nologin danbiet
    install -d -o danbiet -g danbiet -m 0750 "$DATA"
    install -d -o root -g danbiet -m 0750 "$CONF"
}

before_upgrade() {
    [ -x "$HOME_DIR/.venv/bin/danbiet" ] && [ -f "$CONF/danbiet.env" ] || return 0
    if [ "$START" = yes ]; then
        /usr/local/bin/danbiet maintenance status --may-stop || die "Có đợt thi đang mở: hãy nâng cấp sau khi đợt thi đóng."
        if grep -q '^DANBIET_BACKUP_DIR=' "$CONF/danbiet.env"; then
            /usr/local/bin/danbiet backup create --note "trước khi nâng cấp" || die "Chưa sao lưu được, dừng nâng cấp."
        fi
    fi
}

program() {
    say "Đang chép chương trình vào $HOME_DIR…"
    install -d -m 0755 "$HOME_DIR"
    rsync -a --delete --exclude .git --exclude .venv --exclude .tools --exclude var --exclude node_modules "$HERE"/ "$HOME_DIR"/
    say "Đang cài thư viện theo tệp khóa…"
    make -s -C "$HOME_DIR" setup >&2
    # The service's account may not write here: what it would compile on first use is compiled now.
    "$HOME_DIR/.venv/bin/python" -c "from danbiet.run.words import compile_stale; compile_stale()"
    "$HOME_DIR/.venv/bin/python" -m compileall -q "$HOME_DIR/src" || true
    install -m 0755 "$HOME_DIR/deploy/danbiet" /usr/local/bin/danbiet
    install -d -m 0755 /usr/share/danbiet
    install -m 0644 "$HOME_DIR/deploy/nginx/closed.html" /usr/share/danbiet/closed.html
}

database() {
    say "Đang chuẩn bị cơ sở dữ liệu…"
    local version
    version="$(ls /etc/postgresql | sort -n | tail -1)"
    [ -n "$version" ] || die "PostgreSQL đã cài nhưng chưa có cụm dữ liệu nào: hãy tạo (pg_createcluster --start 15 main, hoặc số bản của máy) rồi chạy lại."
    [ "$version" -ge 15 ] || die "Cần PostgreSQL 15 trở lên, máy này có $version."
    install -o postgres -g postgres -m 0644 "$HOME_DIR/deploy/postgres/danbiet.conf" "/etc/postgresql/$version/main/conf.d/danbiet.conf"
    if [ -d /run/systemd/system ]; then systemctl restart postgresql; else pg_ctlcluster "$version" main restart; fi
    for _ in $(seq 60); do runuser -u postgres -- pg_isready -q && break; sleep 0.5; done
    runuser -u postgres -- psql -tAc "SELECT 1 FROM pg_roles WHERE rolname = 'danbiet'" | grep -q 1 || runuser -u postgres -- createuser danbiet
    runuser -u postgres -- psql -tAc "SELECT 1 FROM pg_database WHERE datname = 'danbiet'" | grep -q 1 ||
        runuser -u postgres -- createdb --owner danbiet --encoding UTF8 --locale C.UTF-8 --template template0 danbiet
}

settings() {
    [ -f "$CONF/danbiet.env" ] && return 0
    say "Đang viết cấu hình $CONF/danbiet.env…"
    umask 027
    {
        echo "# Cấu hình của Dân Biết; mọi biến: /opt/danbiet/deploy/env.example. Sau khi sửa: systemctl restart danbiet.target"
        echo "DJANGO_SETTINGS_MODULE=danbiet.config.settings.prod"
        echo "DATABASE_URL=postgresql://danbiet@/danbiet?host=/var/run/postgresql"
        echo "DANBIET_DATA_DIR=$DATA"
        echo "DANBIET_SECRET_KEY=$(openssl rand -base64 48 | tr -d '\n=+/')"
        echo "DANBIET_ENCRYPTION_KEYS=$(openssl rand -base64 32 | tr '+/' '-_')"
        echo "DANBIET_HOSTS=$NAME,localhost,127.0.0.1"
        echo "DANBIET_BASE_URL=https://$NAME"
        echo "DANBIET_PLAY_URL=https://$NAME"
        echo "DANBIET_TRUSTED_ORIGINS=https://$NAME"
        echo "DANBIET_PROXIES=1"
        echo "DANBIET_SMTP_HOST=$SMTP"
        echo "DANBIET_LOG_JSON=on"
        if [ -n "$BACKUP_DIR" ]; then
            echo "DANBIET_BACKUP_DIR=$BACKUP_DIR"
            echo "DANBIET_BACKUP_PASSPHRASE_FILE=$CONF/backup-passphrase"
        fi
    } >"$CONF/danbiet.env.new"
    chown root:danbiet "$CONF/danbiet.env.new"
    chmod 0640 "$CONF/danbiet.env.new"
    mv "$CONF/danbiet.env.new" "$CONF/danbiet.env"
    if [ -n "$BACKUP_DIR" ]; then
        install -d -o danbiet -g danbiet -m 0700 "$BACKUP_DIR"
        openssl rand -base64 30 >"$CONF/backup-passphrase"
        chown root:danbiet "$CONF/backup-passphrase"
        chmod 0640 "$CONF/backup-passphrase"
        say "‼ Hãy chép $CONF/backup-passphrase ra giấy hoặc két của cơ quan: mất nó là mất mọi bản sao lưu."
    fi
}

certificate() {
    CERT=/etc/danbiet/tls.crt KEY=/etc/danbiet/tls.key
    if [ -f "/etc/letsencrypt/live/$NAME/fullchain.pem" ]; then
        CERT="/etc/letsencrypt/live/$NAME/fullchain.pem" KEY="/etc/letsencrypt/live/$NAME/privkey.pem"
    elif [ ! -f "$CERT" ]; then
        openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$NAME" -addext "subjectAltName=DNS:$NAME" \
            -keyout "$KEY" -out "$CERT" 2>/dev/null
        chmod 0600 "$KEY"
        say "! Chứng thư tạm tự ký ở $CERT: hãy thay bằng chứng thư thật (certbot, hoặc của cơ quan) rồi chạy lại lệnh này."
    fi
}

front() {
    certificate
    sed -e "s|@NAME@|$NAME|g" -e "s|@CERT@|$CERT|g" -e "s|@KEY@|$KEY|g" "$HOME_DIR/deploy/nginx/danbiet.conf" >/etc/nginx/sites-available/danbiet
    ln -sf ../sites-available/danbiet /etc/nginx/sites-enabled/danbiet
    rm -f /etc/nginx/sites-enabled/default
    nginx -t -q || die "Cấu hình nginx chưa đúng."
}

units() {
    install -m 0644 "$HOME_DIR"/deploy/systemd/* /etc/systemd/system/
    if [ -n "$BACKUP_DIR" ]; then  # the hardened units may write there too
        for unit in danbiet-long; do
            install -d "/etc/systemd/system/$unit.service.d"
            printf '[Service]\nReadWritePaths=%s\n' "$BACKUP_DIR" >"/etc/systemd/system/$unit.service.d/backup.conf"
        done
    fi
}

start() {
    say "Đang cập nhật cơ sở dữ liệu…"
    /usr/local/bin/danbiet prepare --no-demo
    if [ "$START" = no ]; then
        say "Máy này không chạy systemd (hoặc --no-start): đã cài xong, chưa khởi động."
        return 0
    fi
    systemctl daemon-reload
    systemctl enable -q danbiet.target nginx
    systemctl restart danbiet-prepare danbiet-web danbiet-worker danbiet-long danbiet-films danbiet-play danbiet.target
    systemctl reload-or-restart nginx
    for _ in $(seq 60); do
        if python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/suc-khoe/san-sang/', timeout=5)" 2>/dev/null; then
            say "✔ Dân Biết đang chạy tại https://$NAME"
            return 0
        fi
        sleep 1
    done
    die "Dân Biết chưa trả lời: journalctl -u danbiet-web"
}

packages
account
before_upgrade
program
database
settings
front
units
start
