# Dot-sourced by the test files of moves, after TestLab.ps1: a demo lab with a dataset that may move, and a copy as slow as a test needs.

# Makes a demo lab in which one dataset has been imaged and processed, and gives that dataset.
function New-MoveLab([string] $Name) {
    $script:lab = New-TestLab $Name
    $null = Invoke-StatusCheck -Step Storage, Acquisition # what is being processed does not move
    Set-Dataset CE5_retina_stack1 -ProcessingStatus Finished -Force -PassThru
}

# Lets a copy take many seconds, or go at full speed again.
function Set-CopySpeed([switch] $Slow) {
    $file = Join-Path $script:lab.Path microstatus.local.json
    if ($Slow) { '{ "Moves": { "CopyCommand": ["rclone", "--bwlimit", "1k"] } }' | Set-Content $file } else { Remove-Item $file }
}

# Waits for what a job in the background does.
function Wait-Until([scriptblock] $Condition) {
    $deadline = [DateTime]::UtcNow.AddSeconds(60)
    while (-not (& $Condition) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 100 }
    & $Condition | Should -BeTrue -Because 'it was waited for'
}

# Copies are made by rclone.
function Skip-WithoutRclone {
    if (-not (Get-Command rclone -CommandType Application -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'rclone is not on this machine' }
}
