BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'New-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $database = (Get-StatusSettings Database:Path).Value
    }

    It 'makes an empty database where the settings say' {
        Remove-Item $database
        (New-DatasetDb).FullName | Should -Be $database
        Get-Dataset | Should -BeNullOrEmpty
        (Invoke-StatusCheck).Mode | Should -Be 'Active'
    }

    It 'makes nothing with -WhatIf' {
        Remove-Item $database
        New-DatasetDb -WhatIf | Should -BeNullOrEmpty
        $database | Should -Not -Exist
    }

    It 'never replaces a file' {
        $before = Get-FileHash $database
        { New-DatasetDb } | Should -Throw -ErrorId 'DatabaseExists,MicroStatus.Database.NewDatasetDbCommand'
        (Get-FileHash $database).Hash | Should -Be $before.Hash
    }
}
