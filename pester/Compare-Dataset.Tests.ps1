BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Compare-Dataset' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
        $dataset = Get-Dataset | Where-Object Moved -EQ $false | Select-Object -First 1
    }

    It 'finds no difference after a status check, and changes nothing' {
        $before = Get-FolderPrint $lab.Path
        Compare-Dataset | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'tells that a folder is gone, for the datasets given' {
        Remove-Item $dataset.Path -Recurse -Force
        (Compare-Dataset -Id $dataset.Id).Kind | Should -Be 'FolderGone'
        ($dataset | Compare-Dataset).Id | Should -Be $dataset.Id
        (Compare-Dataset $dataset.Name).Path | Should -Be $dataset.Path
        Get-Dataset | Where-Object Id -NE $dataset.Id | Compare-Dataset | Should -BeNullOrEmpty
    }

    It 'tells of a folder that no row knows, and quotes its path' {
        $folder = Join-Path (Split-Path $dataset.Path) "O'Brien_stack9"
        Copy-Item $dataset.Path $folder -Recurse
        $difference = Compare-Dataset | Where-Object Kind -EQ NotRecorded
        $difference.Path | Should -Be $folder
        $difference.Action | Should -BeLike "Import-Dataset -Path '*O''Brien_stack9'"
    }

    It 'tells of a marker that names another dataset' {
        Set-Content (Join-Path $dataset.Path .microstatus.json) '{"path": "/elsewhere"}'
        (Compare-Dataset -Id $dataset.Id).Kind | Should -Be 'MarkerOther'
    }

    It 'completes names' {
        Get-Offer "Compare-Dataset $($dataset.Name.Substring(0, 3))" | Should -Contain $dataset.Name
    }

    It 'reports an id that is not there' {
        { Compare-Dataset -Id 4711 -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotFound,MicroStatus.Datasets.CompareDatasetCommand'
    }
}
