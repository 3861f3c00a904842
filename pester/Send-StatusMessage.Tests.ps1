BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS, $env:SLACK_TOKEN, $env:SLACK_CHANNEL
    $env:SLACK_TOKEN = $env:SLACK_CHANNEL = $null
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS, $env:SLACK_TOKEN, $env:SLACK_CHANNEL = $earlier }

Describe 'Send-StatusMessage' {
    It 'writes to the log where messages are off' {
        $sent = Send-StatusMessage 'Hive is being serviced.' -Severity Warning -WarningVariable warnings -WarningAction SilentlyContinue
        $sent.State | Should -Be 'Sent'
        $sent.Kind | Should -Be 'free'
        $warnings | Should -Match 'went to the log'
        Get-ChildItem "$($lab.Path)/CBI_FastStore/Iana/bot_logs" -File | Get-Content -Raw | Should -Match 'Hive is being serviced'
    }

    It 'sends into the threads of datasets' {
        $datasets = Get-Dataset -NeedsAttention
        $sent = $datasets | Send-StatusMessage 'Looked at.' -WarningAction SilentlyContinue
        $sent.Id | Should -Be $datasets.Id
    }

    It 'changes nothing under -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Send-StatusMessage 'hello' -WhatIf | Should -BeNullOrEmpty
        Get-Dataset | Send-StatusMessage 'hello' -WhatIf | Should -BeNullOrEmpty
        Send-StatusMessage -Pending -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'counts what it delivers' {
        $result = Send-StatusMessage -Pending
        $result.Sent | Should -Be 0
        $result.Waiting | Should -Be 0
    }

    It 'posts no test where messages are off' {
        { Send-StatusMessage -Test -ErrorAction Stop } | Should -Throw -ErrorId 'MessagesOff,*'
    }

    It 'keeps a message until Slack is configured' {
        $path = Join-Path $TestDrive unconfigured
        $null = New-DemoLab $path
        $env:MICROSTATUS_SETTINGS = $path
        try {
            $null = Invoke-StatusCheck
            (Get-Content "$path/microstatus.json" -Raw) -replace '"MessagesEnabled": false', '"MessagesEnabled": true' | Set-Content "$path/microstatus.json"
            { Send-StatusMessage -Test -ErrorAction Stop } | Should -Throw -ErrorId 'SlackNotConfigured,*'
            $message = Send-StatusMessage 'hello' -ErrorAction SilentlyContinue -ErrorVariable failures
            $message.State | Should -Be 'Pending'
            $failures.FullyQualifiedErrorId | Should -BeLike 'SlackNotConfigured,*'
        }
        finally { $env:MICROSTATUS_SETTINGS = $lab.Path }
    }

    It 'says nothing in Observe mode' {
        Disable-StatusCheck -Confirm:$false | Out-Null
        try { { Send-StatusMessage 'hello' -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,*' }
        finally { Enable-StatusCheck -Force -Confirm:$false | Out-Null }
    }
}
