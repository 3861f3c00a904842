@{
    RootModule           = 'MicroStatus.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '0b9a5a56-8b0c-4f43-9a8e-7f2d54c7a1de'
    Author               = 'The MicroStatus authors'
    CompanyName          = 'MicroStatus'
    Copyright            = '(c) 2026 The MicroStatus authors. MIT License.'
    Description          = 'Watches the datasets of ribbon-scanning confocal and mesoSPIM microscopes: what is imaged, stalled, broken or finished, kept in SQLite, told to people, processed and moved with proof.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    CmdletsToExport      = @(
        'Backup-DatasetDb'
        'Clear-DatasetDb'
        'Compare-Dataset'
        'Disable-StatusCheck'
        'Enable-StatusCheck'
        'Get-ClNumber'
        'Get-ClusterJob'
        'Get-Dataset'
        'Get-DatasetEvent'
        'Get-Pi'
        'Get-StatusMessage'
        'Get-StatusSettings'
        'Get-StorageUsage'
        'Import-Dataset'
        'Invoke-StatusCheck'
        'New-DatasetDb'
        'New-DemoLab'
        'New-StatusSettings'
        'Restore-DatasetDb'
        'Send-StatusMessage'
        'Send-StatusSummary'
        'Set-Dataset'
        'Step-DemoLab'
        'Stop-ClusterJob'
        'Submit-ClusterJob'
        'Test-DatasetDb'
        'Test-ImarisFile'
        'Test-StatusSettings'
        'Update-DatasetDb'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    FormatsToProcess     = @(
        'MicroStatus.Acquisition.format.ps1xml'
        'MicroStatus.Checks.format.ps1xml'
        'MicroStatus.Cluster.format.ps1xml'
        'MicroStatus.Configuration.format.ps1xml'
        'MicroStatus.Database.format.ps1xml'
        'MicroStatus.Datasets.format.ps1xml'
        'MicroStatus.Imaris.format.ps1xml'
        'MicroStatus.Messages.format.ps1xml'
        'MicroStatus.Storage.format.ps1xml'
    )
    PrivateData          = @{ PSData = @{ Tags = @('microscopy', 'imaging', 'RSCM', 'mesoSPIM', 'SLURM', 'Linux') } }
}
