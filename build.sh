#!/usr/bin/env bash
# Compiles the build in build/ if an input changed, and runs it: ./build.sh [target ...] [--parameter value ...]
# NUKE_ENGINE=Package|Embedded chooses the engine; otherwise the first run finds out and remembers.
set -euo pipefail

# .NET would take the next file that it opens for a standard stream that is closed.
[[ -e /dev/fd/0 ]] || exec </dev/null
[[ -e /dev/fd/1 ]] || exec >/dev/null
[[ -e /dev/fd/2 ]] || exec 2>/dev/null

script=${BASH_SOURCE[0]}
while [[ -L "$script" ]]; do
  link=$(readlink "$script")
  [[ "$link" == /* ]] || link="$(dirname -- "$script")/$link"
  script=$link
done
# With CDPATH set, cd goes elsewhere and prints where to.
root=$(CDPATH='' cd -- "$(dirname -- "$script")" && pwd -P)
state="$root/.nuke/temp"
project="$root/build/_build.csproj"
sdk=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json")

# NUKE's telemetry is on unless told otherwise, and on current SDKs it prints an exception at each target.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NUKE_TELEMETRY_OPTOUT=1
# The root is where this script is, wherever it is called from; relative paths in arguments stay the caller's.
export NUKE_ROOT="$root"

say() { printf 'build.sh: %s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 2
}

# Whether a switch of the build is among the arguments; the script itself understands no other.
is_given() {
  local name=$1 argument
  shift
  for argument in "$@"; do
    case "$argument" in
      --"$name" | -"$name" | --"$name"=[Tt]rue) return 0 ;;
    esac
  done
  return 1
}

# A run as root leaves files that the next one, as somebody else, cannot write.
require_writable() {
  local file owner
  mkdir -p "$state" 2>/dev/null || true
  for file in "$root/.nuke" "$root/.nuke/build.schema.json" "$state" "$state"/*; do
    if [[ -e "$file" && ! -w "$file" ]] && [[ -f "$file" || "$file" != "$state"/* ]]; then
      # shellcheck disable=SC2012
      owner=$(ls -ld -- "$file" | awk '{ print $3 }')
      [[ "$owner" == "$(id -un)" ]] || fail "cannot write $file, which belongs to $owner: $(give_back)"
      fail "cannot write $file: the checkout is read-only, and the build needs one that it may write"
    fi
  done
  [[ -d "$state" ]] || fail "cannot make $state"
}

give_back() { printf 'sudo chown -R %s %q/.nuke %q/build %q/src' "$(id -un)" "$root" "$root" "$root"; }

# Whether that dotnet has an SDK that global.json accepts; asked where a global.json of the caller's does not count.
fits() { [[ -x "$1" ]] && (cd -- "$root" && "$1" --version) >/dev/null 2>&1; }

candidates() {
  type -P dotnet || true
  printf '%s\n' "${DOTNET_INSTALL_DIR:-$state/dotnet}/dotnet" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"
}

find_sdk() {
  local candidate
  while IFS= read -r candidate; do
    if fits "$candidate"; then
      dotnet=$candidate
      printf '%s\n' "$dotnet" >"$state/dotnet-path"
      return
    fi
  done < <(candidates)
  return 1
}

require_sdk() {
  find_sdk && return
  install_package "$@" && find_sdk && return
  ! is_given offline "$@" || fail "no .NET SDK here fits global.json ($sdk), and with --offline none is fetched"
  fetch_sdk
  find_sdk || fail "the .NET SDK $sdk was fetched, but does not run here (see $state/dotnet-install.log)"
}

# The distro's own package, where the caller allows that and there is one.
install_package() {
  local package="dotnet-sdk-${sdk%%.*}.0" log="$state/dotnet-install.log" install=()
  [[ $EUID -eq 0 ]] && is_given setup "$@" && ! is_given offline "$@" || return 1
  if command -v apt-get; then
    apt-get -qq update && apt-cache show "$package" && install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "$package")
  elif command -v dnf; then
    dnf -q list --available "$package" && install=(dnf -q -y install "$package")
  fi >"$log" 2>&1
  ((${#install[@]} > 0)) || return 1
  say "no .NET SDK here fits global.json: installing the package $package"
  "${install[@]}" >>"$log" 2>&1
}

# As NUKE's bootstrapper does: the vendor's own script, the version of global.json.
fetch_sdk() {
  local url=${DOTNET_INSTALL_URL:-https://dot.net/v1/dotnet-install.sh} installer="$state/dotnet-install.sh" log="$state/dotnet-install.log"
  local folder=${DOTNET_INSTALL_DIR:-$state/dotnet}
  if command -v curl >/dev/null; then
    curl -fsSL --retry 2 --connect-timeout 20 --max-time 120 -o "$installer" "$url" 2>"$log"
  elif command -v wget >/dev/null; then
    wget -q -T 20 -t 3 -O "$installer" "$url" 2>"$log"
  else
    fail "no .NET SDK here fits global.json ($sdk), and there is neither curl nor wget to fetch it: install one of the three"
  fi || fail "no .NET SDK here fits global.json ($sdk), and $url cannot be fetched ($(tail -n 1 "$log")): install the SDK"
  say "no .NET SDK here fits global.json: fetching $sdk into $folder with $url, SHA-256 $(digest "$installer")"
  bash "$installer" --version "$sdk" --install-dir "$folder" --no-path >"$log" 2>&1 </dev/null ||
    fail "the .NET SDK $sdk could not be fetched: $(grep -v '^$' "$log" | tail -n 1) (all of it: $log)"
}

digest() { { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -d ' ' -f 1; }

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

# Only what the feed answered is remembered: a feed that cannot be asked today may have NUKE tomorrow.
probe_engine() {
  local log="$state/engine-probe.log"
  if ask_feed "$log"; then
    engine=Package reason='Nuke.Common can be restored; remembered in .nuke/temp/engine'
  elif [[ -n "$silent" ]]; then
    engine=Embedded reason="the package feed did not answer within ${NUKE_PROBE_SECONDS:-120} s, so the next run asks again"
  elif ! grep -q 'NU1301' "$log" && grep -Eq 'NU110[12]: .*Nuke\.Co' "$log"; then
    engine=Embedded reason='the package feed has no Nuke.Common; remembered in .nuke/temp/engine'
  elif grep -q 'NU1301' "$log"; then
    engine=Embedded reason="the package feed cannot be reached, so the next run asks again: $(first_error "$log")"
  else
    engine=Embedded reason="asking the package feed failed, so the next run asks again: $(first_error "$log")"
  fi
  [[ "$reason" != *remembered* ]] || printf '%s\n' "$engine" >"$state/engine"
}

first_error() { sed -n 's/^.*error \(NU[0-9]*: \)/\1/p; s/^.*error : //p' "$1" | sed 's/ \[[^[]*\]$//' | head -n 1 || true; }

# A proxy that swallows everything keeps NuGet busy for ten minutes. A feed that answers needs seconds, or a minute for the packages.
ask_feed() {
  local limit=${NUKE_PROBE_SECONDS:-120} start=$SECONDS told=$SECONDS
  silent=''
  # Whoever starts it for the first time waits for minutes on a slow host, and sees from the first second what for.
  [[ -d "$root/build/bin" ]] || say "first start: asking the package feed for Nuke.Common, then compiling the build"
  (cd -- "$root" && exec "$dotnet" restore "$project" -p:NukeEngine=Package --verbosity quiet -nodeReuse:false) >"$1" 2>&1 9>&- &
  asking=$!
  while kill -0 "$asking" 2>/dev/null; do
    if ((SECONDS - start >= limit)); then
      silent=yes
      stop_asking
      break
    fi
    if ((SECONDS - told >= 10)); then
      told=$SECONDS
      say "still asking the package feed for Nuke.Common ($((SECONDS - start)) s of at most $limit)"
    fi
    sleep 0.2
  done
  local answer=0
  wait "$asking" 2>/dev/null || answer=$?
  asking=''
  [[ -z "$silent" ]] && return "$answer"
}

stop_asking() {
  local _
  kill "$asking" 2>/dev/null || true
  for _ in {1..15}; do
    kill -0 "$asking" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -KILL "$asking" 2>/dev/null || true
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
  [[ -n "$engine" && -f "$(assembly)" && -f "$state/inputs-$engine" ]] || return 1
  current=$(fingerprint)
  [[ "$current" == "$(<"$state/inputs-$engine")" ]]
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
  holds_link=yes
}

unlock() {
  [[ -z "$holds_link" ]] || rm -f "$state/lock.pid"
  holds_link=''
  exec 9>&-
}

# What is left when the script ends early: a link that says it compiles, and a question to the feed.
tidy() {
  [[ -z "$holds_link" ]] || rm -f "$state/lock.pid"
  [[ -z "$asking" ]] || stop_asking
}

compile() {
  say "compiling the build, engine $engine ($reason)"
  rm -f "$state/inputs-$engine"
  current=$(fingerprint)
  # In the root, where a global.json of the caller's does not count.
  if ! (cd -- "$root" && exec "$dotnet" build "$project" -p:NukeEngine="$engine" -nodeReuse:false -p:UseSharedCompilation=false \
    -clp:NoSummary --verbosity quiet) >"$state/compile.log" 2>&1 9>&-; then
    grep -E '(^|[ :])error( |:)' "$state/compile.log" | awk '!seen[$0]++' >&2 || cat "$state/compile.log" >&2
    local strange
    strange=$(find "$root"/{build,src} ! -user "$(id -u)" | head -n 1 || true)
    [[ -z "$strange" || $EUID -eq 0 ]] || say "$strange belongs to somebody else: $(give_back)"
    fail "the build does not compile"
  fi
  [[ -f "$(assembly)" ]] || fail "the build compiles, but not to $(assembly)"
  printf '%s\n' "$current" >"$state/inputs-$engine"
}

require_writable
known_engine
asking='' holds_link=''
# The dotnet that compiled also runs what it compiled.
dotnet=$(cat "$state/dotnet-path" 2>/dev/null || true)
# Completion answers while somebody types: with the build that is there, or not at all.
if [[ "${1:-}" == --shell-completion ]]; then
  [[ -n "$engine" && -f "$(assembly)" && -x "$dotnet" ]] || exit 1
elif ! is_current || [[ ! -x "$dotnet" ]]; then
  lock
  trap tidy EXIT
  known_engine
  require_sdk "$@"
  [[ -n "$engine" ]] || probe_engine
  is_current || compile
  unlock
  trap - EXIT
fi

# What the build starts by the name of dotnet is the same one.
if [[ "$(type -P dotnet)" != "$dotnet" ]]; then
  DOTNET_ROOT=$(dirname -- "$dotnet")
  export DOTNET_ROOT PATH="$DOTNET_ROOT:$PATH"
fi

exec "$dotnet" "$(assembly)" "$@"
