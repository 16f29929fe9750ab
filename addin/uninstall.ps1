#Requires -Version 5.1
# 为当前用户卸载绩效自评：删除加载项、发送到菜单和虚拟环境。您的工作簿、报告和 Python 都不动。

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (-not $env:LOCALAPPDATA) {
    Write-Host '找不到当前用户的文件夹（LOCALAPPDATA）。请用安装时的账号登录后再运行。' -ForegroundColor Red
    exit 2
}
if (Get-Process -Name 'EXCEL' -ErrorAction SilentlyContinue) {
    Write-Host 'Excel 正开着。请关闭所有 Excel 窗口后再运行。' -ForegroundColor Red
    exit 2
}
$Venv = Join-Path $env:LOCALAPPDATA 'zpj\venv'
$VenvPython = Join-Path $Venv 'Scripts\python.exe'
if (-not (Test-Path -LiteralPath $VenvPython)) {
    Write-Host "没有找到 $VenvPython，可能已经卸载。"
    exit 0
}
& $VenvPython -I -m zpj addin uninstall
if ($LASTEXITCODE -ne 0) {
    Write-Host '加载项没有全部删除，原因见上面一行。处理后再运行本程序。' -ForegroundColor Red
    exit 2
}
try {
    Remove-Item -LiteralPath $Venv -Recurse -Force
} catch {
    Write-Host "加载项已删除，$Venv 还有文件正在使用。请重新启动电脑后再运行本程序。" -ForegroundColor Red
    exit 2
}
Write-Host "已删除：$Venv"
Write-Host '卸载完成。' -ForegroundColor Green
exit 0
