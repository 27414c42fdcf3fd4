#!/bin/sh
# 安装离线包 / Installs the bundle it lies in. Needs sh, coreutils and, for --service, systemd. No network, no Node.
set -eu

to=/opt/yiwang data=/var/lib/yiwang service=no
usage() {
  cat <<'TEXT'
用法 / Usage: ./install.sh [--to DIR] [--data DIR] [--service]
  --to DIR     程序目录 / where the program goes (/opt/yiwang)
  --data DIR   数据目录 / where data, keys and attachments go (/var/lib/yiwang)
  --service    以系统服务运行(须 root) / run as a systemd service (as root)
TEXT
}
fail() { printf '%s\n%s\n' "$1" "$2" >&2; exit 1; }
while [ $# -gt 0 ]; do
  case $1 in
    --to) [ $# -ge 2 ] || { usage >&2; exit 2; }; to=$2; shift 2 ;;
    --data) [ $# -ge 2 ] || { usage >&2; exit 2; }; data=$2; shift 2 ;;
    --service) service=yes; shift ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

here=$(cd "$(dirname "$0")" && pwd)
release=$(cat "$here/BUNDLE")
case $to$data in *[!A-Za-z0-9._/-]*)
  fail "目录名只能用字母、数字和 . _ - /" "The folders may have letters, digits and . _ - / in their names only." ;;
esac

# Everything is as it was packed, and nothing was added that would be run.
(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) >&2 ||
  fail "离线包不完整或被改动，没有安装任何内容。" "The bundle is incomplete or was altered; nothing was installed."
packed=$(wc -l < "$here/SHA256SUMS")
found=$(find "$here" -type f ! -path "$here/SHA256SUMS" | wc -l)
[ "$packed" -eq "$found" ] ||
  fail "离线包里多了 $((found - packed)) 个文件，没有安装任何内容。" "The bundle has $((found - packed)) files too many; nothing was installed."
"$here/yiwang" calendar 2026-01-01 --json > /dev/null 2>&1 ||
  fail "程序在这台机器上无法运行(离线包适用于 ${release##*-})。" "The program does not run on this machine (the bundle is for ${release##*-})."

target=$to/releases/$release
if [ ! -e "$target" ]; then
  mkdir -p "$to/releases"
  rm -rf "$target.new"
  cp -a "$here" "$target.new"
  mv "$target.new" "$target"
fi
mkdir -p "$data"
chmod 700 "$data"
ln -sfn "$target" "$to/current.new"
mv -T "$to/current.new" "$to/current"

if [ "$service" = yes ]; then
  [ "$(id -u)" -eq 0 ] || fail "--service 须以 root 运行。" "--service needs root."
  id yiwang > /dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin yiwang
  chown -R yiwang: "$data"
  [ -e /etc/yiwang.env ] || {
    printf '# DATABASE_URL=postgres://yiwang@127.0.0.1/yiwang\n' > /etc/yiwang.env
    chmod 600 /etc/yiwang.env
  }
  sed -e "s|@program@|$to/current/yiwang|" -e "s|@data@|$data|" "$here/docs/yiwang.service" > /etc/systemd/system/yiwang.service
  systemctl daemon-reload 2> /dev/null || true
fi
printf '已安装 / Installed: %s\n' "$to/current"
printf '下一步见 / Next: %s\n' "$to/current/OPERATIONS.md"
