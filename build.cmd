:; exec "$(dirname "$(readlink -f "$0")")/build.sh" "$@"

@ECHO OFF
SETLOCAL
SET NUKE_ROOT=%~dp0.
SET NUKE_TELEMETRY_OPTOUT=1
IF NOT "%NUKE_ENGINE%"=="" SET "NukeEngine=%NUKE_ENGINE%"
IF "%DOTNET_INSTALL_DIR%"=="" SET "DOTNET_INSTALL_DIR=%~dp0.nuke\temp\dotnet"
SET DOTNET=dotnet
PUSHD "%~dp0"
"%DOTNET%" --version >NUL 2>&1 || SET "DOTNET=%DOTNET_INSTALL_DIR%\dotnet.exe"
"%DOTNET%" --version >NUL 2>&1 || powershell -NoProfile -ExecutionPolicy Bypass -File build\fetch-sdk.ps1 %* || EXIT /B 2
POPD
"%DOTNET%" run --project "%~dp0build\_build.csproj" -- %*
