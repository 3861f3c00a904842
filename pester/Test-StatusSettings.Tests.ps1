BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS, $env:SLACK_TOKEN, $env:SLACK_CHANNEL
    $env:SLACK_TOKEN = $env:SLACK_CHANNEL = $null
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS, $env:SLACK_TOKEN, $env:SLACK_CHANNEL = $earlier }

Describe 'Test-StatusSettings' {
    It 'passes a demo lab, and changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $checks = Test-StatusSettings
        Get-FolderPrint $lab.Path | Should -Be $before
        $checks.Category | Select-Object -Unique | Should -Be 'Storage', 'Slack'
        $checks.Outcome | Should -Not -Contain 'Failed'
        Test-StatusSettings -Quiet | Should -BeTrue
    }

    It 'says what is wrong with a store that is away' {
        Rename-Item "$($lab.Path)/h20" away
        try {
            Test-StatusSettings -Quiet | Should -BeFalse
            $hive = Test-StatusSettings Storage | Where-Object Check -eq 'Hive present'
            $hive.Outcome | Should -Be 'Failed'
            $hive.RecommendedAction | Should -Match 'Mount Hive'
        }
        finally { Rename-Item "$($lab.Path)/away" h20 }
    }

    It 'says what is missing for Slack' {
        $path = Join-Path $TestDrive unconfigured
        $null = New-DemoLab $path
        (Get-Content "$path/microstatus.json" -Raw) -replace '"MessagesEnabled": false', '"MessagesEnabled": true' | Set-Content "$path/microstatus.json"
        $checks = Test-StatusSettings -Category Slack -SettingsPath $path
        $checks[0].Outcome | Should -Be 'Failed'
        $checks[0].Message | Should -Match 'SLACK_TOKEN'
        $checks[1..9].Outcome | Sort-Object -Unique | Should -Be 'Skipped'
    }

    It 'shows no token' {
        $path = Join-Path $TestDrive token
        $null = New-DemoLab $path
        'SLACK_TOKEN=xoxb-secret-of-the-lab', 'SLACK_CHANNEL=C0123456789' | Set-Content "$path/.env"
        # Nothing answers there.
        (Get-Content "$path/microstatus.json" -Raw) -replace '"MessagesEnabled": false', '"MessagesEnabled": true, "SlackAddress": "http://127.0.0.1:9/api/"' |
            Set-Content "$path/microstatus.json"
        $checks = Test-StatusSettings -Category Slack -SettingsPath $path -Verbose 4>&1
        ($checks | Where-Object Check -eq 'address reachable').Outcome | Should -Be 'Failed'
        $checks | Format-List * | Out-String -Width 500 | Should -Not -Match 'secret-of-the-lab'
    }

    It 'shows a table of 80 columns' {
        $text = Test-StatusSettings | Out-String -Width 80
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}
