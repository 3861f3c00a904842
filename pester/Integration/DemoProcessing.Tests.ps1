BeforeDiscovery {
    $missing = 'rclone', 'setsid', 'b2sum' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) }
}

BeforeAll {
    . "$PSScriptRoot/../TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $folder = [IO.Directory]::CreateTempSubdirectory('microstatus demo ').FullName
    $lab = New-DemoLab $folder
    $env:MICROSTATUS_SETTINGS = $folder
    $scenarios = @([MicroStatus.Acquisition.Demo.DemoScenarios]::All)
}

AfterAll {
    Wait-LabJob
    $env:MICROSTATUS_SETTINGS = $earlier
    Remove-Item -LiteralPath $folder -Recurse -Force
}

Describe 'A demo lab at the end of its processing' -Skip:([bool]$missing) {
    BeforeAll {
        $null = Invoke-StatusCheck
        $null = Step-DemoLab -Count ([MicroStatus.Acquisition.Demo.DemoSchedule]::StepsToEnd) | Invoke-StatusCheck
        $datasets = Get-Dataset
        $messages = Get-StatusMessage
        $log = Get-Content "$folder/demo-cluster/log.txt"
        $processed = @($scenarios | Where-Object IsProcessed)
    }

    It 'has every dataset where its scenario sends it' {
        $wrong = foreach ($scenario in $scenarios) {
            $dataset = $datasets | Where-Object Name -EQ $scenario.Name
            $expected = $scenario.IsProcessed -or $scenario.Outcome -eq 'Ignored'
            if (($dataset.Moved -and $dataset.ProcessingStatus -eq 'Finished') -ne $expected) { "$($scenario.Name): $($dataset.ProcessingStatusText)" }
        }
        $wrong | Should -BeNullOrEmpty
        ($processed.Modality | Select-Object -Unique).Count | Should -Be 2
    }

    It 'has published one Imaris file of each instrument' {
        $published = Get-ChildItem "$folder/h20/Public" -Recurse -Filter *.ims
        $published.Count | Should -Be @($scenarios | Where-Object Outcome -EQ Published).Count
        ($published | Test-ImarisFile).Opens | Should -Not -Contain $false
        ($published | Test-ImarisFile).HasThumbnail | Should -Not -Contain $false
    }

    It 'has called each program once for each dataset' {
        foreach ($scenario in $processed) {
            @($log | Where-Object { $_ -like "*$($scenario.Name)*" }).Count | Should -Be 1 -Because $scenario.Name
        }
        @($log | Where-Object { $_ -match ' (stitching|denoising)$' }).Count | Should -Be 2
    }

    It 'has said everything once' {
        $messages | Group-Object Kind, Name | Where-Object Count -GT 1 | ForEach-Object Name | Should -BeNullOrEmpty
        foreach ($scenario in $processed) {
            $kinds = ($messages | Where-Object Name -EQ $scenario.Name).Kind
            'imaging-finished', 'processing-started', 'processing-finished', 'moved' | ForEach-Object { $kinds | Should -Contain $_ -Because $scenario.Name }
        }
    }

    It 'has stopped the stitching cluster, and has nothing left to do' {
        (Get-ClusterJob).Name | Should -Not -Contain 'DASK_SCHED'
        (Invoke-StatusCheck).IsQuiet | Should -BeTrue
    }
}
