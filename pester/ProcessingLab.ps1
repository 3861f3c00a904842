# Dot-sourced by the test files of processing, after TestLab.ps1: a demo lab whose first check has queued one dataset for stitching.

# Makes a demo lab, lets a check look at it, and gives the dataset that waits in the stitching queue.
function New-ProcessingLab([string] $Name) {
    $script:lab = New-TestLab $Name
    $null = Invoke-StatusCheck
    Get-Dataset CE5_retina_stack1
}

# The queue files of a dataset in a folder of the stitching cluster.
function Get-QueueFile([long] $Id, [string] $Folder) {
    $stitch = (Get-StatusSettings Rscm:Processing:Stitching:Folder).Value
    Get-ChildItem (Join-Path $stitch $Folder) -Filter ('{0:d5}_*.txt' -f $Id) -ErrorAction Ignore
}

# What the stitching cluster does with a queue file.
function Move-QueueFile([long] $Id, [string] $From, [string] $To) {
    $stitch = (Get-StatusSettings Rscm:Processing:Stitching:Folder).Value
    $null = New-Item -ItemType Directory (Join-Path $stitch $To) -Force
    Get-QueueFile $Id $From | Move-Item -Destination (Join-Path $stitch $To)
}

# Runs a job of this name in the lab that waits until it is cancelled.
function Start-WaitingJob([string] $Name, [string] $Lab) {
    $file = Join-Path $Lab "$Name.sh"
    "#!/bin/bash`nsleep 300`n" | Set-Content $file
    Submit-ClusterJob $file -Name $Name -LogPath (Join-Path $Lab "$Name.log") -Confirm:$false
}
