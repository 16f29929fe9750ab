#Requires -Version 5.1
# 试机：在真的 Excel 里打开加载项，逐个计算工作表函数、按下功能区的每个按钮，把结果写成一份报告。
# 按钮会弹出提示框或提问，请看着屏幕逐个回答。样例先复制到临时文件夹，不改动任何原来的文件。
param(
    [string]$AddIn = (Join-Path $env:APPDATA 'Microsoft\Excel\XLSTART\zpj.xlam'),
    [string]$Sample = '',
    [string]$Report = (Join-Path ([Environment]::GetFolderPath('MyDocuments')) '绩效自评试机报告.txt')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Lines = New-Object System.Collections.Generic.List[string]
$Wrong = 0

# 公式 -> 应得的结果；* 表示只要是一段文字。
$Formulas = @(
    @('=ZPJ_RATE(8.65,6.25025)', '0.7226'),
    @('=ZPJ_BUDGET_SCORE(8.65,6.25025)', '7.23'),
    @('=ZPJ_SCORE("≥2次","5次",20)', '20'),
    @('=ZPJ_EXPLAIN("≥2次","5次",20)', '*'),
    @('=ZPJ_TOTAL({7.23;20;30})', '57.23'),
    @('=ZPJ_GRADE(95.23)', '优'),
    @('=ZPJ_CHECK(A1:H30)', '*')
)

# 每个按钮：怎样回答，按下后应当多出什么（新文件的名字，或工作簿里的工作表；空着的由人看提示框）。
$Buttons = @{
    zpjNew      = @('表样填 1，项目名称填 试机', 'file:项目支出绩效自评表*.xlsx')
    zpjImport   = @('选择刚才打开的 试机 样例.xlsx', 'file:*_标准表*.xlsx')
    zpjScore    = @('看提示框说填写了几个得分', '')
    zpjCheck    = @('看提示框的结论', 'sheet:校验结果')
    zpjFix      = @('看清单，点“是”', '')
    zpjReport   = @('问是否仍然生成时点“是”', 'file:*.docx')
    zpjSummary  = @('选择试机用的文件夹', 'file:绩效自评汇总表*.xlsx')
    zpjFreeze   = @('看提示框说存在哪里', 'file:*_报送*.xlsx')
    zpjUndo     = @('看提示框说撤销了几个格', '')
    zpjSettings = @('看是否转到“设置”表', 'sheet:设置')
    zpjHelp     = @('看说明和日志文件的位置', '')
}

function Write-Line([string]$Text) {
    Write-Host $Text
    $script:Lines.Add($Text)
}

function Write-Result([bool]$IsGood, [string]$Subject, [string]$Detail) {
    if ($IsGood) { Write-Line "正常　${Subject}：$Detail" } else { $script:Wrong++; Write-Line "异常　${Subject}：$Detail" }
}

function Save-Report {
    Write-Line ''
    Write-Line "异常 $script:Wrong 项。"
    [IO.File]::WriteAllLines($Report, $Lines, (New-Object System.Text.UTF8Encoding($true)))
    Write-Host "报告：$Report"
}

function Find-Sample {
    $beside = Join-Path $PSScriptRoot '样例\xinzhou_2022.xlsx'
    $inCheckout = Join-Path (Split-Path -Parent $PSScriptRoot) 'sample_workbooks\xinzhou_2022.xlsx'
    foreach ($path in @($Sample, $beside, $inCheckout)) {
        if ($path -and (Test-Path -LiteralPath $path)) { return $path }
    }
    throw '找不到样例工作簿 xinzhou_2022.xlsx。请用 -Sample 指明。'
}

# 加载项里功能区的全部按钮，取自它自己的 customUI，一个不漏。
function Get-ButtonId([string]$Path) {
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    $archive = [IO.Compression.ZipFile]::OpenRead($Path)
    try {
        $entry = $archive.GetEntry('customUI/customUI14.xml')
        $reader = New-Object IO.StreamReader($entry.Open(), [Text.Encoding]::UTF8)
        try { $xml = [xml]$reader.ReadToEnd() } finally { $reader.Dispose() }
    } finally { $archive.Dispose() }
    foreach ($button in $xml.GetElementsByTagName('button')) { Write-Output $button.GetAttribute('id') }
}

function Test-Formula($Excel, $Sheet, [string]$Formula, [string]$Expected) {
    try {
        $cell = $Sheet.Range('J40')
        $cell.Formula = $Formula
        $Excel.Calculate()
        $value = $cell.Value2
        if ($value -is [int]) { Write-Result $false $Formula "得到错误值 $($cell.Text)"; return }
        if ($value -is [double]) { $shown = $value.ToString([Globalization.CultureInfo]::InvariantCulture) } else { $shown = "$value" }
        if ($Expected -eq '*') { $isGood = ($value -is [string]) -and $shown -match '[\u4e00-\u9fff]' } else { $isGood = $shown -eq $Expected }
        Write-Result $isGood $Formula "得到 $shown，应为 $Expected"
    } catch { Write-Result $false $Formula $_.Exception.Message }
}

# 按钮留下了应当有的东西没有。
function Test-Effect([string]$Effect, [string[]]$NewFiles, [string[]]$Sheets) {
    $kind, $pattern = $Effect -split ':', 2
    if ($kind -eq 'file') { return @($NewFiles | Where-Object { $_ -like $pattern }).Count -gt 0 }
    if ($kind -eq 'sheet') { return $Sheets -contains $pattern }
    return $true
}

function Test-Button($Excel, [string]$Name, [string]$Id, [string]$Book, [string]$Folder) {
    $log = Join-Path $env:LOCALAPPDATA 'zpj\zpj.log'
    $logBefore = if (Test-Path -LiteralPath $log) { (Get-Item -LiteralPath $log).Length } else { 0 }
    $before = @(Get-ChildItem -LiteralPath $Folder | ForEach-Object { $_.Name })
    if (-not $Buttons.ContainsKey($Id)) { Write-Result $false $Id '试机脚本里没有这个按钮'; return }
    $hint, $effect = $Buttons[$Id]
    Write-Host "按下 ${Id}：${hint}（试机用的文件夹 ${Folder}）"
    try {
        [void]$Excel.Workbooks.Item($Book).Activate()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        [void]$Excel.Run("'$Name'!ZpjRun", $Id)
        $seconds = [Math]::Round($clock.Elapsed.TotalSeconds, 1)
        $new = @(Get-ChildItem -LiteralPath $Folder | ForEach-Object { $_.Name } | Where-Object { $before -notcontains $_ })
        $sheets = @($Excel.Workbooks.Item($Book).Sheets | ForEach-Object { $_.Name })
        $logAfter = if (Test-Path -LiteralPath $log) { (Get-Item -LiteralPath $log).Length } else { 0 }
        $isGood = ($logAfter -eq $logBefore) -and (Test-Effect $effect $new $sheets)
        Write-Result $isGood $Id "$seconds 秒；工作表 $($sheets -join '、')；新文件 $($new -join '、')；应有 $effect"
        if ($logAfter -ne $logBefore) { Write-Line "　　日志里有新的记录：$log" }
    } catch { Write-Result $false $Id $_.Exception.Message }
}

function Test-Everything($Excel, [string]$Folder) {
    Write-Line "Windows $([Environment]::OSVersion.Version)，Excel $($Excel.Version).$($Excel.Build)，$($Excel.OperatingSystem)"
    Write-Line "代码页 $([Text.Encoding]::Default.CodePage)，界面语言 $((Get-Culture).Name)，加载项 $AddIn"
    $opened = $Excel.Workbooks.Open($AddIn)
    $name = $opened.Name
    $answer = $Excel.Run("'$name'!ZpjSelfTest")
    Write-Result ("$answer" -match '绩效自评') '加载项自检' "$answer"
    Write-Result ([bool]$opened.IsAddin) '加载项类型' "IsAddin = $($opened.IsAddin)"
    $path = Join-Path $Folder '试机 样例.xlsx'
    Copy-Item -LiteralPath (Find-Sample) -Destination $path
    $book = $Excel.Workbooks.Open($path)
    $sheet = $book.Worksheets.Item(1)
    foreach ($formula in $Formulas) { Test-Formula $Excel $sheet $formula[0] $formula[1] }
    [void]$sheet.Range('J40').ClearContents()
    foreach ($id in @(Get-ButtonId $AddIn)) { Test-Button $Excel $name $id $book.Name $Folder }
    $question = '请看 Excel 窗口：功能区里有没有“绩效自评”，按钮上的中文和图标是否正常？（y/n）'
    Write-Result ((Read-Host $question) -match '^[yY]') '功能区' '由人查看'
}

Write-Line "绩效自评试机报告　$(Get-Date -Format 'yyyy-MM-dd HH:mm')"
if (-not (Test-Path -LiteralPath $AddIn)) {
    Write-Result $false '加载项' "找不到 $AddIn，请先运行 install.cmd"
    Save-Report
    exit 2
}
$folder = Join-Path ([IO.Path]::GetTempPath()) ('zpj-' + [Guid]::NewGuid().ToString('N'))
[void](New-Item -ItemType Directory -Path $folder)
$excel = $null
try {
    $excel = New-Object -ComObject Excel.Application
    $excel.Visible = $true
    Test-Everything $excel $folder
} catch {
    Write-Result $false '试机中断' $_.Exception.Message
} finally {
    if ($null -ne $excel) {
        $excel.DisplayAlerts = $false
        $excel.Quit()
        [void][Runtime.InteropServices.Marshal]::ReleaseComObject($excel)
    }
    Save-Report
    Write-Host "试机用的文件在 $folder，看过以后可以删除。"
}
if ($Wrong -gt 0) { exit 1 }
exit 0
