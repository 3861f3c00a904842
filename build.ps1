#!/usr/bin/env pwsh
#Requires -Version 7.6
<#
.SYNOPSIS
    Builds, tests or packs MicroStatus.

.DESCRIPTION
    A thin front for the targets that `dotnet build` and `dotnet test` run anyway.

    Build   builds the solution; leaves the module in out/MicroStatus/ and the shell in out/shell/
    Test    builds, then runs the suites, and the Pester files where Pester 5 is installed
    Pack    builds in Release and packs the module into out/MicroStatus-<version>.zip

.PARAMETER Task
    One or more of Build, Test and Pack, carried out in the order given.

.PARAMETER Configuration
    Debug or Release. Pack always uses Release.

.EXAMPLE
    ./build.ps1
    Builds.

.EXAMPLE
    ./build.ps1 -Task Test, Pack
    Runs every test, then packs.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$solution = Join-Path $PSScriptRoot 'MicroStatus.sln'
$module = Join-Path $PSScriptRoot 'out/MicroStatus'

function Invoke-Build([string] $With) {
    dotnet build $solution --configuration $With
}

function Invoke-Test {
    Invoke-Build $Configuration
    dotnet test $solution --configuration $Configuration --no-build

    $files = Join-Path $PSScriptRoot 'pester'
    $pester = Get-Module -Name Pester -ListAvailable | Where-Object Version -ge '5.0' | Sort-Object Version -Descending | Select-Object -First 1
    if (-not $pester) {
        Write-Warning 'Pester 5 is not installed: its tests were left out.'
    }
    elseif (-not (Get-ChildItem -Path $files -Filter '*.Tests.ps1' -Recurse -ErrorAction Ignore)) {
        Write-Warning "There are no Pester files in $files."
    }
    else {
        # In a session of its own: an assembly that is loaded once stays until the process ends.
        $run = "Import-Module '$($pester.Path)'; " +
            "`$c = New-PesterConfiguration; `$c.Run.Path = '$files'; `$c.Run.Exit = `$true; `$c.Filter.ExcludeTag = 'Live'; Invoke-Pester -Configuration `$c"
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $run
    }
}

function Invoke-Pack {
    Invoke-Build 'Release'
    $version = (Import-PowerShellDataFile (Join-Path $module 'MicroStatus.psd1')).ModuleVersion
    $package = Join-Path $PSScriptRoot "out/MicroStatus-$version.zip"

    # As Install-PSResource lays a module out: the archive is unpacked into any folder of PSModulePath.
    $layout = Join-Path $PSScriptRoot 'out/obj/Package'
    Remove-Item $layout -Recurse -Force -ErrorAction Ignore
    $target = New-Item -ItemType Directory -Path (Join-Path $layout "MicroStatus/$version")
    Copy-Item (Join-Path $module '*') $target -Recurse
    Compress-Archive -Path (Join-Path $layout 'MicroStatus') -DestinationPath $package -Force
    Get-Item $package
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-Build $Configuration }
        'Test' { Invoke-Test }
        'Pack' { Invoke-Pack }
    }
}
