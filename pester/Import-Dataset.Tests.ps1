BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Import-Dataset' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $acquire = Join-Path $lab.Path CBI_FastStore/Acquire
    }

    It 'registers everything on disk, and leaves the next check nothing to register' {
        $imported = Import-Dataset
        $imported.Id | Should -Be (Get-Dataset).Id
        $imported.Count | Should -Be $lab.Datasets.Count
        (Invoke-StatusCheck).Registered | Should -Be 0
        (Get-DatasetEvent -Kind registered).Why | Should -Match '^Imported\.'
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Import-Dataset -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'wildcards'; Import = { Import-Dataset (Join-Path $acquire 'RSCM/M?ller') }; Pi = 'Müller' }
        @{ What = 'relative paths'; Import = { Push-Location $acquire; try { Import-Dataset RSCM/cebra } finally { Pop-Location } }; Pi = 'cebra' }
        @{ What = 'literal paths'; Import = { Import-Dataset -LiteralPath (Join-Path $acquire "RSCM/O'Brien") }; Pi = "O'Brien" }
        @{ What = 'piped text'; Import = { Join-Path $acquire RSCM/dutta | Import-Dataset }; Pi = 'dutta' }
        @{ What = 'piped folders'; Import = { Get-ChildItem (Join-Path $acquire RSCM) -Filter Wat* | Import-Dataset }; Pi = 'Watkins' }
    ) {
        $imported = & $Import
        $imported | Should -Not -BeNullOrEmpty
        $imported.Pi | Select-Object -Unique | Should -Be $Pi
        $imported.Modality | Select-Object -Unique | Should -Be 'rscm'
    }

    It 'takes a piped lab, and one modality' {
        Remove-Item Env:/MICROSTATUS_SETTINGS
        ($lab | Import-Dataset -Modality mesospim).Modality | Select-Object -Unique | Should -Be 'mesospim'
    }

    It 'goes on after a path that cannot be imported' {
        $imported = Import-Dataset $TestDrive, (Join-Path $acquire RSCM/nobody), (Join-Path $acquire RSCM/cebra) -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be @(
            'PathNotFound,MicroStatus.Acquisition.ImportDatasetCommand'
            'PathOutsideAcquire,MicroStatus.Acquisition.ImportDatasetCommand')
        $imported.Pi | Select-Object -Unique | Should -Be 'cebra'
    }

    It 'leaves a database to the other monitor while it observes' {
        $null = Disable-StatusCheck
        { Import-Dataset -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,MicroStatus.Acquisition.ImportDatasetCommand'
    }

    It 'offers modalities' {
        Get-Offer 'Import-Dataset -Modality r' | Should -Be 'rscm'
    }
}
