Attribute VB_Name = "ZpjFormulas"
Option Explicit
' Excel binds the function of an add-in when a formula is entered. A formula written by a program stays unbound, and
' one saved on another machine points at that machine's path. So they are entered again, without the path.
Private Const FUNCTIONS As String = "ZPJ_"
Private Const MOST_ROWS As Long = 500
Private Const MOST_COLUMNS As Long = 60
Private mSeen As String

' On the sheet in front; again and again only where a button is about to read it.
Public Sub ZpjBindActive(ByVal again As Boolean)
    On Error GoTo done
    ZpjBind ActiveSheet, again
done:
End Sub

Public Sub ZpjBind(ByVal sheet As Object, ByVal again As Boolean)
    Dim mark As String
    On Error GoTo done
    If TypeName(sheet) <> "Worksheet" Then Exit Sub
    mark = vbLf & sheet.Parent.FullName & "!" & sheet.Name & vbLf
    If InStr(mSeen, mark) > 0 And Not again Then Exit Sub
    If InStr(mSeen, mark) = 0 Then mSeen = mSeen & mark
    ZpjEnterAgain sheet
done:
End Sub

' Enter the formulas of a sheet again that call our functions; gives their number.
Public Function ZpjEnterAgain(ByVal sheet As Object) As Long
    Dim saved As Boolean
    Dim events As Boolean
    Dim used As Object
    Dim formulas As Variant
    Dim r As Long
    Dim c As Long
    Set used = sheet.UsedRange
    formulas = ZpjTop(sheet, used).Formula
    If Not IsArray(formulas) Then Exit Function
    saved = sheet.Parent.Saved
    events = Application.EnableEvents
    On Error GoTo restore
    Application.EnableEvents = False
    For c = LBound(formulas, 2) To UBound(formulas, 2)
        For r = LBound(formulas, 1) To UBound(formulas, 1)
            If ZpjCalls(formulas(r, c)) Then
                ZpjEnter sheet, used.Row + r - LBound(formulas, 1), used.Column + c - LBound(formulas, 2), formulas(r, c)
                ZpjEnterAgain = ZpjEnterAgain + 1
            End If
        Next r
    Next c
restore:
    Application.EnableEvents = events
    If saved Then sheet.Parent.Saved = True
End Function

' The used part of a sheet, no more of it than a form can fill.
Private Function ZpjTop(ByVal sheet As Object, ByVal used As Object) As Object
    Dim lastRow As Long
    Dim lastColumn As Long
    lastRow = used.Rows.Count
    lastColumn = used.Columns.Count
    If lastRow > MOST_ROWS Then lastRow = MOST_ROWS
    If lastColumn > MOST_COLUMNS Then lastColumn = MOST_COLUMNS
    lastRow = used.Row + lastRow - 1
    lastColumn = used.Column + lastColumn - 1
    Set ZpjTop = sheet.Range(sheet.Cells(used.Row, used.Column), sheet.Cells(lastRow, lastColumn))
End Function

Private Function ZpjCalls(ByVal formula As Variant) As Boolean
    ZpjCalls = False
    If VarType(formula) <> vbString Then Exit Function
    If Left$(formula, 1) = "=" Then ZpjCalls = InStr(1, formula, FUNCTIONS, vbTextCompare) > 0
End Function

' A protected or merged cell refuses: it keeps what it has.
Private Sub ZpjEnter(ByVal sheet As Object, ByVal r As Long, ByVal c As Long, ByVal formula As String)
    On Error GoTo done
    sheet.Cells(r, c).Formula = ZpjBare(formula)
done:
End Sub

' A formula without the link to another copy of the add-in: 'C:\XLSTART\zpj.xlam'!ZPJ_SCORE(...) is ZPJ_SCORE(...).
Public Function ZpjBare(ByVal formula As String) As String
    Dim bang As Long
    Dim first As Long
    bang = InStr(1, formula, "!" & FUNCTIONS, vbTextCompare)
    Do While bang > 1
        first = ZpjLinkStart(formula, bang - 1)
        formula = Left$(formula, first - 1) & Mid$(formula, bang + 1)
        bang = InStr(first, formula, "!" & FUNCTIONS, vbTextCompare)
    Loop
    ZpjBare = formula
End Function

' Where the link that ends at a place begins: at its opening quote (a quote inside is doubled), or at a bare file name.
Private Function ZpjLinkStart(ByVal formula As String, ByVal last As Long) As Long
    Dim i As Long
    i = last
    If Mid$(formula, last, 1) = "'" Then
        i = last - 1
        Do While i > 1
            If Mid$(formula, i, 1) = "'" Then
                If Mid$(formula, i - 1, 1) <> "'" Then Exit Do
                i = i - 1
            End If
            i = i - 1
        Loop
    Else
        Do While i > 1
            If InStr("(,=+-*/^&<> ;{", Mid$(formula, i - 1, 1)) > 0 Then Exit Do
            i = i - 1
        Loop
    End If
    ZpjLinkStart = i
End Function
