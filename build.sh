#!/usr/bin/env bash
# Compiles the build in build/ if an input changed, and runs it: ./build.sh [target ...] [--parameter value ...]
# NUKE_ENGINE=Package|Embedded chooses the engine; otherwise the first run finds out and remembers.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
state="$root/.nuke/temp"
project="$root/build/_build.csproj"
assembly="$root/build/bin/Debug/net10.0/_build.dll"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The root is where this script is, wherever it is called from; relative paths in arguments stay the caller's.
export NUKE_ROOT="$root"

say() { printf 'build.sh: %s\n' "$*" >&2; }

find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet"; do
    if [[ -x "$candidate" ]]; then
      printf '%s' "$candidate"
      return
    fi
  done
  say "no dotnet found: install the .NET SDK $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json") or newer (global.json)"
  exit 2
}

# Name, time and size of every input, so that touched, added and deleted files are noticed.
fingerprint() {
  local inputs=("$root/build" "$root/src" "$root/global.json" "$root/.editorconfig" "$root/BannedSymbols.txt")
  local file
  for file in "$root"/Directory.* "$root"/nuget.config "$root"/NuGet.Config; do
    [[ ! -e "$file" ]] || inputs+=("$file")
  done
  printf '%s\n' "$1" "$root"
  if find "$root/global.json" -printf '' 2>/dev/null; then
    find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -type f -printf '%p %T@ %s\n' | LC_ALL=C sort
  else
    find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -type f -exec stat -f '%N %Fm %z' {} + | LC_ALL=C sort
  fi
}

choose_engine() {
  if [[ -n "${NUKE_ENGINE:-}" ]]; then
    case "$NUKE_ENGINE" in
      Package | Embedded) engine=$NUKE_ENGINE ;;
      *) say "NUKE_ENGINE is '$NUKE_ENGINE', expected Package or Embedded"; exit 3 ;;
    esac
  elif [[ -s "$state/engine" ]]; then
    engine=$(<"$state/engine")
  elif "$dotnet" restore "$project" -p:NukeEngine=Package --verbosity quiet >"$state/engine-probe.log" 2>&1; then
    engine=Package
    say "engine: Package (Nuke.Common can be restored); remembered in .nuke/temp/engine"
    printf '%s\n' "$engine" >"$state/engine"
  else
    engine=Embedded
    say "engine: Embedded (Nuke.Common cannot be restored here); remembered in .nuke/temp/engine"
    printf '%s\n' "$engine" >"$state/engine"
  fi
}

compile() {
  say "compiling the build"
  rm -f "$state/inputs"
  if ! "$dotnet" build "$project" -p:NukeEngine="$engine" -nodeReuse:false -p:UseSharedCompilation=false \
    -clp:NoSummary --verbosity quiet >"$state/compile.log" 2>&1; then
    grep -E '(error|warning) [A-Z]+[0-9]+' "$state/compile.log" | sort -u >&2 || cat "$state/compile.log" >&2
    say "the build does not compile"
    exit 2
  fi
}

dotnet=$(find_dotnet)
mkdir -p "$state"
choose_engine
current=$(fingerprint "$engine")
if [[ ! -f "$assembly" || ! -f "$state/inputs" || "$current" != "$(<"$state/inputs")" ]]; then
  compile
  printf '%s\n' "$current" >"$state/inputs"
fi

exec "$dotnet" "$assembly" "$@"
