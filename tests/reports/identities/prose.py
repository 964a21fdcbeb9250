"""Ordinary prose of reports in which nobody is planted, much of it made to look as if somebody were."""

# What the engine was tuned on.
TUNED = """
Young people told us that they felt listened to. Green spaces near the family hubs are well used in May and June.
The hill above the market is where most families live. Prices have gone up, and the bill for agency staff with them.
Will the new plan be ready before the summer? It may well be, and the council will publish it on 14 March 2027.
May was a difficult month. In April 2026 the board agreed to a review. Grace is needed when plans change, and hope too.
Mark the records clearly, said the audit. A brown bin collection and a white paper were the only other business.
Baker Street and Young Street are served by the same team. The Green Paper of 2023 set out the national direction.
Bradford, Leeds and Wakefield share a regional adoption agency. Bradford Council hosts it. In York the picture differs.
The Partnership Board meets every six weeks and its minutes are clear. The Care Act duties are well understood.
The service holds 1,204 open cases, of which 312 are children in need. The budget is £14.2 million, 3 per cent down.
Case reference 2026/00417 and audit CA-1147 were looked at. ISSN 0045-3102 and DOI 10.1093/bjsw/bcad252 are cited.
Social workers have manageable caseloads and receive regular supervision. Team managers know their teams well.
Thresholds are applied with consistency. Partners understand them and use the multi-agency safeguarding hub (MASH) well.
Staff in the MASH and in CAMHS told us that waits were long. Twelve focus groups and eighteen case reviews were held.
Parents and carers described a warm welcome. Several had waited for more than a year for an assessment.
Over three days the team held 42 sessions. The team read 118 documents. Feedback was given on 12 June 2026 at 10.30 am.
Practice is strengthening, but the quality of plans varies too much from one locality to another.
Management oversight is recorded on most files, though its rationale is sometimes hard to follow.
The voice of the child is clear in direct work. Life story work, however, starts late for too many children.
Heads of service across the region meet each quarter. Directors of children's services were strongly supportive.
We recommend that the partnership agrees a single set of measures by September 2027 and reports on them in public.
The Social Work Academy has been in place since 2019 and has trained 240 newly qualified social workers.
The strategy has been in place for three years. Demand has risen for two years. Only four in ten plans were dated.
Only three of the audits had no action. The only service with a waiting list is speech and language therapy.
Two councils, four areas for development and three recommendations are listed at the end. Both reviews agree.
Performance in Hull, East Riding and North Lincolnshire is reported together. St Mary's School was visited on Tuesday.
Mill Lane Family Hub, Hope House and Grace Court provide respite care. Rose Cottage closed in August 2025.
The RAG rating moved from Amber to Green. Red, Amber and Green ratings are shown beside each measure.
Cook and chill meals, price lists and a day centre were mentioned. The field is wide open and the wood is thick.
Long waits harm children. Short breaks help. Sharp rises in demand were seen. Strong partnerships are a strength.
The Mayor's office, the Fire and Rescue Service and West Yorkshire Police attended. So did health colleagues.
Please mark any comments by Friday. The chair of any board must be independent. Every director should read this.
Health partners, schools and the police all described good relationships. The voluntary sector feels involved.
A critical friend asks hard questions. Peer challenge is not inspection. No grade is given.
Early help is strong. Families get the right help at the right time, and step-down is planned with them.
Wood burning, a stone wall and a black cab were in the picture on the cover. The long road to Whitby is in the last one.
Page 12 of the plan lists the actions. Ward profiles were provided for Central Ward and Park Ward.
Dean Park, Forest Hill and King Street are named in the needs assessment. The king's visit was in the spring.
The carers' centre supports about 900 people. The young carers' group meets on Thursdays during term time.
Frank discussions were had. Rich data is held but not used. Miles travelled by staff have fallen by a fifth.
The sector-led improvement offer, the SEND inspection and the JTAI are described in annex B of the report.
"""

# What it was not: other words, other shapes, other traps. Nobody tuned the engine with these.
HELD_OUT = """
- Access to advice: satisfactory. Read across to the Prevention Plan (2024 to 2028), pp. 14-19.
- Hall Place and Marsh Lane sites: closed. Rivers Trust, Marsh Farm and the Fielding Centre: open.
Notes of workshop 3. Attendance good. Discussion ranged from fostering sufficiency to transitions at 18.
Dear colleagues, thank you for the welcome you gave us between 3 and 5 November. We were struck by how open people were.
April showers aside, the week in Scarborough went well. March and August are the busiest months for the contact centre.
Rose bushes by the entrance, a grey carpet and poor signage: first impressions matter to anxious families.
Can staff name the three priorities? Most could. Could partners? Fewer. Should the wording be simpler? Probably.
Summary table. Measure: repeat referrals. Last year: 21.4%. This year: 19.0%. England: 22.5%. Direction: improving.
Measure: placements beyond 20 miles. Last year: 17. This year: 23. Source: SSDA903 return, table LAA-4.
Bishop's Court and Abbot House will merge. Knight Frank advised on the sale. The Marsh report is still awaited.
Grant income fell. Grants end in March. Grant applications take too long. Chance meetings are not a strategy.
Lane closures delayed the bus, and the bus pass scheme is under review. Banks and shops have left the high street.
Penny for penny, edge of care work saves most. Faith groups run eleven warm spaces. Joy is a word children used a lot.
Sunny Bank, Holly Bank and Ivy House are registered homes. Heather Rise is not yet open. Ofsted visits are due.
What works: restorative practice. What does not: twenty-three separate forms. What next: a single front door.
Practitioners in adult services rarely attend. Practitioners in children's services always do. Managers notice.
It was put to us, more than once, that meetings start late and finish later. We saw both.
The Chancellor's settlement, the Department's guidance and the Ombudsman's focus report are all cited.
Lessons from the Archer review (2019) and the Knight inquiry (2021) have been acted on; the Potter principles less so.
Some strategies last for five years; this one has run since 2021. The partnership has worked with schools for a decade.
Foster carers want a say. Kinship carers want clarity. Care leavers want somewhere to live that they can afford.
Ring 999 in an emergency. Text lines close at 10 pm. The helpline number is on the council's website.
Invoice 0042317, order PO-77120, room B12, version 3.4.1, grid reference SE 297 338, budget code 45 10 200.
Sample: 36 files. Good practice: 22. Requires work: 11. Returned to the service at once: none.
Heads up: the new recording system goes live on 1 December. Leads for each strand meet weekly. Chairs rotate.
Deputies stand in when needed. Officers brief members monthly. Members asked for plainer papers, and now get them.
Booth rental, parish newsletters, swift boxes and a wren mural made up the rest of a cheerful community day.
Lamb, fish and rice were on the menu. Pike fishing and day trips are offered. Barber and cook apprenticeships too.
Stone by stone a culture is built. Steel will be needed. Frost, flood and fire plans were tested in January.
In North Tyneside, Kent and Devon we have seen other ways. Lincoln and Durham publish theirs. Chester is about to.
"""
