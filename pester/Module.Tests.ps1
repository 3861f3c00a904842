#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $commands = (Get-Module MicroStatus).ExportedCmdlets.Keys | Sort-Object
}

BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
}

Describe 'Module' {
    It 'has a valid manifest' {
        $module = Get-Module MicroStatus
        $manifest = Test-ModuleManifest (Join-Path $module.ModuleBase 'MicroStatus.psd1')
        $manifest.Version | Should -Be $module.Version
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports cmdlets with approved verbs, and nothing else' {
        $module = Get-Module MicroStatus
        $module.ExportedCmdlets.Count | Should -BeGreaterThan 10
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        (Get-Verb).Verb | Should -Contain 'Get'
        foreach ($command in $module.ExportedCmdlets.Values) { (Get-Verb).Verb | Should -Contain $command.Verb }
    }

    It 'has a test file for <_>' -ForEach $commands {
        Join-Path $PSScriptRoot "$_.Tests.ps1" | Should -Exist
    }

    It 'tells newcomers where to begin' {
        Get-Help about_MicroStatus | Out-String | Should -Match 'THE FIRST FIVE COMMANDS'
    }

    It 'is imported without reading any settings' {
        $pwsh = (Get-Process -Id $PID).Path
        $base = (Get-Module MicroStatus).ModuleBase
        $output = & $pwsh -NoProfile -NonInteractive -Command "`$env:MICROSTATUS_SETTINGS = '/nowhere'; Import-Module '$base' -ErrorAction Stop; (Get-Module).Name"
        $LASTEXITCODE | Should -Be 0
        $output | Should -Contain 'MicroStatus'
    }
}

Describe 'Help of <_>' -ForEach $commands {
    BeforeAll { $help = Get-Help $_ -Full }

    It 'has a synopsis, a description and examples' {
        $help.Synopsis | Should -Match '\.$'
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
    }

    It 'describes every parameter' {
        $own = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }
        $described = $help.Parameters.Parameter | Where-Object { $_.Description.Text } | ForEach-Object Name
        $described | Sort-Object | Should -Be ($own | Sort-Object)
    }

    It 'is shown in whole sentences, not as objects' {
        $help | Out-String | Should -Not -Match '@\{'
        Get-Help $_ -Examples | Out-String | Should -Match 'Example 2'
    }
}
