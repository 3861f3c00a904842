BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-StatusSettings' {
    It 'tells value, default and source' {
        $setting = Get-StatusSettings Database:Path
        $setting.Source | Should -Be $lab.SettingsPath
        $setting.Value | Should -BeLike "$($lab.Path)*"
        (Get-StatusSettings Rscm:QuietTime).Source | Should -Be 'default'
    }

    It 'finds by wildcard, in any case' {
        $found = Get-StatusSettings rscm:*time*
        $found.Name | Should -Contain 'Rscm:QuietTime'
        $found.Name | Where-Object { $_ -notlike 'Rscm:*time*' } | Should -BeNullOrEmpty
    }

    It 'gives an error for a name that is no setting' {
        { Get-StatusSettings Rscm:Quiet -ErrorAction Stop } |
            Should -Throw -ErrorId 'SettingNotFound,MicroStatus.Configuration.GetStatusSettingsCommand'
    }

    It 'lets an environment variable win, and says so' {
        $env:MICROSTATUS__RSCM__QUIETTIME = '00:11:00'
        try {
            $setting = Get-StatusSettings Rscm:QuietTime
            "$($setting.Value)" | Should -Be '00:11:00'
            $setting.Source | Should -BeLike '*MICROSTATUS__RSCM__QUIETTIME*'
        }
        finally { $env:MICROSTATUS__RSCM__QUIETTIME = $null }
    }

    It 'never shows a secret' {
        $env:SLACK_TOKEN = 'xoxb-of-a-test'
        try {
            $text = Get-StatusSettings | Format-List * | Out-String
            $text | Should -Match '\*\*\*'
            $text | Should -Not -Match 'xoxb-of-a-test'
        }
        finally { $env:SLACK_TOKEN = $null }
    }

    It 'lists every mistake of a file in one error' {
        $file = Join-Path $TestDrive bad.json
        '{ "rscm": { "quietTime": "soon", "quietTme": "00:01:00" } }' | Set-Content $file
        { Get-StatusSettings -SettingsPath $file } | Should -Throw -ErrorId 'SettingsInvalid,MicroStatus.Configuration.GetStatusSettingsCommand' -PassThru |
            ForEach-Object { "$_" } | Should -Match '(?s)soon.*quietTme|quietTme.*soon'
    }

    It 'offers names' {
        Get-Offer 'Get-StatusSettings Rscm:Qu' | Should -Be 'Rscm:QuietTime'
    }
}
