BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Step-DemoLab' {
    BeforeEach { $lab = New-TestLab ([guid]::NewGuid()) }

    It 'lets a quarter of an hour pass in the lab of the session' {
        $stepped = Step-DemoLab
        $stepped.Path | Should -Be $lab.Path
        $stepped.Step | Should -Be 1
        ($stepped.Now - $lab.Now).TotalMinutes | Should -BeGreaterOrEqual 14.9
    }

    It 'shows the lab after each of several steps' {
        (Step-DemoLab $lab.Path -Minutes 5 -Count 3).Step | Should -Be 1, 2, 3
    }

    It 'lets each step be checked before the next one is taken' {
        $null = $lab | Invoke-StatusCheck
        $reports = Step-DemoLab $lab.Path -Count 3 | Invoke-StatusCheck
        ($reports[1].Started - $reports[0].Started).TotalMinutes | Should -BeGreaterOrEqual 14.9
        ($reports[2].Started - $reports[1].Started).TotalMinutes | Should -BeGreaterOrEqual 14.9
    }

    It 'writes what the microscopes would have written' {
        $before = (Get-ChildItem $lab.Path -Recurse -File).Count
        $null = Step-DemoLab
        (Get-ChildItem $lab.Path -Recurse -File).Count | Should -BeGreaterThan $before
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Step-DemoLab -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'refuses a folder that is no demo lab' {
        { Step-DemoLab $TestDrive } | Should -Throw -ErrorId 'NotADemoLab,MicroStatus.Acquisition.StepDemoLabCommand'
    }

    It 'refuses a step of no time' {
        { Step-DemoLab -Minutes 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,MicroStatus.Acquisition.StepDemoLabCommand'
    }
}
