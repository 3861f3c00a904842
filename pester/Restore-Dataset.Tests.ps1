BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $dataset = Get-Dataset | Select-Object -First 1
    $storage = (Get-StatusSettings).Settings.Storage.FastStore
    $relative = $dataset.Path.Substring($storage.AcquirePath.Length + 1)
    $entry = '{0}/{1}.moved-{2:d5}-20260901000000' -f $storage.TrashPath, $relative, $dataset.Id
    $null = New-Item (Split-Path $entry) -ItemType Directory -Force
    Move-Item -LiteralPath $dataset.Path $entry
    $null = New-Item "$entry.trash_moved_at"
    $before = (Get-FolderPrint $entry) -replace [regex]::Escape($entry), ''
    Set-Dataset $dataset.Id -Moved -Confirm:$false
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Restore-Dataset' {
    It 'changes nothing with -WhatIf' {
        $print = Get-FolderPrint $lab.Path
        Restore-Dataset $dataset.Id -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $print
    }

    It 'brings a dataset back as it was' {
        (Restore-Dataset $dataset.Id -Confirm:$false).Path | Should -Be $dataset.Path
        (Get-FolderPrint $dataset.Path) -replace [regex]::Escape($dataset.Path), '' | Should -Be $before
        (Get-Dataset -Id $dataset.Id).Moved | Should -BeFalse
        "$entry.trash_moved_at" | Should -Not -Exist
    }

    It 'refuses a dataset that is not moved' {
        { Restore-Dataset $dataset.Id -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotMoved,MicroStatus.Trash.RestoreDatasetCommand'
    }
}
