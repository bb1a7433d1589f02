"""What was said about an account, as its file has it."""

NOTE_RECORDS = {
    "account_notes.csv": "note,member_no,payer_code,kind,text,promised_on,promised,follow_up_on,"
    "settles,noted_on,noted_at,noted_by\n"
    '1,M1,MH,call,"Sent, she says",2026-03-20,12.50,2026-03-21,,2026-03-05,'
    "2026-03-05T15:00:00Z,ana\n2,M1,,note,Came,,,,1,2026-03-22,2026-03-22T15:00:00Z,bo\n",
}
