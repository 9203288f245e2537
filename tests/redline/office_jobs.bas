' Run inside LibreOffice: open Word files, accept or reject all, and save.
'
' The file of jobs has a line for each: a command, a file and a file to be written, parted by tabs; one that
' ends in .pdf is laid out, and one that ends in .odt is an OpenDocument text. The command is LibreOffice's own, such as .uno:AcceptAllTrackedChanges, or empty. Beside it a file ending in
' .left gets a line for each: how many changes are left, or what went wrong.

Sub Main(jobs As String)
    Dim nothing()
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim word(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    word(0).Name = "FilterName"
    Open jobs For Input As #1
    Open jobs & ".left" For Output As #2
    On Error GoTo Failed
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    Do While Not Eof(1)
        Line Input #1, job
        parts = Split(job, Chr(9))
        document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
        If parts(0) <> "" Then
            dispatcher.executeDispatch(document.CurrentController.Frame, parts(0), "", 0, nothing())
        End If
        left_over = 0
        changes = document.Redlines.createEnumeration()
        Do While changes.hasMoreElements()
            changes.nextElement()
            left_over = left_over + 1
        Loop
        Print #2, left_over
        Select Case Right(parts(2), 4)
            Case ".pdf"
                word(0).Value = "writer_pdf_Export"
            Case ".odt"
                word(0).Value = "writer8"
            Case Else
                word(0).Value = "MS Word 2007 XML"
        End Select
        document.storeToURL(parts(2), word())
        document.close(True)
    Loop
    Close #2
    StarDesktop.terminate()
    Exit Sub
Failed:
    Print #2, Error$ & " (line " & Erl & ")"
    Close #2
    StarDesktop.terminate()
End Sub
