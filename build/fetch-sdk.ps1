# Fetches the .NET SDK that global.json names into DOTNET_INSTALL_DIR by the vendor's script; the Windows half of build.cmd calls it
# when no SDK here fits. Its arguments are the build's.
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$version = (Get-Content (Join-Path $root 'global.json') -Raw | ConvertFrom-Json).sdk.version
if ($args -match '^--?offline(=true)?$') {
    [Console]::Error.WriteLine("build.cmd: no .NET SDK here fits global.json ($version), and with --offline none is fetched")
    exit 2
}

try {
    $url = if ($env:DOTNET_INSTALL_URL) { $env:DOTNET_INSTALL_URL } else { 'https://dot.net/v1/dotnet-install.ps1' }
    $folder = New-Item -ItemType Directory -Force ([IO.Path]::Combine($root, '.nuke', 'temp'))
    $installer = Join-Path $folder 'dotnet-install.ps1'
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    Invoke-WebRequest $url -UseBasicParsing -OutFile $installer
    $digest = (Get-FileHash $installer -Algorithm SHA256).Hash.ToLowerInvariant()
    $what = "fetching $version into $env:DOTNET_INSTALL_DIR with $url, SHA-256 $digest"
    [Console]::Error.WriteLine("build.cmd: no .NET SDK here fits global.json: $what")
    & $installer -Version $version -InstallDir $env:DOTNET_INSTALL_DIR -NoPath | Out-File (Join-Path $folder 'dotnet-install.log')
}
catch {
    [Console]::Error.WriteLine("build.cmd: the .NET SDK $version could not be fetched: $($_.Exception.Message)")
    exit 2
}
