BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab 'lab'
    1..5 | ForEach-Object { $null = Step-DemoLab $lab.Path; $null = Invoke-StatusCheck -Step Storage, Acquisition }
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-TileSet' {
    It 'shows a set for each channel of a light-sheet dataset, with grid, overlap and sizes' {
        $sets = @(Get-Dataset -Name KC34_thymus | Get-TileSet)
        $sets.Count | Should -BeGreaterThan 0
        foreach ($set in $sets) {
            $set.Modality | Should -Be 'mesospim'
            $set.Rows * $set.Columns | Should -Be $set.TilesExpected
            $set.OverlapX | Should -Be 10
            $set.IsComplete | Should -BeTrue
            $set.ActualBytes | Should -BeGreaterOrEqual $set.ExpectedBytes
        }
    }

    It 'shows the ribbons of all layers of a confocal dataset by colour' {
        $set = @(Get-Dataset -Name K812_cortex_stack1 | Get-TileSet)[0]
        $set.Tiles.Count | Should -Be $set.TilesExpected
        $set.Tiles[0].Z | Should -Be ($set.ZPlanes - 1)
        $set.Tiles[0].Path | Should -Exist
    }

    It 'takes folders, wildcards and the pipeline, without any settings too' {
        $folder = (Get-Dataset -Name KC34_thymus).Path
        $with = @(Get-TileSet $folder)
        $env:MICROSTATUS_SETTINGS = $null
        try {
            @(Get-TileSet $folder).Count | Should -Be $with.Count
            @(Get-Item $folder | Get-TileSet).Count | Should -Be $with.Count
        }
        finally {
            $env:MICROSTATUS_SETTINGS = $lab.Path
        }
    }

    It 'arranges the tiles in another grid when told' {
        $set = @(Get-Dataset -Name KC34_thymus | Get-TileSet -Rows 1)[0]
        $set.Rows, $set.Columns | Should -Be 1, $set.TilesExpected
    }

    It 'fits a screen of 80 columns' {
        $text = Get-Dataset -Name KC34_thymus | Get-TileSet | Out-String -Width 80
        $text | Should -Match 'Channel'
        $text | Should -Match 'Complete'
    }

    It 'reports a folder without tiles' {
        { Get-TileSet $TestDrive -ErrorAction Stop } | Should -Throw -ErrorId 'TileSetNotFound,MicroStatus.Tiles.GetTileSetCommand'
    }
}
