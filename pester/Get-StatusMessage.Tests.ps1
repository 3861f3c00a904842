BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
    $null = Step-DemoLab $lab.Path -Count 2 | Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-StatusMessage' {
    It 'shows what was said, oldest first' {
        $messages = Get-StatusMessage
        $messages.Count | Should -BeGreaterThan 10
        $messages.MessageId | Should -Be ($messages.MessageId | Sort-Object)
        $messages.State | Sort-Object -Unique | Should -Be 'Sent'
    }

    It 'finds those of a dataset, by pipeline, name and id' {
        $dataset = Get-Dataset -NeedsAttention | Select-Object -First 1
        $piped = $dataset | Get-StatusMessage
        $piped.Name | Sort-Object -Unique | Should -Be $dataset.Name
        (Get-StatusMessage $dataset.Name).MessageId | Should -Be $piped.MessageId
        (Get-StatusMessage -Id $dataset.Id -Last 1).MessageId | Should -Be $piped[-1].MessageId
    }

    It 'finds them by kind, state and time' {
        Get-StatusMessage -Kind imaging-* | ForEach-Object Kind | Sort-Object -Unique | Should -Contain 'imaging-started'
        Get-StatusMessage -State Failed, Pending | Should -BeNullOrEmpty
        $all = Get-StatusMessage
        $since = Get-StatusMessage -Since $all[-1].Created
        $before = Get-StatusMessage -Before $all[-1].Created
        $since.Count + $before.Count | Should -Be $all.Count
    }

    It 'tells of montages, with the picture of each' {
        $made = Get-StatusMessage -Kind montage-made
        $made | Should -Not -BeNullOrEmpty
        $made.Picture.State | Sort-Object -Unique | Should -Be 'Sent'
        $made[0].Picture.File | Should -Exist
        $made[0] | Format-List | Out-String | Should -Match 'Picture +: .*_color'
    }

    It 'shows a table of 80 columns, and everything as a list' {
        $text = Get-StatusMessage | Out-String -Width 80
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $text | Should -Match 'imaging-started'
        Get-StatusMessage -Last 1 | Format-List | Out-String | Should -Match 'LastError'
    }

    It 'changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $null = Get-StatusMessage
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'offers kinds' {
        Get-Offer 'Get-StatusMessage -Kind storage-f' | Should -Be 'storage-first'
    }

    It 'names a dataset that there is not' {
        { Get-StatusMessage nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotFound,*'
    }
}
