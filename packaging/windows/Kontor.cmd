@echo off
rem Start Kontor by a double click, and install it first where it is not there yet.
rem The wheel (kontor_ledger-....whl), if there is one, lies beside this file.
rem What is there is used, in this order: kontor itself, uv, pipx, Python.
setlocal EnableExtensions
title Kontor
set "PACKAGE=kontor-ledger"
for %%W in ("%~dp0kontor_ledger-*.whl") do set "PACKAGE=%%~fW"
set "OWN=%LOCALAPPDATA%\kontor-program"
set "PATH=%PATH%;%USERPROFILE%\.local\bin"

rem With its ending: this very file answers to "kontor" as well.
where kontor.exe >nul 2>nul
if not errorlevel 1 (
  set "PROGRAM=kontor.exe"
  goto start
)
if exist "%OWN%\Scripts\kontor.exe" goto update

echo Installing Kontor. This happens once and takes a minute or two.
echo Kontor wird eingerichtet. Das geschieht einmal und dauert ein, zwei Minuten.

where uv >nul 2>nul
if errorlevel 1 goto pipx
uv tool install --python ">=3.11" "%PACKAGE%"
if errorlevel 1 goto pipx
for /f "delims=" %%D in ('uv tool dir --bin') do set "PROGRAM=%%D\kontor.exe"
goto start

:pipx
where pipx >nul 2>nul
if errorlevel 1 goto python
pipx install "%PACKAGE%"
if errorlevel 1 goto python
for /f "delims=" %%D in ('pipx environment --value PIPX_BIN_DIR') do set "PROGRAM=%%D\kontor.exe"
goto start

:python
set "PYTHON="
for %%P in ("py -3" "python" "python3") do call :try %%~P
if not defined PYTHON goto nopython
%PYTHON% -m venv "%OWN%"
if errorlevel 1 goto failed
"%OWN%\Scripts\python.exe" -m pip install --quiet "%PACKAGE%"
if errorlevel 1 goto failed
>"%OWN%\wheel" echo %PACKAGE%
goto own

:update
rem A wheel that was not there when Kontor was installed is a newer one.
if not exist "%PACKAGE%" goto own
set "BEFORE="
if exist "%OWN%\wheel" set /p BEFORE=<"%OWN%\wheel"
if "%BEFORE%"=="%PACKAGE%" goto own
"%OWN%\Scripts\python.exe" -m pip install --quiet --upgrade "%PACKAGE%"
if not errorlevel 1 >"%OWN%\wheel" echo %PACKAGE%

:own
set "PROGRAM=%OWN%\Scripts\kontor.exe"

:start
echo Kontor is running. Leave this window open; closing it stops Kontor.
echo Kontor laeuft. Lassen Sie dieses Fenster offen; wer es schliesst, beendet Kontor.
"%PROGRAM%" start
if errorlevel 1 pause
exit /b

:try
if defined PYTHON exit /b
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b

:nopython
echo Kontor needs Python 3.11 or newer. Install it from the page that opens now, then
echo double-click again.
echo Kontor braucht Python 3.11 oder neuer. Richten Sie es von der Seite ein, die sich
echo jetzt oeffnet, und doppelklicken Sie noch einmal.
start "" "https://www.python.org/downloads/"
pause
exit /b 1

:failed
if exist "%OWN%" rmdir /s /q "%OWN%"
echo Kontor could not be installed. Is this computer online?
echo Kontor liess sich nicht einrichten. Ist der Rechner im Netz?
pause
exit /b 1
