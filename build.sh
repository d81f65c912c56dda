#!/usr/bin/env bash
# Compiles the build in build/ if an input changed, and runs it: ./build.sh [target ...] [--parameter value ...]
# NUKE_ENGINE=Package|Embedded chooses the engine; otherwise the first run finds out and remembers.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L "$script" ]]; do
  link=$(readlink "$script")
  [[ "$link" == /* ]] || link="$(dirname "$script")/$link"
  script=$link
done
root=$(cd "$(dirname "$script")" && pwd -P)
state="$root/.nuke/temp"
project="$root/build/_build.csproj"

# NUKE's telemetry is on unless told otherwise, and on current SDKs it prints an exception at each target.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NUKE_TELEMETRY_OPTOUT=1
# The root is where this script is, wherever it is called from; relative paths in arguments stay the caller's.
export NUKE_ROOT="$root"

say() { printf 'build.sh: %s\n' "$*" >&2; }

find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
    if [[ -x "$candidate" ]]; then
      dotnet=$candidate
      return
    fi
  done
  say "no dotnet found: install the .NET SDK $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json") or newer (global.json)"
  exit 2
}

# The engine and why, as far as that is known without asking the package feed.
known_engine() {
  engine='' reason=''
  case "${NUKE_ENGINE:-}" in
    '') ;;
    Package | Embedded) engine=$NUKE_ENGINE reason='NUKE_ENGINE says so' ;;
    *) say "NUKE_ENGINE is '$NUKE_ENGINE', expected Package or Embedded"; exit 3 ;;
  esac
  if [[ -z "$engine" && -s "$state/engine" ]]; then
    case "$(<"$state/engine")" in
      Package | Embedded) engine=$(<"$state/engine") reason='remembered in .nuke/temp/engine' ;;
    esac
  fi
}

probe_engine() {
  if "$dotnet" restore "$project" -p:NukeEngine=Package --verbosity quiet >"$state/engine-probe.log" 2>&1; then
    engine=Package reason='Nuke.Common can be restored; remembered in .nuke/temp/engine'
  else
    engine=Embedded reason='Nuke.Common cannot be restored here; remembered in .nuke/temp/engine'
  fi
  printf '%s\n' "$engine" >"$state/engine"
}

# Name, time and size of every input, so that touched, added, deleted and renamed files are noticed.
fingerprint() {
  local inputs=() file
  for file in "$root"/{build,src,global.json,.editorconfig,BannedSymbols.txt} "$root"/Directory.* "$root"/[Nn]u[Gg]et.[Cc]onfig; do
    [[ ! -e "$file" ]] || inputs+=("$file")
  done
  printf '%s\n' "$engine" "$root"
  if find "$root" -maxdepth 0 -printf '' 2>/dev/null; then
    find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -type f -printf '%p %T@ %s\n' | LC_ALL=C sort
  else
    find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -type f -exec stat -f '%N %Fm %z' {} + | LC_ALL=C sort
  fi
}

# Each engine has an assembly and a fingerprint of its own.
assembly() { printf '%s' "$root/build/bin/$engine/Debug/_build.dll"; }

is_current() {
  [[ -n "$engine" && -f "$(assembly)" && -f "$state/inputs-$engine" ]] && current=$(fingerprint) && [[ "$current" == "$(<"$state/inputs-$engine")" ]]
}

# One compiles, others wait: two compilers at work on the same files break each other. The lock ends with its holder.
lock() {
  if command -v flock >/dev/null; then
    exec 9>"$state/lock"
    flock --nonblock 9 || { say "another build.sh is compiling; waiting for it"; flock 9; }
    return
  fi
  # A link is made at once and with its content, so that there is no lock without its holder's pid.
  local holder told=''
  until ln -s "$$" "$state/lock.pid" 2>/dev/null; do
    holder=$(readlink "$state/lock.pid") || continue
    if ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$state/lock.pid"
      continue
    fi
    [[ -n "$told" ]] || say "another build.sh (pid $holder) is compiling; waiting for it (.nuke/temp/lock.pid)"
    told=yes
    sleep 0.2
  done
  trap 'rm -f "$state/lock.pid"' EXIT
}

unlock() {
  trap - EXIT
  rm -f "$state/lock.pid"
  exec 9>&-
}

compile() {
  say "compiling the build, engine $engine ($reason)"
  rm -f "$state/inputs-$engine"
  current=$(fingerprint)
  if ! "$dotnet" build "$project" -p:NukeEngine="$engine" -nodeReuse:false -p:UseSharedCompilation=false \
    -clp:NoSummary --verbosity quiet >"$state/compile.log" 2>&1; then
    grep -E '(^|[ :])error( |:)' "$state/compile.log" | awk '!seen[$0]++' >&2 || cat "$state/compile.log" >&2
    say "the build does not compile"
    exit 2
  fi
  if [[ ! -f "$(assembly)" ]]; then
    say "the build compiles, but not to $(assembly)"
    exit 2
  fi
  printf '%s\n' "$current" >"$state/inputs-$engine"
}

find_dotnet
mkdir -p "$state"
known_engine
# Completion answers while somebody types: with the build that is there, or not at all.
if [[ "${1:-}" == --shell-completion ]]; then
  [[ "$engine" == Embedded && -f "$(assembly)" ]] || exit 1
elif ! is_current; then
  lock
  known_engine
  [[ -n "$engine" ]] || probe_engine
  is_current || compile
  unlock
fi

# NUKE passes over parameters that it does not know, and would run the default target.
if [[ "$engine" == Package && " $* " == *" --completion"[\ =]* ]]; then
  say "--completion is the embedded engine's: set NUKE_ENGINE=Embedded"
  exit 3
fi

exec "$dotnet" "$(assembly)" "$@"
