# Dot-sourced by the test files: imports the module under test, and makes demo labs.
# The module is $env:MICROSTATUS_MODULE, or the one that the build staged, or the one that is installed.

function Import-TestedModule {
    $staged = Join-Path $PSScriptRoot '../out/MicroStatus'
    $module = if ($env:MICROSTATUS_MODULE) { $env:MICROSTATUS_MODULE } elseif (Test-Path $staged) { $staged } else { 'MicroStatus' }
    Import-Module $module -Force -Global -ErrorAction Stop
}

# Makes a demo lab and lets every cmdlet of the session use it.
function New-TestLab([string] $Name) {
    $path = Join-Path $TestDrive $Name
    $lab = New-DemoLab $path
    $env:MICROSTATUS_SETTINGS = $path
    $lab
}

# Every file below a folder with its content's hash and its time.
function Get-FolderPrint([string] $Path) {
    Get-ChildItem $Path -Recurse -Force | Sort-Object FullName | ForEach-Object {
        $hash = if ($_ -is [IO.FileInfo]) { (Get-FileHash -LiteralPath $_.FullName).Hash }
        '{0}|{1}|{2:o}' -f $_.FullName, $hash, $_.LastWriteTimeUtc
    }
}

# Waits until the jobs of this machine are over; those of the demo lab's played clusters go on.
function Wait-LabJob {
    while (Get-ClusterJob | Where-Object { $_.IsLive -and $_.Id -notlike 'demo-*' }) { Start-Sleep -Milliseconds 100 }
}

# What Tab offers at the end of a line.
function Get-Offer([string] $Line) {
    (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
}
