BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-ClNumber' {
    It 'counts the datasets of every CL number' {
        $numbers = Get-ClNumber
        ($numbers | Measure-Object -Property Datasets -Sum).Sum | Should -Be $lab.Datasets.Count
        foreach ($number in $numbers) {
            $number.OnFastStore | Should -Be @(Get-Dataset -ClNumber $number.ClNumber -OnFastStore).Count
        }
    }

    It 'finds by <What>' -ForEach @(
        @{ What = 'number, in any case'; Find = { Get-ClNumber 5cl18 }; Number = '5CL18' }
        @{ What = 'wildcard'; Find = { Get-ClNumber 3*, 5* }; Number = '3CL7', '5CL18' }
        @{ What = 'PI'; Find = { Get-ClNumber -Pi Mü* }; Number = 'CL21' }
        @{ What = 'a piped PI'; Find = { Get-Pi dutta | Get-ClNumber }; Number = 'CL30' }
        @{ What = 'a piped dataset'; Find = { Get-Dataset DU3_heart | Get-ClNumber }; Number = 'CL30' }
    ) {
        (& $Find).ClNumber | Should -Be $Number
    }

    It 'goes into Get-Dataset' {
        (Get-ClNumber 5CL18 | Get-Dataset).Id | Should -Be (Get-Dataset -ClNumber 5CL18).Id
    }

    It 'gives an error for a number that is not there' {
        { Get-ClNumber 5CL19 -ErrorAction Stop } | Should -Throw "*Did you mean '5CL18'?*" -ErrorId 'ClNumberNotFound,MicroStatus.Datasets.GetClNumberCommand'
    }

    It 'offers <Offer> for <Line>' -ForEach @(
        @{ Line = 'Get-ClNumber 5'; Offer = '5CL18' }
        @{ Line = 'Get-ClNumber -Pi d'; Offer = 'dermody-t', 'dutta' }
    ) {
        Get-Offer $Line | Should -Be $Offer
    }

    It 'shows a table of 80 columns' {
        Get-ClNumber | Out-String -Width 80 | Should -Match '(?m)^5CL18 +klimstra-w +2 +2'
    }
}
