BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/ProcessingLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $queued = New-ProcessingLab lab
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-DatasetProcessing' {
    It 'shows what has been imaged and is to be processed' {
        $all = Get-DatasetProcessing
        $all.Id | Should -Be (Get-Dataset -OnFastStore | Where-Object { $_.ImagingStatus -eq 'Finished' -and $_.ProcessingStatus -ne 'Finished' }).Id
        $all.Modality | Should -Contain rscm
        $all.Modality | Should -Contain mesospim
    }

    It 'shows the stage, and since when it stands there' {
        $one = $queued | Get-DatasetProcessing
        $one.Stage, $one.State | Should -Be 'Stitching', 'Running'
        $one.Why | Should -BeLike 'Its file waits in *queueStitch.'
        $one.Since | Should -Not -BeNullOrEmpty
        $one.HeldBy | Should -BeNullOrEmpty
    }

    It 'selects by name, id and stage' {
        (Get-DatasetProcessing ce5*).Id | Should -Be $queued.Id
        ($queued.Id | Get-DatasetProcessing).Name | Should -Be $queued.Name
        (Get-DatasetProcessing -Stage Start).Modality | Should -Be mesospim
        Get-DatasetProcessing -Stage Denoising | Should -BeNullOrEmpty
    }

    It 'is ahead of the row, and writes nothing' {
        Move-QueueFile $queued.Id queueStitch error
        $print = Get-FolderPrint $lab.Path
        $one = $queued | Get-DatasetProcessing
        $one.Status, $one.State | Should -Be 'NeedsAttention', 'Failed'
        ($queued | Get-Dataset).ProcessingStatus | Should -Be NotStarted
        Get-FolderPrint $lab.Path | Should -Be $print
        Move-QueueFile $queued.Id error queueStitch
    }

    It 'shows the command that was run' {
        (Get-DatasetProcessing -Stage Start).Command.JobName | Should -BeLike 'mesospim_*'
    }

    It 'fits a terminal' {
        $lines = (Get-DatasetProcessing | Out-String -Width 120) -split "`n" | ForEach-Object TrimEnd
        $lines | Where-Object { $_ -match 'CE5_retina_stack1' } | Should -BeLike '*Stitching*Running*Its file waits*'
        ($queued | Get-DatasetProcessing | Format-List | Out-String) | Should -Match 'LastProgress'
    }

    It 'tells that a dataset is not there, and goes on' {
        $found = Get-DatasetProcessing -Id 4711, $queued.Id -ErrorAction SilentlyContinue -ErrorVariable fault
        $found.Id | Should -Be $queued.Id
        $fault.FullyQualifiedErrorId | Should -Be 'DatasetNotFound,MicroStatus.Processing.GetDatasetProcessingCommand'
    }

    It 'offers names and stages' {
        Get-Offer 'Get-DatasetProcessing CE5' | Should -Be $queued.Name
        Get-Offer 'Get-DatasetProcessing -Stage Den' | Should -Be Denoising
    }
}
