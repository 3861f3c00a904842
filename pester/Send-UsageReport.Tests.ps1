BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $null = Step-DemoLab $lab.Path -Count 3 | Invoke-StatusCheck
    $dataset = Get-Dataset -Modality mesospim -ImagingStatus Finished -OnFastStore | Where-Object { $_.Pi -and $_.InstrumentId } | Select-Object -First 1
    $logs = (Get-StatusSettings Usage:TransmitLogFolder).Value
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Send-UsageReport' {
    It 'posts nothing while reports are off' {
        { Send-UsageReport -Id $dataset.Id -ErrorAction Stop } | Should -Throw -ErrorId 'UsageOff,MicroStatus.Usage.SendUsageReportCommand'
        (Get-Dataset -Id $dataset.Id).UsageReported | Should -BeFalse
    }

    It 'changes nothing with -WhatIf' {
        Wait-LabJob
        $print = Get-FolderPrint $lab.Path
        Send-UsageReport -Id $dataset.Id -WhatIf
        Send-UsageReport -Id $dataset.Id -Test -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $print
    }

    It 'fails on purpose with -Test, and tells that no mail was sent' {
        $result = Send-UsageReport -Id $dataset.Id -Test -WarningVariable warnings -WarningAction SilentlyContinue
        $result.IsTest | Should -BeTrue
        $result.IsPosted | Should -BeFalse
        "$($result.RecordId)" | Should -Match '^\d{20}$'
        $result | Out-String | Should -Match 'test'
        $warnings -join ' ' | Should -Match 'SCHEDULER_EMAIL_SENDER'
        $lines = Get-ChildItem $logs -Recurse -File | Get-Content
        $lines.Count | Should -Be 2
        $lines[0] | Should -Match ' - ERROR: TRANSMIT FAILED: \{"RECORD_ID":\d{20},'
        @(Get-StatusMessage -Kind usage-not-reported).Count | Should -Be 1
        (Get-Dataset -Id $dataset.Id).UsageRecordId | Should -BeNullOrEmpty
    }

    It 'refuses a dataset whose imaging is not finished' {
        $other = Get-Dataset -ImagingStatus NeedsAttention | Select-Object -First 1
        { Send-UsageReport -Id $other.Id -Test -ErrorAction Stop } | Should -Throw -ErrorId 'UsageReportRefused,MicroStatus.Usage.SendUsageReportCommand'
    }

    It 'offers names' {
        Get-Offer 'Send-UsageReport ' | Should -Contain $dataset.Name
    }
}
