BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $dataset = New-MoveLab lab
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-DatasetMove' {
    It 'shows nothing where nothing was moved' {
        Get-DatasetMove | Should -BeNullOrEmpty
        $dataset | Get-DatasetMove | Should -BeNullOrEmpty
    }

    It 'explains why datasets are not moved' {
        $explained = Get-DatasetMove -Explain
        $explained.Id | Should -Be (Get-Dataset -OnFastStore).Id
        ($explained | Where-Object Name -EQ M3_kidney_stack2).Obstacles.Rule | Should -Be 'imaging'
        ($explained | Where-Object IsDue).Name | Should -Be $dataset.Name
        (Get-Dataset demo* | Get-DatasetMove -Explain).Obstacles.Rule | Should -Be 'demo'
    }

    It 'agrees with what Get-Dataset tells' {
        (Get-Dataset M3_kidney_stack2).MoveHeldBy | Should -Be 'It is being imaged.'
        (Get-Dataset -Id $dataset.Id).MoveHeldBy | Should -BeNullOrEmpty
        Get-Dataset M3_kidney_stack2 | Format-List | Out-String | Should -Match 'MoveHeldBy +: It is being imaged\.'
    }

    It 'names what there is not' {
        { Get-DatasetMove nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotFound,MicroStatus.Moves.GetDatasetMoveCommand'
    }

    It 'shows live progress, then what became of the move, and changes nothing' {
        Skip-WithoutRclone
        Set-CopySpeed -Slow
        $null = $dataset | Start-DatasetMove -Confirm:$false
        Wait-Until { (Get-DatasetMove).Progress.Percent -gt 0 }
        $progress = (Get-DatasetMove -State Queued, Running).Progress
        $progress.Step | Should -Be 'copying'
        $progress.BytesDone | Should -BeGreaterThan 0
        $progress.BytesTotal | Should -BeGreaterOrEqual $progress.BytesDone
        $progress.Heartbeat | Should -BeGreaterThan (Get-Date).AddMinutes(-2)
        Get-DatasetMove | Out-String -Width 80 | Should -Match 'CE5_retina_stack1 +\w+ +copying +\d+\.\d .*(B|bytes)/s'
        (Get-DatasetMove -Explain -State Queued, Running).Obstacles.Rule | Should -Be 'moving'

        Set-CopySpeed
        Stop-DatasetMove -Id $dataset.Id -Confirm:$false
        $before = Get-FolderPrint (Join-Path $lab.Path CBI_FastStore/database)
        $stopped = Get-DatasetMove -All
        $stopped.State | Should -Be 'Cancelled'
        $stopped.Progress | Should -BeNullOrEmpty
        (Get-DatasetMove -Explain -State Cancelled).Obstacles.Rule | Should -Be 'hold'
        Get-FolderPrint (Join-Path $lab.Path CBI_FastStore/database) | Should -Be $before
    }

    It 'shows tables of 80 columns' {
        foreach ($text in (Get-DatasetMove | Out-String -Width 80), (Get-DatasetMove -Explain | Out-String -Width 80)) {
            ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }
    }

    It 'offers names and states' {
        Get-Offer 'Get-DatasetMove CE5' | Should -Be 'CE5_retina_stack1'
        Get-Offer 'Get-DatasetMove -State Gave' | Should -Be 'GaveUp'
    }
}
