BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab 'lab'
    1..5 | ForEach-Object { $null = Step-DemoLab $lab.Path; $null = Invoke-StatusCheck -Step Storage, Acquisition }
    $meso = (Get-Dataset -Name KC34_thymus).Path
    $rscm = (Get-Dataset -Name K812_cortex_stack1).Path
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Test-TileSet' {
    It 'finds nothing in sound datasets, however deep it looks' -ForEach @{ How = @{ Quick = $true } }, @{ How = @{} }, @{ How = @{ Deep = $true } } {
        Get-Dataset -Name KC34_thymus, K812_cortex_stack1 | Test-TileSet @How | Should -BeNullOrEmpty
    }

    It 'names the one bad tile with its place, and changes nothing' {
        $copy = "$TestDrive/bad"
        Copy-Item $meso $copy -Recurse
        $set = @(Get-TileSet $copy)[0]
        $tile = $set.Tiles[3]
        $file = [IO.File]::OpenWrite($tile.Path); $file.SetLength($file.Length - 100); $file.Dispose()
        $before = Get-FolderPrint $copy
        $finding = Test-TileSet $copy
        @($finding).Count | Should -Be 1
        $finding.Kind | Should -Be 'Truncated'
        $finding.Tile, $finding.Row, $finding.Column, $finding.Channel | Should -Be 3, $tile.Row, $tile.Column, $set.Channel
        $finding.Path | Should -Be $tile.Path
        Test-TileSet $copy -Quiet | Should -BeFalse
        Get-FolderPrint $copy | Should -Be $before
    }

    It 'names a bad ribbon with layer and column, by heads alone too' -ForEach @{ How = @{ Quick = $true } }, @{ How = @{} } {
        $copy = "$TestDrive/ribbons stack"
        Remove-Item $copy -Recurse -Force -ErrorAction Ignore
        Copy-Item $rscm $copy -Recurse
        $ribbon = @(Get-TileSet $copy)[1].Tiles[2]
        Set-Content $ribbon.Path 'no image'
        $finding = Test-TileSet $copy -Modality rscm @How
        $finding.Kind, $finding.Z, $finding.Tile, $finding.Path | Should -Be 'Unreadable', $ribbon.Z, $ribbon.Index, $ribbon.Path
    }

    It 'finds tiles that are missing, doubled, or of another shape' {
        $folder = "$TestDrive/loose"
        $null = New-Item $folder -ItemType Directory
        $set = @(Get-TileSet $meso)[0]
        0, 1, 3 | ForEach-Object { Copy-Item $set.Tiles[$_].ProjectionPath "$folder/a_Tile${_}_Ch488_Sh0_Rot0.tif" }
        Copy-Item $set.Tiles[1].ProjectionPath "$folder/b_Tile1_Ch488_Sh0_Rot0.tif"
        Copy-Item $set.Tiles[0].Path "$folder/a_Tile4_Ch488_Sh0_Rot0.tif"
        (Test-TileSet $folder).Kind | Should -Be 'Missing', 'Duplicate', 'WrongPlaneCount'
    }

    It 'takes files by wildcard and from the pipeline' {
        Test-TileSet "$meso/*.btf" -Quiet | Should -BeTrue
        Get-ChildItem $meso -Filter *.btf | Test-TileSet -Quiet | Should -BeTrue
    }

    It 'stops when nobody wants more' {
        $empty = "$TestDrive/many"
        $null = New-Item $empty -ItemType Directory
        1..50 | ForEach-Object { $null = New-Item "$empty/x_Tile${_}_Ch488_Sh0_Rot0.tif" -ItemType File }
        @(Test-TileSet $empty | Select-Object -First 2).Count | Should -Be 2
    }

    It 'reports what cannot be meant, and a folder that is not there' {
        { Test-TileSet $meso -Quick -Deep -ErrorAction Stop } | Should -Throw -ErrorId 'TileTestUnclear,MicroStatus.Tiles.TestTileSetCommand'
        { Test-TileSet "$TestDrive/gone" -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,MicroStatus.Tiles.TestTileSetCommand'
    }

    It 'submits nothing with -WhatIf' {
        Get-Dataset -Name KC34_thymus | Test-TileSet -AsJob -WhatIf | Should -BeNullOrEmpty
        Get-ClusterJob | Where-Object Name -Like 'tiletest*' | Should -BeNullOrEmpty
    }
}
