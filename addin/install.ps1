#Requires -Version 5.1
# 为当前用户安装绩效自评：找到或安装 Python，建立虚拟环境，从 wheels 文件夹安装，再装加载项。不需要管理员权限，不需要网络。
param([string]$Bundle = $PSScriptRoot)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Wheels = Join-Path $Bundle 'wheels'
$InstallerFolder = Join-Path $Bundle 'Python安装程序'

function Stop-WithMessage([string]$What, [string]$Remedy) {
    Write-Host ''
    Write-Host "没有装成：$What" -ForegroundColor Red
    Write-Host "怎样处理：$Remedy" -ForegroundColor Yellow
    exit 2
}

function Write-Step([string]$Text) {
    Write-Host ''
    Write-Host "== $Text"
}

# 安装包里带了哪些 Python 版本用的文件，如 3.11、3.12。
function Get-SupportedVersion {
    $found = @()
    foreach ($file in Get-ChildItem -LiteralPath $Wheels -Filter 'xlwings-*.whl') {
        if ($file.Name -match '-cp3(\d+)-cp3\d+-win_amd64\.whl$') { $found += "3.$($Matches[1])" }
    }
    return @($found | Sort-Object { [version]$_ } -Descending)
}

# 登记过的每一个 python.exe，用户自己的在前。
function Get-RegisteredPython {
    $roots = 'HKCU:\Software\Python\PythonCore', 'HKLM:\Software\Python\PythonCore'
    foreach ($root in $roots) {
        if (-not (Test-Path -LiteralPath $root)) { continue }
        foreach ($key in Get-ChildItem -LiteralPath $root) {
            $place = Join-Path $key.PSPath 'InstallPath'
            if (-not (Test-Path -LiteralPath $place)) { continue }
            $folder = (Get-Item -LiteralPath $place).GetValue('')
            if (-not $folder) { continue }
            $program = Join-Path $folder 'python.exe'
            if (Test-Path -LiteralPath $program) { Write-Output $program }
        }
    }
}

# 版本号（如 3.11）；不是 64 位或运行不了的得空。
function Get-PythonVersion([string]$Program) {
    $code = 'import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1], sys.maxsize > 2**32)'
    try { $answer = & $Program -I -c $code } catch { return '' }
    if ($LASTEXITCODE -ne 0 -or "$answer" -notmatch '^(\d+) (\d+) True$') { return '' }
    return "$($Matches[1]).$($Matches[2])"
}

function Find-Python([string[]]$Versions) {
    $known = @{}
    foreach ($program in Get-RegisteredPython) {
        $version = Get-PythonVersion $program
        if ($version -and -not $known.ContainsKey($version)) { $known[$version] = $program }
    }
    foreach ($version in $Versions) {
        if ($known.ContainsKey($version)) { return $known[$version] }
    }
    return ''
}

# 官方安装程序：版本要合适，签名要有效，签名人要是 Python 软件基金会。
function Get-OfficialInstaller([string[]]$Versions) {
    if (-not (Test-Path -LiteralPath $InstallerFolder)) { return '' }
    foreach ($file in Get-ChildItem -LiteralPath $InstallerFolder -Filter 'python-3.*-amd64.exe') {
        if ($file.Name -notmatch '^python-(3\.\d+)\.\d+-amd64\.exe$') { continue }
        if ($Versions -notcontains $Matches[1]) {
            Write-Host "跳过 $($file.Name)：安装包里没有这个版本用的文件。"
            continue
        }
        $signature = Get-AuthenticodeSignature -LiteralPath $file.FullName
        if ($signature.Status -ne 'Valid') {
            Stop-WithMessage "$($file.Name) 的数字签名无效（$($signature.Status)），没有运行它" '请从 Python 官网重新下载'
        }
        if ($signature.SignerCertificate.Subject -notmatch '(^|, )O="?Python Software Foundation"?(,|$)') {
            Stop-WithMessage "$($file.Name) 不是 Python 软件基金会签名的，没有运行它" '请从 Python 官网重新下载'
        }
        return $file.FullName
    }
    return ''
}

