BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $entry = Join-Path $lab.Path 'CBI_FastStore/trash/autodelete/RSCM/a/5CL18/x_stack1/405.channel-00001-20260901000000'
    $null = New-Item $entry -ItemType Directory -Force
    Set-Content (Join-Path $entry 'a.tif') 'x'
    $null = New-Item "$entry.trash_moved_at"
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-DatasetTrash' {
    It 'shows entries and when they are due' {
        $found = Get-DatasetTrash
        $found.Path | Should -Be $entry
        $found.Kind | Should -Be 'channel'
        $found.MayGo | Should -BeFalse
        $found.Due | Should -Be $found.MovedAt.AddDays(3)
    }

    It 'decides as in an emergency when asked to' {
        (Get-DatasetTrash -Emergency -Explain -Size).MayGo | Should -BeTrue
    }

    It 'changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $null = Get-DatasetTrash -Explain -Size
        Get-FolderPrint $lab.Path | Should -Be $before
    }
}
