BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $null = Step-DemoLab | Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-DatasetEvent' {
    It 'tells a history from its beginning' {
        $events = Get-Dataset M7_spleen_stack1 | Get-DatasetEvent
        $events[0].Kind | Should -Be 'registered'
        $events.Kind | Should -Contain 'attention'
        $events.Time | Should -Be ($events.Time | Sort-Object)
        $events.Name | Select-Object -Unique | Should -Be 'M7_spleen_stack1'
    }

    It 'finds by <What>' -ForEach @(
        @{ What = 'id'; Find = { Get-DatasetEvent -Id 3 }; Holds = { $_.Id -eq 3 } }
        @{ What = 'piped id'; Find = { 3 | Get-DatasetEvent }; Holds = { $_.Id -eq 3 } }
        @{ What = 'name'; Find = { Get-DatasetEvent m7* }; Holds = { $_.Name -like 'm7*' } }
        @{ What = 'kind'; Find = { Get-DatasetEvent -Kind att*, reg* }; Holds = { $_.Kind -in 'attention', 'registered' } }
    ) {
        $found = @(& $Find)
        $found.Count | Should -BeGreaterThan 0
        $found.EventId | Should -Be @(Get-DatasetEvent | Where-Object $Holds).EventId
        $found.Count | Should -BeLessThan @(Get-DatasetEvent).Count
    }

    It 'finds by time' {
        $second = Get-DatasetEvent -Since $lab.Now.AddMinutes(10)
        $second.Kind | Should -Contain 'attention'
        $second.Kind | Should -Not -Contain 'registered'
    }

    It 'finds the newest ones' {
        (Get-DatasetEvent -Last 3).EventId | Should -Be @(Get-DatasetEvent)[-3..-1].EventId
        (Get-Dataset m7* | Get-DatasetEvent -Last 1).EventId | Should -Be @(Get-DatasetEvent m7*)[-1].EventId
        { Get-DatasetEvent -Last 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,MicroStatus.Datasets.GetDatasetEventCommand'
    }

    It 'shows what changed and why in a table of 80 columns' {
        $text = Get-DatasetEvent -Kind registered | Select-Object -First 1 | Out-String -Width 80
        $text | Should -Match 'Change'
        ($lines = Get-DatasetEvent M7* -Kind attention | Out-String -Width 80) | Should -Match '- -> broken-file\.'
        $lines | Should -Match 'Broken'
    }

    It 'offers kinds and names' {
        Get-Offer 'Get-DatasetEvent -Kind re' | Should -Be 'registered', 'removed', 'renamed', 'repaired', 'restored'
        Get-Offer 'Get-DatasetEvent DU' | Should -Be 'DU3_heart'
    }
}
