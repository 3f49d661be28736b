#!/bin/sh
# Install what is missing of Debian's packages; without root, say what is missing and stop.
# usage: system-packages.sh site|test
set -eu

have_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
have_python() { python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
have_cjk_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ]; }

missing=""
have_python || missing="$missing python3"
have_venv || missing="$missing python3-venv"
command -v git >/dev/null || missing="$missing git"
if [ "$1" = test ]; then
    command -v chromium >/dev/null || missing="$missing chromium"
    have_cjk_font || missing="$missing fontconfig fonts-noto-cjk"
    # Others' programs that open what the press made; tests go without them where nobody may install.
    if [ "$(id -u)" -eq 0 ]; then
        command -v soffice >/dev/null || missing="$missing libreoffice-writer-nogui"
        command -v epubcheck >/dev/null || missing="$missing epubcheck"
    fi
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "缺少系统软件包：$missing" >&2
    echo "请管理员运行：apt-get install$missing" >&2
    exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # a list of words
apt-get install -y -qq --no-install-recommends $missing >/dev/null
have_python || { echo "需要 Python 3.11 以上版本。" >&2; exit 2; }
