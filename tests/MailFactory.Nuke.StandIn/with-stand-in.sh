#!/usr/bin/env bash
# Runs a command in a home of its own, where the package feed has the stand-in for NUKE and all that is cached here:
#   with-stand-in.sh HOME COMMAND [ARGUMENT ...]        such as  with-stand-in.sh /tmp/nuke ./build.sh ListIsos
# The packages are those of the last compile of the stand-in: dotnet build tests/MailFactory.Nuke.StandIn/Components
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" >/dev/null && pwd -P)
home=$1
shift
cached=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
mkdir -p "$home/.nuget/NuGet" "$home/feed"
cp "$here"/bin/feed/Nuke.*.10.1.0.nupkg "$home/feed/"
# A newer stand-in has the same version: what was unpacked of an older one goes.
rm -rf "$home/packages/nuke.common" "$home/packages/nuke.components"

cat >"$home/.nuget/NuGet/NuGet.Config" <<CONFIG
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <clear />
    <add key="stand-in" value="$home/feed" />
    <add key="cached" value="$cached" />
  </packageSources>
  <packageSourceMapping>
    <packageSource key="stand-in"><package pattern="Nuke.*" /></packageSource>
    <packageSource key="cached"><package pattern="*" /></packageSource>
  </packageSourceMapping>
</configuration>
CONFIG

export HOME=$home DOTNET_CLI_HOME=$home NUGET_PACKAGES=$home/packages
unset NUGET_FALLBACK_PACKAGES RestoreConfigFile RestoreSources
exec "$@"
