BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/ProcessingLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $heldBack = 'ProcessingHeldBack,MicroStatus.Processing.StartDatasetProcessingCommand'
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Start-DatasetProcessing' {
    BeforeEach { $dataset = New-ProcessingLab ([guid]::NewGuid()) }

    It 'queues a dataset at once, and tells the history why' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        $one = $dataset | Start-DatasetProcessing -Reason 'It was lost.'
        $one.Stage, $one.State | Should -Be 'Stitching', 'Running'
        Get-QueueFile $dataset.Id queueStitch | Should -HaveCount 1
        (Get-DatasetEvent -Id $dataset.Id)[-1].Why | Should -Be 'Asked for by a person. It was lost.'
    }

    It 'never queues what waits already, not even with -Force' {
        { $dataset | Start-DatasetProcessing -ErrorAction Stop } | Should -Throw -ErrorId $heldBack
        { $dataset | Start-DatasetProcessing -Force -ErrorAction Stop } | Should -Throw -ErrorId $heldBack
        Get-QueueFile $dataset.Id queueStitch | Should -HaveCount 1
    }

    It 'begins again with -Force what has failed' {
        Move-QueueFile $dataset.Id queueStitch error
        $null = Invoke-StatusCheck
        $failed = $dataset | Get-Dataset
        $failed.ProcessingStatus, $failed.Paused | Should -Be 'NeedsAttention', $true
        { $dataset | Start-DatasetProcessing -ErrorAction Stop } | Should -Throw -ErrorId $heldBack

        ($failed | Start-DatasetProcessing -Force).State | Should -Be Running
        $again = $dataset | Get-Dataset
        $again.ProcessingStatus, $again.Paused | Should -Be 'Started', $false
        $again.Attention | Should -BeNullOrEmpty
        Get-QueueFile $dataset.Id queueStitch | Should -HaveCount 1

        $null = Invoke-StatusCheck
        ($dataset | Get-Dataset).ProcessingStatus | Should -Be NotStarted
    }

    It 'clears paused with -Force alone' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        $dataset | Suspend-Dataset
        { $dataset | Start-DatasetProcessing -ErrorAction Stop } | Should -Throw -ErrorId $heldBack
        $null = $dataset | Start-DatasetProcessing -Force
        ($dataset | Get-Dataset).Paused | Should -BeFalse
    }

    It 'refuses what is being imaged, and handles the next one' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        $imaged = Get-Dataset K812_cortex_stack1
        $begun = $imaged, $dataset | Start-DatasetProcessing -Force -ErrorAction SilentlyContinue -ErrorVariable fault
        $fault.FullyQualifiedErrorId | Should -Be $heldBack
        $fault.TargetObject | Should -Be $imaged.Id
        $begun.Id | Should -Be $dataset.Id
    }

    It 'changes nothing with -WhatIf' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        $dataset | Suspend-Dataset
        $print = Get-FolderPrint $lab.Path
        $dataset | Start-DatasetProcessing -Force -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $print
    }

    It 'only observes in Observe mode' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        Disable-StatusCheck -Confirm:$false
        { $dataset | Start-DatasetProcessing -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,MicroStatus.Processing.StartDatasetProcessingCommand'
        Get-QueueFile $dataset.Id queueStitch | Should -BeNullOrEmpty
    }
}
