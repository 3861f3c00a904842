BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $brain = Get-Dataset -OnFastStore | Where-Object IsBrain | Select-Object -First 1
    $other = Get-Dataset -OnFastStore | Where-Object { -not $_.IsBrain } | Select-Object -First 1
    $folder = (Get-StatusSettings Analysis:Folder).Value
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'New-AnalysisTask' {
    It 'refuses a dataset that has not finished, and one of another PI' {
        foreach ($dataset in $brain, $other) {
            { New-AnalysisTask -Id $dataset.Id -ErrorAction Stop } |
                Should -Throw -ErrorId 'AnalysisTaskRefused,MicroStatus.Processing.NewAnalysisTaskCommand'
        }
    }

    It 'creates nothing, with -WhatIf or without a file that opens' {
        $print = Get-FolderPrint $lab.Path
        New-AnalysisTask -Id $brain.Id -WhatIf -ErrorAction SilentlyContinue
        New-AnalysisTask -Id $brain.Id -ErrorAction SilentlyContinue
        Get-FolderPrint $lab.Path | Should -Be $print
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'tells that a dataset is not there' {
        { New-AnalysisTask no_such_dataset -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotFound,MicroStatus.Processing.NewAnalysisTaskCommand'
    }

    It 'offers names' {
        Get-Offer 'New-AnalysisTask ' | Should -Contain $brain.Name
    }
}