function Install-Python([string]$Installer) {
    Write-Host "正在安装 Python（只为当前用户）：$Installer"
    $options = '/quiet', 'InstallAllUsers=0', 'PrependPath=0', 'Include_launcher=0', 'Include_test=0', 'Shortcuts=0'
    $process = Start-Process -FilePath $Installer -ArgumentList $options -Wait -PassThru
    if ($process.ExitCode -ne 0 -and $process.ExitCode -ne 3010) {
        Stop-WithMessage "Python 的安装程序没有完成（代码 $($process.ExitCode)）" '请双击它手工安装一次，再运行本程序'
    }
}

function Invoke-Checked([string]$Program, [string[]]$Arguments, [string]$What, [string]$Remedy) {
    & $Program $Arguments
    if ($LASTEXITCODE -ne 0) { Stop-WithMessage $What $Remedy }
}

if (-not $env:LOCALAPPDATA) { Stop-WithMessage '找不到当前用户的文件夹（LOCALAPPDATA）' '请用平时办公的账号登录后再运行' }
$Venv = Join-Path $env:LOCALAPPDATA 'zpj\venv'
$VenvPython = Join-Path $Venv 'Scripts\python.exe'

Write-Step '第 1 步：检查安装包'
if (-not (Test-Path -LiteralPath $Wheels)) { Stop-WithMessage '旁边没有 wheels 文件夹' '请先把压缩包全部解压，再运行解压出来的 install.cmd' }
$versions = @(Get-SupportedVersion)
if ($versions.Count -eq 0) { Stop-WithMessage 'wheels 文件夹里缺少 xlwings' '请重新制作或重新复制安装包' }
Write-Host "可用的 Python 版本：$($versions -join '、')"
if (Get-Process -Name 'EXCEL' -ErrorAction SilentlyContinue) { Stop-WithMessage 'Excel 正开着' '请关闭所有 Excel 窗口后再运行' }

Write-Step '第 2 步：准备 Python'
$python = Find-Python $versions
if (-not $python) {
    $installer = Get-OfficialInstaller $versions
    if (-not $installer) {
        Stop-WithMessage '这台电脑上没有合适的 64 位 Python，安装包里也没有它的安装程序' `
            '请从 Python 官网下载 Windows 64 位安装程序（如 python-3.11.9-amd64.exe），放进“Python安装程序”文件夹，再运行本程序'
    }
    Install-Python $installer
    $python = Find-Python $versions
    if (-not $python) { Stop-WithMessage '装了 Python 仍然找不到它' '请重新启动电脑后再运行本程序' }
}
Write-Host "使用：$python"

Write-Step '第 3 步：安装绩效自评'
Invoke-Checked $python @('-I', '-m', 'venv', '--clear', $Venv) "不能建立 $Venv" '请关闭 Excel 和正在运行的 zpj，检查磁盘空间后再运行'
$options = '-I', '-m', 'pip', 'install', '--no-index', '--find-links', $Wheels, '--disable-pip-version-check', '--no-warn-script-location', 'zpj'
Invoke-Checked $VenvPython $options 'wheels 文件夹里的文件不全或已损坏' '请对照 清单.txt 检查，重新复制安装包'

Write-Step '第 4 步：安装 Excel 加载项'
Invoke-Checked $VenvPython @('-I', '-m', 'zpj', 'addin', 'install') '加载项没有装上' '原因见上面一行，处理后再运行本程序'

Write-Step '第 5 步：体检'
Invoke-Checked $VenvPython @('-I', '-m', 'zpj', 'addin', 'doctor') '体检没有完成' '请把上面的文字发给维护人员'
Write-Host ''
Write-Host '安装完成。请打开 Excel，功能区里应有“绩效自评”。' -ForegroundColor Green
exit 0
