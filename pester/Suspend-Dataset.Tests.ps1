BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/ProcessingLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Suspend-Dataset' {
    BeforeEach { $dataset = New-ProcessingLab ([guid]::NewGuid()) }

    It 'keeps checks from beginning anything, until it is resumed' {
        Get-QueueFile $dataset.Id queueStitch | Remove-Item
        ($dataset | Suspend-Dataset -Reason 'Imaged anew.' -PassThru).Paused | Should -BeTrue
        (Get-DatasetEvent -Id $dataset.Id)[-1].Why | Should -Be 'Paused by a person. Imaged anew.'
        ($dataset | Get-DatasetProcessing).HeldBy | Should -Be 'It is paused.'
        $null = Invoke-StatusCheck
        Get-QueueFile $dataset.Id queueStitch | Should -BeNullOrEmpty

        # However long that was.
        $null = Step-DemoLab -Minutes 600
        $null = Invoke-StatusCheck
        $dataset | Resume-Dataset
        $null = Invoke-StatusCheck
        ($dataset | Get-Dataset).ProcessingStatus | Should -Not -Be NeedsAttention
        Get-QueueFile $dataset.Id queueStitch | Should -HaveCount 1
    }

    It 'says when a dataset is paused already' {
        $dataset | Suspend-Dataset
        $dataset | Suspend-Dataset -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike '*it is paused already.'
    }

    It 'works in Observe mode too' {
        Disable-StatusCheck -Confirm:$false
        $dataset | Suspend-Dataset
        ($dataset | Get-Dataset).Paused | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        $print = Get-FolderPrint $lab.Path
        Get-Dataset | Where-Object { -not $_.Paused } | Suspend-Dataset -PassThru -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $print
    }
}
