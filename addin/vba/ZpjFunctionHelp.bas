Attribute VB_Name = "ZpjFunctionHelp"
Option Explicit
' The help of the worksheet functions stands in the sheet zpj.functions: name, category, description, arguments.
Private Const FUNCTIONS As String = "zpj.functions"
Private Const FIRST_ARGUMENT As Long = 4
Private Const MOST_FUNCTIONS As Long = 50
Private Const MOST_ARGUMENTS As Long = 20

' Decoration only: where Excel refuses, the functions work all the same.
Public Sub ZpjDescribe()
    Dim sheet As Object
    Dim r As Long
    On Error GoTo done
    Set sheet = ThisWorkbook.Sheets(FUNCTIONS)
    For r = 1 To MOST_FUNCTIONS
        If sheet.Cells(r, 1).Value = "" Then Exit For
        ZpjDescribeOne sheet, r
    Next r
    ThisWorkbook.Saved = True
done:
End Sub

Private Sub ZpjDescribeOne(ByVal sheet As Object, ByVal r As Long)
    Dim helps() As String
    Dim n As Long
    On Error GoTo done
    For n = 0 To MOST_ARGUMENTS
        If sheet.Cells(r, FIRST_ARGUMENT + n).Value = "" Then Exit For
        ReDim Preserve helps(0 To n)
        helps(n) = sheet.Cells(r, FIRST_ARGUMENT + n).Value
    Next n
    Application.MacroOptions Macro:=CStr(sheet.Cells(r, 1).Value), Description:=CStr(sheet.Cells(r, 3).Value), _
        Category:=CStr(sheet.Cells(r, 2).Value), ArgumentDescriptions:=helps
done:
End Sub
