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

    It 'lets the played clusters process what was imaged' {
        $null = $lab | Invoke-StatusCheck
        $null = Step-DemoLab -Count 3 | Invoke-StatusCheck
        (Get-ClusterJob).Name | Should -Contain 'DASK_SCHED'
        (Get-Dataset WK2_femur).ProcessingStatusText | Should -Be 'finished'
        (Test-ImarisFile (Get-Dataset WK2_femur).ImarisFilePath).Opens | Should -BeTrue
    }

    It 'cancels a job of a played cluster' {
        $null = $lab | Invoke-StatusCheck
        $null = Step-DemoLab
        Stop-ClusterJob demo-RSCM_Listen -Confirm:$false
        (Get-ClusterJob).Name | Should -Not -Contain 'RSCM_Listen'
    }

    It 'remembers what is to go wrong until it is taken back' {
        $faults = (Step-DemoLab -Stage Stitching -Fault Fail -Name CE5*).Faults
        "$($faults.Stage) $($faults.Fault) $($faults.Name)" | Should -Be 'Stitching Fail CE5*'
        @((Step-DemoLab).Faults).Count | Should -Be 1
        @((Step-DemoLab -Fault None).Faults).Count | Should -Be 0
    }

    It 'fails a stage with a message and a next step' {
        $null = $lab | Invoke-StatusCheck
        $null = Step-DemoLab -Stage Stitching -Fault Fail -Name CE5* -Count 2 | Invoke-StatusCheck
        (Get-StatusMessage -Kind stitching-failed).Text | Should -BeLike '*CE5_retina_stack1*Start-DatasetProcessing -Force*'
    }

    It 'shows with -WhatIf what would go wrong' {
        $before = Get-FolderPrint $lab.Path
        Step-DemoLab -Stage Stitching -Fault Stall -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'refuses <Arguments>' -ForEach @(
        @{ Arguments = '-Fault Fail'; ErrorId = 'DemoFaultWithoutStage' }
        @{ Arguments = '-Stage Stitching -Fault Fail -Name KC34*'; ErrorId = 'DemoFaultNowhere' }
        @{ Arguments = '-Stage Montage -Fault Fail -Name MU7*'; ErrorId = 'DemoFaultNowhere' }
    ) {
        { Invoke-Expression "Step-DemoLab $Arguments -ErrorAction Stop" } | Should -Throw -ErrorId "$ErrorId,MicroStatus.Acquisition.StepDemoLabCommand"
    }

    It 'completes faults, stages and names' {
        Get-Offer 'Step-DemoLab -Fault ' | Should -Be 'Fail', 'None', 'Slow', 'Stall'
        Get-Offer 'Step-DemoLab -Stage De' | Should -Be 'Deconvolution', 'Denoising'
        Get-Offer 'Step-DemoLab -Name W' | Should -Be 'WK2_femur'
    }

    It 'refuses a folder that is no demo lab' {
        { Step-DemoLab $TestDrive } | Should -Throw -ErrorId 'NotADemoLab,MicroStatus.Acquisition.StepDemoLabCommand'
    }

    It 'refuses a step of no time' {
        { Step-DemoLab -Minutes 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,MicroStatus.Acquisition.StepDemoLabCommand'
    }
}
