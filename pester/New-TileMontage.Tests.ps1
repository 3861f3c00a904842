BeforeDiscovery {
    $hasTifffile = (Test-Path /usr/bin/python3) -and $(/usr/bin/python3 -c 'import numpy, tifffile' 2>$null; $LASTEXITCODE -eq 0)
}

BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $env:MICROSTATUS_SETTINGS = $null
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'New-TileMontage' {
    It 'says what to do where there is nothing to be seen' {
        Set-Content "$TestDrive/text.tif" 'no image'
        { New-TileMontage "$TestDrive/text.tif" -ErrorAction Stop } | Should -Throw -ErrorId 'MontageWithoutTiles,MicroStatus.Tiles.NewTileMontageCommand'
    }

    It 'offers orders and compressions' {
        Get-Offer 'New-TileMontage -Order ' | Should -Be 'ColumnMajor', 'RowMajor'
        Get-Offer 'New-TileMontage -Compression ' | Should -Be 'Deflate', 'Lzw', 'None'
    }

    Context 'of projections' -Skip:(-not $hasTifffile) {
        BeforeAll {
            $dataset = "$TestDrive/KC34"
            $null = New-Item $dataset -ItemType Directory
            /usr/bin/python3 -c @"
import numpy, tifffile
for tile in range(6):
    for channel in (488, 561):
        name = f'$dataset/KC34_Mag4x_Tile{tile}_Ch{channel}_Sh0_Rot0.btf'
        tifffile.imwrite(name, numpy.zeros((2, 200, 300), numpy.uint16), bigtiff=True)
        open(name + '_meta.txt', 'w').write(f'[Pixelsize in um] 2\n[x_pos] {tile // 3 * 540}\n[y_pos] {tile % 3 * 360}\n[z_planes] 2\n[Stopped taking images] 20260914-190256\n')
        tifffile.imwrite(f'$dataset/MAX_KC34_Mag4x_Tile{tile}_Ch{channel}_Sh0_Rot0.btf.tif', (numpy.arange(60000).reshape(200, 300) // 2 + tile).astype(numpy.uint16))
"@
            Get-ChildItem "$dataset/*MAX_KC34*" | Should -Not -BeNullOrEmpty
        }

        It 'writes nothing with -WhatIf' {
            $before = Get-FolderPrint $dataset
            New-TileMontage $dataset -Color -WhatIf | Should -BeNullOrEmpty
            Get-FolderPrint $dataset | Should -Be $before
        }

        It 'makes a montage of each channel and one in colour' {
            $montages = New-TileMontage $dataset -Color
            $montages.Channel | Should -Be '488', '561', 'color'
            $montages[0].Rows, $montages[0].Columns, $montages[0].Width, $montages[0].Height, $montages[0].Type | Should -Be 3, 2, 600, 600, 'uint16'
            $montages[0].Path | Should -Be "$dataset/stitched_maxips/KC34_Ch488_Sh0_Rot0.tif"
            (Get-ChildItem "$dataset/stitched_maxips" -Force).Name | Should -Be 'KC34_Ch488_Sh0_Rot0_preview.png', 'KC34_Ch488_Sh0_Rot0.tif',
                'KC34_Ch561_Sh0_Rot0_preview.png', 'KC34_Ch561_Sh0_Rot0.tif', 'KC34_color_preview.png'
            $montages | Out-String | Should -Match '3 × 2'
        }

        It 'names the tile that does not open, after the module was imported again' {
            Import-TestedModule
            Set-Content (Get-ChildItem "$dataset/MAX*Tile4_Ch561*").FullName 'This is no image.'
            $montage = New-TileMontage $dataset -PreviewOnly -Destination "$TestDrive/previews" | Where-Object Channel -EQ 561
            $montage.Path | Should -BeNullOrEmpty
            $montage.Missing | Should -HaveCount 1
            $montage.Missing | Should -Match '^tile 4: .*no TIFF signature'
        }
    }
}
