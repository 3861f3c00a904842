BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $dataset = Get-Dataset | Where-Object { $_.Name -notmatch 'demo|test' } | Select-Object -First 1
    $entry = '{0}.moved-{1:d5}-20260901000000' -f ($dataset.Path -replace '/CBI_FastStore/Acquire/', '/CBI_FastStore/trash/autodelete/'), $dataset.Id
    $null = New-Item (Split-Path $entry) -ItemType Directory -Force
    Move-Item -LiteralPath $dataset.Path $entry
    $null = New-Item "$entry.trash_moved_at"
    $before = (Get-FolderPrint $entry) -replace [regex]::Escape($entry), ''
    Set-Dataset -Id $dataset.Id -Moved $true -PathOnHive ($dataset.Path -replace '/CBI_FastStore/', '/h20/') -Force -Confirm:$false
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

    It 'copies a dataset back from Hive when the trash is empty, with every byte of it' {
        Skip-WithoutRclone
        $place = $dataset.Path
        $copy = $place -replace '/CBI_FastStore/', '/h20/'
        $null = New-Item (Split-Path $copy) -ItemType Directory -Force
        Move-Item -LiteralPath $place $copy
        Set-Dataset -Id $dataset.Id -Moved $true -PathOnHive $copy -Force -Confirm:$false
        $files = (Get-ChildItem $copy -Recurse -File -Force | Get-FileHash).Hash
        $restored = Restore-Dataset $dataset.Id -PollInterval 00:00:01 -Confirm:$false
        $restored.Path | Should -Be $place
        $restored.IsDone | Should -BeTrue
        (Get-ChildItem $place -Recurse -File -Force | Get-FileHash).Hash | Should -Be $files
        (Get-ChildItem $copy -Recurse -File -Force | Get-FileHash).Hash | Should -Be $files
        $row = Get-Dataset -Id $dataset.Id
        $row.Moved | Should -BeFalse
        $row.PathOnHive | Should -BeNullOrEmpty
        (Get-DatasetEvent -Id $dataset.Id -Kind move).Why | Should -BeLike "*stays at $copy.*"
    }
}
