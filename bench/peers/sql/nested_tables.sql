-- DuckDB with the lists of a case nested in its row, and what the calendar gives written beside each day: the work that a
-- person can do beforehand for one set of rules. Not part of what is timed. From the tables of tables.sql.
CREATE TABLE nested AS
SELECT c.*, a.m4 AS study_due, s.m3 AS first_due, b.y15 AS born_15,
  [c.start_day, s.y1, s.y2, s.y3, s.y4] AS begins,
  [s.y1 - 1, e1.y1 - 1, e2.y1 - 1, e3.y1 - 1, e4.y1 - 1] AS ends,
  n.notifications, coalesce(t.conversations, []) AS conversations, coalesce(d.decisions, []) AS decisions, coalesce(f.followups, []) AS followups
FROM cases AS c
LEFT JOIN calendar AS a ON a.day = c.awareness
LEFT JOIN calendar AS s ON s.day = c.start_day
LEFT JOIN calendar AS b ON b.day = c.born
LEFT JOIN calendar AS e1 ON e1.day = s.y1
LEFT JOIN calendar AS e2 ON e2.day = s.y2
LEFT JOIN calendar AS e3 ON e3.day = s.y3
LEFT JOIN calendar AS e4 ON e4.day = s.y4
LEFT JOIN (SELECT case_id, list({'receipt': receipt, 'receipt_day': receipt_day, 'assessment': assessment, 'assessment_day': assessment_day,
                                 'confirmation': confirmation, 'notifier': notifier, 'working': k.working} ORDER BY nr) AS notifications
           FROM notifications JOIN calendar AS k ON k.day = receipt_day GROUP BY case_id) AS n ON n.case_id = c.id
LEFT JOIN (SELECT case_id, list(held ORDER BY nr) AS conversations FROM conversations GROUP BY case_id) AS t ON t.case_id = c.id
LEFT JOIN (SELECT case_id, list({'decided': decided, 'documented': documented, 'basis': basis} ORDER BY nr) AS decisions
           FROM decisions GROUP BY case_id) AS d ON d.case_id = c.id
LEFT JOIN (SELECT case_id, list({'held': held, 'goal_met': goal_met, 'm6': k.m6} ORDER BY nr) AS followups
           FROM followups JOIN calendar AS k ON k.day = held GROUP BY case_id) AS f ON f.case_id = c.id
ORDER BY c.id;
