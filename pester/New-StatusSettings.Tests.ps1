BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
}

Describe 'New-StatusSettings' {
    It 'writes a file that every cmdlet can read' {
        $file = New-StatusSettings (Join-Path $TestDrive one)
        $file.Name | Should -Be 'microstatus.json'
        (Get-StatusSettings Rscm:Folder -SettingsPath $file.FullName).Value | Should -Be 'RSCM'
        Get-Content $file -Raw | Should -Match '//'
    }

    It 'writes nothing with -WhatIf' {
        New-StatusSettings (Join-Path $TestDrive two.json) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive two.json | Should -Not -Exist
    }

    It 'replaces a file only with -Force' {
        $path = Join-Path $TestDrive three.json
        'mine' | Set-Content $path
        { New-StatusSettings $path -ErrorAction Stop } |
            Should -Throw -ErrorId 'SettingsExists,MicroStatus.Configuration.NewStatusSettingsCommand'
        Get-Content $path | Should -Be 'mine'
        $null = New-StatusSettings $path -Force
        Get-Content $path -Raw | Should -Match 'quietTime'
    }
}
