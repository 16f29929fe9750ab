@echo off
rem Tries every function and button in a real Excel and writes a report.
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0smoke.ps1"
pause
