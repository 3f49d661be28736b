#!/bin/sh
# Looks at a change of a library: the program, the settings and the theme of the base, the cases
# and pages of the change. Nothing that the change brings is run.
#
#   sh review.sh BASE CHANGE REVISION OUT FORMAT
#
# BASE      a work tree of the branch that the change is for; trusted
# CHANGE    a work tree of the change, with its history, written with core.symlinks=false
# REVISION  the commit of the base in the history of CHANGE
# OUT       a new folder for what is kept: report.txt, build.txt, site/, and for GitLab its report
# FORMAT    github, gitlab or gitea
#
# CASEBOOK           the program; by default that of BASE, else the one on the PATH
# PREVIEW_AUDIENCE   public (default), or intranet where everybody who can open the artifacts of
#                    this project may read internal material
# CASEBOOK_CACHE     the full path of a folder in which builds keep what later ones can use again;
#                    outside of all work trees, since its content is believed. None by default
#
# Ends with 0 where nothing has to be corrected, 1 where something has, 2 where it broke off.
set -eu

base=$(cd "$1" && pwd)
change=$(cd "$2" && pwd)
revision=$3
format=$5
mkdir -p "$4"
out=$(cd "$4" && pwd)
here=$(pwd)

case ${CASEBOOK_CACHE:-} in
  "" | /*) ;;
  *)
    echo "CASEBOOK_CACHE must be a full path." >&2
    exit 2
    ;;
esac
for folder in "$base" "$change" "$out"; do
  # Whoever sends a change can write there, or reads what is kept of the run.
  case ${CASEBOOK_CACHE:-}/ in
    "$folder"/*)
      echo "CASEBOOK_CACHE must not lie in $folder." >&2
      exit 2
      ;;
  esac
done

# Python must not find modules in the change.
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP
export PYTHONSAFEPATH=1 PYTHONUTF8=1 NO_MKDOCS_2_WARNING=1

if [ -z "${CASEBOOK:-}" ]; then
  CASEBOOK=casebook
  if [ -f "$base/plugins/casebook/__main__.py" ]; then
    make -s -C "$base" .venv/.installed >"$out/install.txt" 2>&1
    CASEBOOK=$base/.venv/bin/casebook
  fi
fi

check() {
  "$CASEBOOK" check --root "$change" --base "$revision" --format "$1"
}

cd "$out"
status=0
check text >report.txt || status=$?
if [ "$status" -gt 1 ]; then
  cat report.txt
  exit 2
fi

case $format in
  github)
    check github || true
    # As a block of code, in which no title of a case is markup.
    [ -z "${GITHUB_STEP_SUMMARY:-}" ] || sed 's/^/    /' report.txt >>"$GITHUB_STEP_SUMMARY"
    ;;
  gitlab)
    check gitlab >gl-code-quality-report.json || true
    cat report.txt
    ;;
  *)
    # The runner takes lines for commands; what authors wrote must not be one.
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    cat report.txt
    echo "::$token::"
    ;;
esac

# The preview: all of the base, but for the cases and the hand-written pages.
preview=$(mktemp -d)
trap 'rm -rf "$preview"' EXIT
git -C "$base" archive --format=tar HEAD | tar -x -C "$preview"
for folder in cases content; do
  rm -rf "${preview:?}/$folder"
  [ ! -d "$change/$folder" ] || cp -R -P "$change/$folder" "$preview/$folder"
done
# The preview lies elsewhere each time, so nothing is kept of it but where a folder is named.
if [ -n "${CASEBOOK_CACHE:-}" ]; then
  set -- --cache "$CASEBOOK_CACHE"
else
  set -- --no-cache
fi
built=0
"$CASEBOOK" build "$@" --root "$preview" --output "$out/site" \
  --audience "${PREVIEW_AUDIENCE:-public}" >build.txt 2>&1 || built=$?
cd "$here"
if [ "$built" -gt 1 ]; then
  echo "The preview could not be built; see build.txt." >&2
  exit 2
fi
exit "$status"
