@echo off
rem Runs install.ps1 for this user. No administrator is needed.
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1"
pause
