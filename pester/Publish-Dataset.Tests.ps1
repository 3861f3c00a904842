BeforeDiscovery {
    $hasH5py = (Test-Path /usr/bin/python3) -and $(/usr/bin/python3 -c 'import h5py' 2>$null; $LASTEXITCODE -eq 0)
}

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

    It 'moves a file that opens to the public folder, and leaves a note where it was' -Skip:(-not $hasH5py) {
        /usr/bin/python3 -c @"
import h5py, numpy as np
with h5py.File('$file', 'w') as f:
    f.create_dataset('DataSet/ResolutionLevel 0/TimePoint 0/Channel 0/Data', data=np.ones((4, 20, 30), 'uint16'), chunks=(2, 10, 10))
"@
        $hash = (Get-FileHash $file).Hash
        $goal = Join-Path $public "lastname-f/$($dataset.ClNumber)/$($dataset.Name)/composites_RSCM_v0.1_job_7.ims"
        $published = Get-Dataset -Id $dataset.Id | Publish-Dataset -PassThru -Confirm:$false
        $published.Public | Should -BeTrue
        $published.ImarisFilePath | Should -Be $goal
        $file | Should -Not -Exist
        (Get-FileHash $goal).Hash | Should -Be $hash
        Get-Content (Join-Path $job imaris_file_moved_to_public.txt) | Should -Be $goal
        { Publish-Dataset -Id $dataset.Id -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PublishRefused,MicroStatus.Moves.PublishDatasetCommand'
    }

    It 'offers names' {
        Get-Offer 'Publish-Dataset ' | Should -Contain $dataset.Name
    }
}
