"""One record of every kind of repairs, every optional column filled somewhere, as export has it."""

_STAMP = "2026-03-06T15:00:00Z,ana"

REPAIR_RECORDS = {
    "model_traits.csv": "product_no,size,capacity_pounds,features\n"
    'BED,36 in,450,"rails, trapeze"\nOXY,,,\n',
    "repairs.csv": "repair_no,ownership,stage,member_no,payer_code,serial,product_no,rental_no,"
    "item,serial_told,hcpcs,asked_by,asked_on,fault,cause,site,technician,promised_on,"
    "replacement,pa_number,previous_on,removed_on,finished_on,returned_on,closed_on,refusal\n"
    "REP-000001,bought_elsewhere,closed,M1,MH,,BED,,Old bed,X-9,E0260,Rose Alda,2026-03-01,"
    '"It hums.\nAll night.",defect,shop,Tom Reyes,2026-03-09,800.00,PA-7,2024-01-31,2026-03-02,'
    "2026-03-05,2026-03-06,2026-03-07,\n"
    "REP-000002,stock,refused,,,SN-3,OXY,,Concentrator,,E1390,Tom Reyes,2026-03-05,Dead,wear,shop,"
    ",,,,,,,,,not_repairable\n",
    "repair_steps.csv": "repair_no,turn,step,happened_on,note,party,reference,relation,amount,"
    "ticket_no,recorded_at,recorded_by\n"
    f'REP-000001,1,claimed,2026-03-03,"Motor, again","Acme, Inc.",RMA-7,,12.50,,{_STAMP}\n'
    f"REP-000001,2,fetching,2026-03-05,,,,,,SLIP-000001,{_STAMP}\n"
    f"REP-000001,3,returned,2026-03-06,,Rose Alda,,self,,,{_STAMP}\n",
    "repair_lines.csv": "repair_no,turn,kind,done_on,description,hcpcs,modifiers,quantity,amount,"
    "cost,minutes,covered,technician,citation,reverses,recorded_at,recorded_by\n"
    f"REP-000001,1,part,2026-03-04,Motor,E2368,RB,1,210.05,120.00,,charged,Tom,,,{_STAMP}\n"
    "REP-000001,2,direct_service,2026-03-04,Fitting,K0739,U5,2,104.50,,90,charged,Tom,"
    f"101 CMR 322.03(2)(e),,{_STAMP}\n"
    f"REP-000001,3,taken_back,2026-03-04,Twice,,,1,0.00,,,included,,,1,{_STAMP}\n",
    "repair_loans.csv": "repair_no,turn,serial,ticket_no,likeness,reason,recorded_at,recorded_by\n"
    f'REP-000001,1,SN-2,SLIP-000001,same_code,"the same code E0260, size 36 in",{_STAMP}\n',
    "substitute_charges.csv": "repair_no,loan,charged_on,hcpcs,modifiers,amount,basis,citations,"
    "readings,derivation,is_ceiling,confirmed_by,recorded_at,recorded_by\n"
    "REP-000001,1,2026-03-05,E0260,RR KJ,75.00,formula,101 CMR 322.03(14)(a),a=b,"
    f'"one\ntwo",yes,ana,{_STAMP}\n',
}
