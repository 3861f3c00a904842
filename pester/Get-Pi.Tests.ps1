BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-Pi' {
    It 'counts the datasets of every PI' {
        $pis = Get-Pi
        ($pis | Measure-Object -Property Datasets -Sum).Sum | Should -Be $lab.Datasets.Count
        foreach ($pi in $pis) {
            $pi.Datasets | Should -Be @(Get-Dataset -Pi $pi.Pi).Count
            $pi.OnFastStore | Should -Be @(Get-Dataset -Pi $pi.Pi -OnFastStore).Count
        }
    }

    It 'finds by <What>' -ForEach @(
        @{ What = 'name, in any case'; Find = { Get-Pi MÜLLER }; Pi = 'Müller' }
        @{ What = 'wildcard'; Find = { Get-Pi klim*, O* }; Pi = "O'Brien", 'klimstra-w' }
        @{ What = 'piped text'; Find = { 'dutta' | Get-Pi }; Pi = 'dutta' }
        @{ What = 'a piped dataset'; Find = { Get-Dataset DU3_heart | Get-Pi }; Pi = 'dutta' }
        @{ What = 'a piped CL number'; Find = { Get-ClNumber 5CL18 | Get-Pi }; Pi = 'klimstra-w' }
    ) {
        (& $Find).Pi | Should -Be $Pi
    }

    It 'goes into Get-Dataset' {
        (Get-Pi klim* | Get-Dataset).Id | Should -Be (Get-Dataset -Pi klim*).Id
        (Get-Pi klim*, O* | Get-Dataset -Modality rscm).Pi | Should -Be "O'Brien", 'klimstra-w'
    }

    It 'leaves a piped dataset to its id, whatever PI and CL number it says' {
        $stale = Get-Dataset DU3_heart | Select-Object Id, @{ n = 'Pi'; e = { 'Müller' } }, @{ n = 'ClNumber'; e = { 'CL21' } }
        ($stale | Get-Dataset).Name | Should -Be 'DU3_heart'
        (Get-Dataset | Get-Dataset).Id | Should -Be (Get-Dataset).Id
    }

    It 'gives an error for a name that is not there, with a near one' {
        { Get-Pi klimstra -ErrorAction Stop } | Should -Throw "*Did you mean 'klimstra-w'?*" -ErrorId 'PiNotFound,MicroStatus.Datasets.GetPiCommand'
        Get-Pi nobody* -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'offers names' {
        Get-Offer 'Get-Pi k' | Should -Be 'klimstra-w'
    }

    It 'shows a table of 80 columns' {
        $text = Get-Pi | Out-String -Width 80
        $text | Should -Match '(?m)^ *\d+ klimstra-w +1 +2 +2'
    }
}
