BeforeDiscovery {
    $hasH5py = (Test-Path /usr/bin/python3) -and $(/usr/bin/python3 -c 'import h5py' 2>$null; $LASTEXITCODE -eq 0)
}

BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $env:MICROSTATUS_SETTINGS = $null
    Set-Content "$TestDrive/text.ims" 'no image'
    $null = New-Item "$TestDrive/empty [1].ims" -ItemType File
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Test-ImarisFile' {
    It 'says why a file does not open, and changes nothing' {
        $before = Get-FolderPrint $TestDrive
        $file = Test-ImarisFile "$TestDrive/text.ims"
        $file.Opens | Should -BeFalse
        $file.Reason | Should -Be 'It is no HDF5 file: the signature is missing.'
        Get-FolderPrint $TestDrive | Should -Be $before
    }

    It 'takes wildcards, piped files and literal paths' {
        (Test-ImarisFile "$TestDrive/*.ims").Opens | Should -Be $false, $false
        (Get-ChildItem $TestDrive -Filter *.ims | Test-ImarisFile).Count | Should -Be 2
        (Test-ImarisFile -LiteralPath "$TestDrive/empty [1].ims").Reason | Should -Be 'It is empty: 0 bytes.'
    }

    It 'gives true or false with -Quiet' {
        Test-ImarisFile "$TestDrive/text.ims" -Quiet | Should -BeFalse
    }

    It 'reports a file that is not there' {
        { Test-ImarisFile "$TestDrive/gone.ims" -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,MicroStatus.Imaris.TestImarisFileCommand'
    }

    It 'describes a whole file, and finds a cut one' -Skip:(-not $hasH5py) {
        $path = "$TestDrive/whole.ims"
        /usr/bin/python3 -c @"
import h5py, numpy as np
with h5py.File('$path', 'w') as f:
    for c in range(2):
        f.create_dataset(f'DataSet/ResolutionLevel 0/TimePoint 0/Channel {c}/Data', data=np.ones((4, 20, 30), 'uint16'), chunks=(2, 10, 10), compression='gzip')
"@
        $file = Test-ImarisFile $path -Deep
        $file.Reason | Should -BeNullOrEmpty
        $file.Opens | Should -BeTrue
        $file.SizeX, $file.SizeY, $file.SizeZ, $file.Channels, $file.PixelType, $file.ChunksRead | Should -Be 30, 20, 4, 2, 'uint16', 2
        $file | Out-String | Should -Match '30 × 20 × 4'

        $bytes = [IO.File]::ReadAllBytes($path)
        [IO.File]::WriteAllBytes("$TestDrive/cut.ims", $bytes[0..($bytes.Length - 2)])
        (Test-ImarisFile "$TestDrive/cut.ims").Reason | Should -Match '^It is too short:'
    }
}
