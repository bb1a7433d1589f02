"""A recall in every file that it moves in and out with, each column with a value somewhere."""

RECALL_FILES = {
    "stop_criteria.csv": "cause,cause_no,edition,place,firm,is_whole,group_no,kind,value,"
    "until_value,recorded_at,recorded_by\n"
    "recall,RCL-000001,1,1,Acme,no,1,model,B-1,,2026-03-02T15:00:00Z,ana\n"
    "recall,RCL-000001,2,1,Acme,yes,1,serial_range,SN 1,SN 9,2026-03-03T15:00:00Z,ana\n",
    "stop_marks.csv": "serial,cause,cause_no,turn,stand,reason,holder,recorded_at,recorded_by\n"
    "SN-2,recall,RCL-000001,1,possible,its model is named,M1,2026-03-02T15:00:00Z,ana\n"
    "SN-2,recall,RCL-000001,2,confirmed,Serial read,,2026-03-03T15:00:00Z,ana\n",
    "recalls.csv": "recall_no,title,firm,fda_no,event_no,recall_class,source,received_on,"
    "received_time,received_how,received_by,notice_name,notice_sha256,initiated_on,maker_due_on,"
    "product_text,codes_text,codes_are_whole,reason_text,instructions,asked,member_words,contact,"
    "recorded_at,recorded_by\n"
    "RCL-000001,Bed rail,Acme,Z-0001-2026,99,class_i,openfda,2026-03-02,14:30,email,Ana,"
    f'notice.pdf,{"a" * 64},2026-02-20,2026-03-31,Bed B-1,"Serial SN 1\nto SN 9",yes,Rail opens,'
    '"Return it, please",return,Do not use it.,"Acme, 555-0100",2026-03-02T15:00:00Z,ana\n'
    f"RCL-000002,Filter,Acme,,,unclassified,typed,2026-03-05,,mail,Ana{',' * 7}no,,,inform,,,"
    "2026-03-05T15:00:00Z,ana\n",
    "recall_steps.csv": "recall_no,turn,step,hazard,done_on,who,amount,note,recorded_at,"
    "recorded_by\n"
    "RCL-000001,1,judged,serious,2026-03-02,Dr. Silva,,May fall,2026-03-02T15:00:00Z,ana\n"
    "RCL-000001,2,credited,,2026-03-09,Ana,90.00,,2026-03-09T15:00:00Z,ana\n",
    "recall_letters.csv": "letter_no,recall_no,member_no,is_large,sha256,made_at,made_by\n"
    f"RLT-000001,RCL-000001,M1,yes,{'b' * 64},2026-03-03T15:00:00Z,ana\n",
    "recall_letter_facts.csv": "letter_no,turn,step,way,done_on,who,note,recorded_at,"
    "recorded_by\n"
    "RLT-000001,1,sent,certified,2026-03-03,Lee,9400,2026-03-03T15:00:00Z,ana\n"
    "RLT-000001,2,unreachable,,2026-03-09,Lee,Moved,2026-03-09T15:00:00Z,ana\n",
    "recall_remedies.csv": "recall_no,serial,turn,remedy,done_on,done_by,ticket_no,cost,note,"
    "recorded_at,recorded_by\n"
    "RCL-000001,SN-2,1,replaced,2026-03-05,Dan,SLIP-000001,12.50,New one,"
    "2026-03-05T15:00:00Z,dan\n",
}
