"""What was said about an account, and its statements, as their files have it."""

NOTE_RECORDS = {
    "account_notes.csv": "note,member_no,payer_code,kind,text,promised_on,promised,follow_up_on,"
    "settles,noted_on,noted_at,noted_by\n"
    '1,M1,MH,call,"Sent, she says",2026-03-20,12.50,2026-03-21,,2026-03-05,'
    "2026-03-05T15:00:00Z,ana\n2,M1,,note,Came,,,,1,2026-03-22,2026-03-22T15:00:00Z,bo\n",
    "scrub_overrides.csv": "rule,rental_no,charge_no,from_on,turn,why,recorded_at,recorded_by\n"
    "modifier_twice,,C-000002,2026-03-05,1,The payer asks so,2026-03-09T15:00:00Z,ana\n"
    "modifier_twice,,C-000002,2026-03-05,2,It does not,2026-03-10T15:00:00Z,bo\n",
    "worksheets.csv": "worksheet_no,member_no,request_no,priced_on,what,hcpcs,description,family,"
    "catalogue,list,discounts,invoice,quote,timely_percentage,timely_terms,markup_percentage,"
    "usual_charge,rental_month,note,result,recorded_at,recorded_by\n"
    "IC-000001,M1,PAR-000001,2026-02-01,new,E0260,Bed,dme,1000.00,1000.00,20% 10.00,,,8,"
    "ten days,30,1500.00,,By mail,996.19,2026-02-01T15:00:00Z,ana\n"
    "IC-000002,,,2026-02-01,capped_rent,E0260,Bed,dme,,,,250.00,,,,30,999.00,4,,24.38,"
    "2026-02-02T15:00:00Z,ana\n",
    "statements.csv": "statement_no,member_no,as_of_on,turn,is_large,owed,held,sha256,made_at,"
    "made_by\nM1-20260322,M1,2026-03-22,1,no,12.50,0.00,ab12,2026-03-22T15:00:00Z,bo\n"
    "M1-20260322-2,M1,2026-03-22,2,yes,0.00,3.00,ab13,2026-03-22T16:00:00Z,bo\n",
}
