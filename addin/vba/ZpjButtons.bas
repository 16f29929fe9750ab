Attribute VB_Name = "ZpjButtons"
Option Explicit
' The ribbon's callback. All Chinese texts stand in the sheet zpj.texts: VBA source knows one code page only.
Private Const WITHOUT_BOOK As String = " zpjNew zpjImport zpjHelp "
Private Const TEXTS As String = "zpj.texts"
Private Const MOST_TEXTS As Long = 50
Private Const EXCLAMATION As Long = 48

Public Sub ZpjRibbon(control As Object)
    ZpjRun control.ID
End Sub

Public Sub ZpjRun(ByVal button As String)
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then
        If InStr(WITHOUT_BOOK, " " & button & " ") = 0 Then
            ZpjSay ZpjText("no_book")
            Exit Sub
        End If
        Workbooks.Add
    End If
    ThisWorkbook.ZpjListen
    ZpjBindActive True
    RunPython "import zpj.excel.ribbon; zpj.excel.ribbon.run('" & button & "')"
    Exit Sub
failed:
    ZpjSay ZpjText("no_python") & vbLf & vbLf & Err.Description
End Sub

' Does the add-in answer at all? Needs no Python.
Public Function ZpjSelfTest() As String
    ZpjSelfTest = PROJECT_NAME & " " & XLWINGS_VERSION & " " & ZpjText("title")
End Function

Public Function ZpjText(ByVal key As String) As String
    Dim sheet As Object
    Dim r As Long
    Set sheet = ThisWorkbook.Sheets(TEXTS)
    For r = 1 To MOST_TEXTS
        If sheet.Cells(r, 1).Value = key Then
            ZpjText = sheet.Cells(r, 2).Value
            Exit Function
        End If
    Next r
End Function

' A message box that shows Chinese on every Windows; MsgBox would not.
Public Sub ZpjSay(ByVal message As String)
    #If Mac Then
        MsgBox message, vbExclamation, ZpjText("title")
    #Else
        WScript.Popup message, 0, ZpjText("title"), EXCLAMATION
    #End If
End Sub
