:; exec "$(cd "$(dirname "$0")" && pwd)/build.sh" "$@"

@ECHO OFF
SET NUKE_ROOT=%~dp0.
dotnet run --project "%~dp0build\_build.csproj" -- %*
