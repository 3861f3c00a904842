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

Describe 'Clear-DatasetTrash' {
    It 'leaves what is not due' {
        Clear-DatasetTrash -Confirm:$false | Should -BeNullOrEmpty
        $entry | Should -Exist
    }

    It 'deletes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Clear-DatasetTrash -Emergency -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'asks before it deletes, unless told not to' {
        $attribute = (Get-Command Clear-DatasetTrash).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'deletes what may go and says what that freed' {
        $removal = Get-DatasetTrash | Clear-DatasetTrash -Emergency -Confirm:$false
        $removal.IsGone | Should -BeTrue
        $entry | Should -Not -Exist
        "$entry.trash_moved_at" | Should -Not -Exist
    }
}
