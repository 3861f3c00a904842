BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $null = Step-DemoLab $lab.Path -Count 2 | Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Send-StatusSummary' {
    It 'shows the summary under -WhatIf and changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $summary = Send-StatusSummary -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $before
        $summary.Waiting.Name | Sort-Object | Should -Be ((Get-Dataset -NeedsAttention).Name | Sort-Object)
        $summary.Imaging.Name | Sort-Object | Should -Be ((Get-Dataset -ImagingStatus InProgress -OnFastStore).Name | Sort-Object)
        $summary.Text.Length | Should -BeLessOrEqual 3000
        $summary | Out-String | Should -Match 'Waiting for a person: \d'
    }

    It 'goes through the outbox, beside the one of the day' {
        $before = @(Get-StatusMessage -Kind daily-summary).Count
        $summary = Send-StatusSummary -PassThru -WarningAction SilentlyContinue
        $messages = @(Get-StatusMessage -Kind daily-summary)
        $messages.Count | Should -Be ($before + 1)
        $messages[-1].Text | Should -Be $summary.Text
        $messages[-1].State | Should -Be 'Sent'
    }

    It 'gives nothing without -PassThru' {
        Send-StatusSummary -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'leads to the datasets that wait' {
        (Send-StatusSummary -WhatIf).Waiting | Get-Dataset | ForEach-Object NeedsAttention | Sort-Object -Unique | Should -Be $true
    }

    It 'refuses a moment in the future' {
        { Send-StatusSummary -Since $lab.Now.AddDays(9) -ErrorAction Stop } | Should -Throw -ErrorId 'SummaryPeriodEmpty,*'
    }
}
