BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $dataset = Get-Dataset | Where-Object { $_.Name -notmatch 'demo|test' -and $_.Modality -eq 'rscm' } | Select-Object -First 1
    $hive = $dataset.Path -replace '/CBI_FastStore/', '/h20/'
    $public = (Get-StatusSettings Moves:Publish:Root).Value
    $null = New-Item (Split-Path $hive) -ItemType Directory -Force
    Move-Item -LiteralPath $dataset.Path $hive
    Set-Dataset -Id $dataset.Id -Moved $true -PathOnHive $hive -Pi lastname-f -Force -Confirm:$false
    $job = Join-Path $hive 'composites_RSCM_v0.1/job_7'
    $null = New-Item $job -ItemType Directory -Force
    $file = Join-Path $job 'composites_RSCM_v0.1_job_7.ims'
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Publish-Dataset' {
    It 'refuses a PI without a public folder, and makes none' {
        { Publish-Dataset -Id $dataset.Id -ErrorAction Stop } | Should -Throw -ErrorId 'PublishRefused,MicroStatus.Moves.PublishDatasetCommand'
        Join-Path $public lastname-f | Should -Not -Exist
    }

    It 'leaves a file that does not open where it is' {
        $null = New-Item (Join-Path $public lastname-f) -ItemType Directory -Force
        Set-Content -LiteralPath $file 'no HDF5'
        { Publish-Dataset -Id $dataset.Id -ErrorAction Stop } | Should -Throw -ErrorId 'ImarisFileBroken,MicroStatus.Moves.PublishDatasetCommand'
        $file | Should -Exist
    }

    It 'refuses a dataset that is not moved' {
        $other = Get-Dataset | Where-Object { -not $_.Moved } | Select-Object -First 1
        { Publish-Dataset -Id $other.Id -ErrorAction Stop } | Should -Throw -ErrorId 'PublishRefused,MicroStatus.Moves.PublishDatasetCommand'
    }

    It 'changes nothing with -WhatIf' {
        $print = Get-FolderPrint $lab.Path
        Publish-Dataset -Id $dataset.Id -WhatIf -ErrorAction SilentlyContinue
        Get-FolderPrint $lab.Path | Should -Be $print
    }

    It 'offers names' {
        Get-Offer 'Publish-Dataset ' | Should -Contain $dataset.Name
    }
}
