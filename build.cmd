:; exec "$(dirname "$(readlink -f "$0")")/build.sh" "$@"

@ECHO OFF
SETLOCAL
SET NUKE_ROOT=%~dp0.
SET NUKE_TELEMETRY_OPTOUT=1
IF NOT "%NUKE_ENGINE%"=="" SET "NukeEngine=%NUKE_ENGINE%"
dotnet run --project "%~dp0build\_build.csproj" -- %*
