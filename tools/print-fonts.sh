#!/bin/sh
# Bring the free fonts that a printed volume is set in into a folder, from Debian's packages.
# No root is needed: packages are downloaded and unpacked, not installed. At most 160 MB.
# usage: print-fonts.sh DIR
set -eu

target=$1
mkdir -p "$target"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "这台电脑不用 Debian 的软件包。请把宋体、仿宋、黑体、楷体的字体文件放进 $target" >&2
    exit 0
fi
take() { # package, then the files wanted of it
    package=$1
    shift
    for name in "$@"; do
        [ -n "$(find /usr/share/fonts "$target" -name "$name" -print -quit 2>/dev/null)" ] || need=1
    done
    [ "${need:-0}" = 1 ] || return 0
    need=0
    if ! (cd "$work" && apt-get download -qq "$package" >/dev/null 2>&1); then
        if [ "$(id -u)" -eq 0 ]; then apt-get update -qq; fi
        (cd "$work" && apt-get download -qq "$package" >/dev/null 2>&1) || {
            echo "没有取到字体 $package，排版时用别的字体代替。" >&2
            return 0
        }
    fi
    dpkg-deb -x "$work/$package"_*.deb "$work/$package"
    for name in "$@"; do
        find "$work/$package" -name "$name" -exec cp {} "$target/" \;
    done
}
take fonts-noto-cjk NotoSerifCJK-Regular.ttc NotoSerifCJK-Bold.ttc NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc
take texlive-lang-chinese FandolFang-Regular.otf
take fonts-lxgw-wenkai LXGWWenKai-Regular.ttf
