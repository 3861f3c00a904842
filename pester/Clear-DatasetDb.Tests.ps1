BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Clear-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
    }

    It 'removes the demo datasets alone, after a backup' {
        $result = Clear-DatasetDb -Confirm:$false
        $result.Removed | Should -Be 1
        $result.Before - $result.After | Should -Be 1
        $result.Backup | Should -Exist
        Get-Dataset *demo* | Should -BeNullOrEmpty
        Get-Dataset | Should -HaveCount ($lab.Datasets.Count - 1)
    }

    It 'leaves the folder, and the next check records it again' {
        $folder = (Get-Dataset *demo*).Path
        $null = Clear-DatasetDb -Confirm:$false
        $folder | Should -Exist
        (Invoke-StatusCheck).Registered | Should -Be 1
        Get-Dataset *demo* | Should -HaveCount 1
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        (Clear-DatasetDb -WhatIf).Removed | Should -Be 0
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'removes exactly the datasets that are piped, and tells them' {
        $result = Get-Dataset M3_kidney_stack2, DU3_heart | Clear-DatasetDb -Confirm:$false
        $result.RemovedNames | Should -Be 'M3_kidney_stack2', 'DU3_heart'
        Get-Dataset | Should -HaveCount ($lab.Datasets.Count - 2)
        Get-Dataset *demo* | Should -HaveCount 1
        (Get-DatasetEvent DU3_heart -Kind removed).Id | Should -Be $result.RemovedIds[1]
    }

    It 'removes nothing when a pipeline brings nothing' {
        (Get-Dataset zzz* | Clear-DatasetDb -Confirm:$false).Removed | Should -Be 0
        Get-Dataset | Should -HaveCount $lab.Datasets.Count
    }

    It 'gives an error for an id that is not there, and refuses a dataset that is moving' {
        Set-Dataset -Id 2 -Moving $true -Force
        $result = Clear-DatasetDb -Id 2, 3, 999 -Confirm:$false -ErrorVariable errors -ErrorAction SilentlyContinue
        $result.RemovedIds | Should -Be 3
        $errors.FullyQualifiedErrorId | Should -Be 'DatasetNotFound,MicroStatus.Database.ClearDatasetDbCommand', 'DatasetMoving,MicroStatus.Database.ClearDatasetDbCommand'
        (Clear-DatasetDb -Id 2 -Force -Confirm:$false).RemovedIds | Should -Be 2
    }

    It 'removes nothing when the backup fails' {
        $folder = (Get-StatusSettings Database:BackupFolder).Value
        if (Test-Path $folder) { Remove-Item $folder -Recurse }
        'in the way' | Set-Content $folder
        { Clear-DatasetDb -Confirm:$false } | Should -Throw -ErrorId 'BackupFailed,MicroStatus.Database.ClearDatasetDbCommand'
        Get-Dataset | Should -HaveCount $lab.Datasets.Count
    }

    It 'asks before it removes, unless told not to' {
        $attribute = (Get-Command Clear-DatasetDb).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }
}
