"""Papers asked for, chains and a trial as files, for a shop that has everything."""

CHAIN_FILES = {
    "papers_asked.csv": "ask_no,npi,member_no,hcpcs,paper,asked_on,recorded_at,recorded_by\n"
    "1,1234567890,M2,E1390,prescription,2026-06-02,2026-06-02T15:00:00Z,ana\n",
    "chains.csv": "chain_no,payer_code,title,codes,trial_months,ask_days,from_on,until_on,"
    "proposal,citation,why,confirm\n"
    "CHN-0001,MH,Pump,E0784 E0787,3,30,2026-01-01,2026-12-31,,A letter,Twice,What is left\n",
    "chain_criteria.csv": "chain_no,stage,label,kind,text,line,unit,may_except,is_optional,"
    "citation,confirm\n"
    "CHN-0001,not_covered,1,no,Only for convenience,,,no,yes,B.4,\n"
    "CHN-0001,trial,1,over,HbA1c,7.0,percent,yes,no,A.7,How old\n",
    "trials.csv": "trial_no,chain_no,member_no,hcpcs,order_no,opened_on,begun_on,closed_on,"
    "closed_because,note\n"
    "TRL-000001,CHN-0001,M1,E0784,ORD-000001,2026-06-01,2026-06-10,2026-07-01,Gave it back,First\n",
    "trial_answers.csv": "trial_no,turn,stage,label,said,reason,evidence,evidence_on,sha256,"
    "recorded_at,recorded_by\n"
    "TRL-000001,1,trial,1,6.9,Many lows,Lab report,2026-05-30," + "a" * 64 + ","
    "2026-06-02T15:00:00Z,ana\n"
    "TRL-000001,2,trial,1,,Typed for another,,,,2026-06-03T15:00:00Z,ana\n",
}
