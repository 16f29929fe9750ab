@echo off
rem Removes what install.ps1 made for this user.
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0uninstall.ps1"
pause
