"""Conversions, limits, receipts, reasons, contacts and statements, as the export writes them."""

LIMIT_FILES = {
    "order_conversions.csv": "order_no,place,turn,terms,from_on,why,recorded_at,recorded_by\n"
    "ORD-000001,1,1,buy,2026-08-31,Wanted for good,2026-08-01T15:00:00Z,ana\n",
    "limits.csv": "limit_no,payer_code,kind,hcpcs,quantity,every,unit,treatment,stance,from_on,"
    "until_on,proposal,citation,why\n"
    "LIM-0001,PP,supply,A4253,2,1,months,insulin,stop,2030-01-01,2030-12-31,,Our contract,\n"
    "LIM-0002,PP,replacement,E0143,1,5,years,any,warn,2030-01-01,,mc_e0143,42 U.S.C.,They ask\n",
    "receipts.csv": "source,source_no,turn,member_no,payer_code,hcpcs,quantity,days,received_on,"
    "returned_on,note,recorded_at,recorded_by\n"
    "delivery,SLIP-9/1,1,M2,PP,E0143,1,,2026-01-02,2026-02-02,,2026-01-20T15:00:00Z,ana\n"
    "earlier,RCP-000001,1,M1,,A4253,2,30,2026-01-02,,Told by them,2026-01-20T15:00:00Z,ana\n"
    "earlier,RCP-000001,2,M1,PP,A4253,0,30,2026-01-02,,A mistake,2026-01-21T15:00:00Z,ana\n",
    "replacements.csv": "replacement_no,member_no,hcpcs,reason,happened_on,evidence,undoes_no,"
    "recorded_at,recorded_by\n"
    'RPL-000001,M1,E0143,lost,2026-01-03,"On a bus, said",,2026-01-20T15:00:00Z,ana\n'
    "RPL-000002,M1,E0143,lost,2026-01-03,Found again,RPL-000001,2026-01-21T15:00:00Z,ana\n",
    "refill_contacts.csv": "contact_no,member_no,hcpcs,contacted_on,channel,who,answer,"
    "quantity_left,note,undoes_no,recorded_at,recorded_by\n"
    "RFL-000001,M1,A4253,2026-01-15,phone,Her son,wanted,1,,,2026-01-20T15:00:00Z,ana\n"
    "RFL-000002,M1,A4253,2026-01-15,phone,Her son,wanted,,Wrong member,RFL-000001,"
    "2026-01-21T15:00:00Z,ana\n",
    "insulin_statements.csv": "statement_no,member_no,from_on,is_treated,said_by,recorded_at,"
    "recorded_by\n"
    "INS-000001,M1,2026-01-02,yes,Prescription,2026-01-20T15:00:00Z,ana\n",
}
