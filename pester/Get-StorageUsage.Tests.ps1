BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-StorageUsage' {
    It 'shows each store as full as df says' {
        $stores = Get-StorageUsage
        $stores.Store | Should -Be 'FastStore', 'Hive'
        $stores.IsPresent | Should -Be $true, $true
        $shown = [int] (df --output=pcent $stores[0].Root | Select-Object -Last 1).Trim(' %')
        $stores[0].Percent | Should -BeGreaterOrEqual ($shown - 1)
        $stores[0].Percent | Should -BeLessOrEqual ($shown + 1)
        $stores[0].Used + $stores[0].Free | Should -BeLessOrEqual $stores[0].Size
    }

    It 'counts what running acquisitions will still write' {
        (Get-StorageUsage FastStore).ExpectedFromAcquisitions | Should -BeGreaterThan 0
        (Get-StorageUsage Hive).ExpectedFromAcquisitions | Should -Be 0
    }

    It 'shows what checks measured' {
        $samples = Get-StorageUsage -History
        $samples.Store | Sort-Object -Unique | Should -Be 'FastStore', 'Hive'
        $samples[0].Percent | Should -BeGreaterThan 0
        Get-StorageUsage hive | Get-StorageUsage -History | ForEach-Object Store | Should -Be 'Hive'
        Get-StorageUsage -History -Since $lab.Now.AddDays(1) | Should -BeNullOrEmpty
    }

    It 'changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $null = Get-StorageUsage
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'says what is wrong with a store that is away' {
        Rename-Item "$($lab.Path)/h20" away
        try {
            $hive = Get-StorageUsage Hive
            $hive.IsPresent | Should -BeFalse
            $hive.Percent | Should -BeNullOrEmpty
            $hive.Reason | Should -Match 'is not there'
            $hive | Out-String -Width 80 | Should -Match 'absent'
        }
        finally { Rename-Item "$($lab.Path)/away" h20 }
    }

    It 'works without a database' {
        $path = Join-Path $TestDrive bare
        $null = New-DemoLab $path
        Get-ChildItem $path -Recurse -Filter *.db | Remove-Item
        $stores = Get-StorageUsage -SettingsPath $path -WarningVariable warnings -WarningAction SilentlyContinue
        $stores.Percent | Should -HaveCount 2
        $stores.ExpectedFromAcquisitions | Should -Be $null, $null
        $warnings | Should -Match 'The trend is not known'
    }

    It 'shows sizes in a table of 80 columns' {
        $text = Get-StorageUsage | Out-String -Width 80
        $text | Should -Match 'Used %'
        $text | Should -Match '\d (GB|TB)'
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'offers stores' {
        Get-Offer 'Get-StorageUsage F' | Should -Be 'FastStore'
        Get-Offer 'Get-StorageUsage -Store ' | Should -Be 'FastStore', 'Hive'
    }

    It 'names a store that there is not' {
        { Get-StorageUsage nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotFound,*'
    }
}
