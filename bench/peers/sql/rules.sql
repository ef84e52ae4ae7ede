-- The twenty rules of the workload in SQL that SQLite, DuckDB and PostgreSQL read alike: one statement a rule, in order.
-- Each gives (verdict set, number of instances); a set is 1 not applicable + 2 fulfilled + 4 for judgement + 8 late
-- + 16 pending + 32 breached. 20453 is the as-of day, 29453700 its end in minutes UTC. What a guard or a condition does
-- not know is NULL, as SQL has it. The table calendar holds what calendar arithmetic gives for each day.

-- r01
SELECT s, count(*) FROM (
  SELECT CASE WHEN assessment IS NULL THEN CASE WHEN receipt + 1440 >= 29453700 THEN 16 ELSE 32 END
              ELSE (CASE WHEN assessment <= receipt + 1440 THEN 2 ELSE 8 END)
                 | (CASE WHEN assessment_day < receipt_day AND receipt + 1440 < 29453700 THEN 8 ELSE 0 END) END AS s
  FROM notifications) AS judged
GROUP BY s;

-- r02
SELECT s, count(*) FROM (
  SELECT CASE WHEN notifier = 2 THEN 1 WHEN notifier IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT notifier,
           CASE WHEN confirmation IS NULL THEN CASE WHEN 20453 <= k.working THEN 16 ELSE 32 END
                ELSE (CASE WHEN confirmation <= k.working THEN 2 ELSE 8 END)
                   | (CASE WHEN confirmation < receipt_day AND k.working < 20453 THEN 8 ELSE 0 END) END AS b
    FROM notifications JOIN calendar AS k ON k.day = receipt_day) AS base) AS judged
GROUP BY s;

-- r03
SELECT s, count(*) FROM (
  SELECT CASE WHEN (b & 56) = 0 OR extended = 0 THEN b WHEN extended = 1 THEN ((b & 2) | 4) ELSE (b | 4) END AS s FROM (
    SELECT extended,
           CASE WHEN awareness IS NULL THEN 1
                WHEN study IS NULL THEN CASE WHEN 20453 <= k.m4 THEN 16 ELSE 32 END
                ELSE (CASE WHEN study <= k.m4 THEN 2 ELSE 8 END)
                   | (CASE WHEN study < awareness AND k.m4 < 20453 THEN 8 ELSE 0 END) END AS b
    FROM cases LEFT JOIN calendar AS k ON k.day = awareness) AS base) AS judged
GROUP BY s;

-- r04
SELECT s, count(*) FROM (
  SELECT CASE WHEN acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT acute, (CASE WHEN h <= d THEN 2 ELSE 0 END) | (CASE WHEN h < d THEN 0 ELSE 32 END) AS b
    FROM (SELECT case_id, min(decided) AS d FROM decisions WHERE decided <= 20453 GROUP BY case_id) AS f
    JOIN cases ON cases.id = f.case_id
    LEFT JOIN (SELECT case_id, min(held) AS h FROM conversations GROUP BY case_id) AS t ON t.case_id = f.case_id) AS base) AS judged
GROUP BY s;

-- r05
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN h IS NULL THEN CASE WHEN 20453 <= k.m3 THEN 16 ELSE 32 END
              WHEN h <= k.m3 THEN 2 ELSE 8 END AS s
  FROM cases
  LEFT JOIN (SELECT f.case_id, min(f.held) AS h FROM followups AS f JOIN cases AS c ON c.id = f.case_id
             WHERE f.held >= c.start_day GROUP BY f.case_id) AS t ON t.case_id = cases.id
  LEFT JOIN calendar AS k ON k.day = start_day) AS judged
GROUP BY s;

-- r06
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN h IS NULL THEN CASE WHEN 20453 <= k.m3 THEN 16 ELSE 32 END
              WHEN h <= k.m3 THEN 2 ELSE 8 END AS s
  FROM cases
  LEFT JOIN (SELECT f.case_id, min(f.held) AS h FROM followups AS f JOIN cases AS c ON c.id = f.case_id
             WHERE f.held >= c.start_day GROUP BY f.case_id) AS t ON t.case_id = cases.id
  LEFT JOIN calendar AS k ON k.day = start_day
  UNION ALL
  SELECT CASE WHEN h IS NULL THEN CASE WHEN 20453 <= k.m6 THEN 16 ELSE 32 END WHEN h <= k.m6 THEN 2 ELSE 8 END AS s
  FROM (SELECT f.held AS held, lead(f.held) OVER (PARTITION BY f.case_id ORDER BY f.held, f.nr) AS h
        FROM followups AS f JOIN cases AS c ON c.id = f.case_id WHERE f.held >= c.start_day) AS g
  JOIN calendar AS k ON k.day = g.held) AS judged
GROUP BY s;

-- r07
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR target_group <> 0 THEN 1 WHEN target_group IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, target_group, CASE plan WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM cases) AS base) AS judged
GROUP BY s;

-- r08
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, acute, CASE consent WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM cases) AS base) AS judged
GROUP BY s;

-- r09
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR y15 > start_day THEN 1 WHEN born IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, born, k.y15, CASE consent WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b
    FROM cases LEFT JOIN calendar AS k ON k.day = born) AS base) AS judged
GROUP BY s;

-- r10
SELECT s, count(*) FROM (
  SELECT CASE WHEN study IS NULL OR siblings < 2 THEN 1 WHEN siblings IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT study, siblings, CASE network WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM cases) AS base) AS judged
GROUP BY s;

-- r11
SELECT s, count(*) FROM (
  SELECT CASE WHEN awareness IS NULL OR acute = 0 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT awareness, acute,
           CASE WHEN h IS NULL THEN CASE WHEN 20453 <= awareness + 7 THEN 16 ELSE 32 END WHEN h <= awareness + 7 THEN 2 ELSE 8 END AS b
    FROM cases
    LEFT JOIN (SELECT t.case_id, min(t.held) AS h FROM conversations AS t JOIN cases AS c ON c.id = t.case_id
               WHERE t.held >= c.awareness GROUP BY t.case_id) AS f ON f.case_id = cases.id) AS base) AS judged
GROUP BY s;

-- r12
SELECT s, count(*) FROM (
  SELECT CASE WHEN decided IS NULL OR acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT d.decided, c.acute, CASE WHEN c.study <= d.decided THEN 2 ELSE 32 END AS b
    FROM decisions AS d JOIN cases AS c ON c.id = d.case_id) AS base) AS judged
GROUP BY s;

-- r13
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN f.d <= start_day THEN 2 ELSE 32 END AS s
  FROM cases LEFT JOIN (SELECT case_id, min(decided) AS d FROM decisions GROUP BY case_id) AS f ON f.case_id = cases.id) AS judged
GROUP BY s;

-- r14
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN CASE WHEN 20453 <= f.d + 14 THEN 16 ELSE 32 END
              ELSE (CASE WHEN start_day <= f.d + 14 THEN 2 ELSE 8 END)
                 | (CASE WHEN start_day < f.d AND f.d + 14 < 20453 THEN 8 ELSE 0 END) END AS s
  FROM (SELECT case_id, min(decided) AS d FROM decisions WHERE decided <= 20453 GROUP BY case_id) AS f
  JOIN cases ON cases.id = f.case_id) AS judged
GROUP BY s;

-- r15
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR measure NOT IN (2, 3) THEN 1 WHEN measure IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, measure, CASE WHEN plan = 1 AND network = 1 THEN 2 WHEN plan = 0 OR network = 0 THEN 32 ELSE 34 END AS b
    FROM cases) AS base) AS judged
GROUP BY s;

-- r16
SELECT s, count(*) FROM (
  SELECT 1 AS s FROM cases WHERE start_day IS NULL
  UNION ALL
  SELECT CASE WHEN sum(CASE WHEN t.held BETWEEN y.b AND k.y1 - 1 THEN 1 ELSE 0 END) >= 2 THEN 2
              WHEN y.ended <= k.y1 - 1 THEN 1 WHEN 20453 <= k.y1 - 1 THEN 16 ELSE 32 END AS s
  FROM (SELECT c.id AS id, c.ended AS ended, n.n AS n,
               CASE n.n WHEN 0 THEN c.start_day WHEN 1 THEN a.y1 WHEN 2 THEN a.y2 WHEN 3 THEN a.y3 ELSE a.y4 END AS b
        FROM cases AS c JOIN calendar AS a ON a.day = c.start_day
        CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS n) AS y
  JOIN calendar AS k ON k.day = y.b
  LEFT JOIN conversations AS t ON t.case_id = y.id
  WHERE y.b <= 20453 AND (y.n = 0 OR y.ended IS NULL OR y.ended > y.b)
  GROUP BY y.id, y.n, y.ended, y.b, k.y1) AS judged
GROUP BY s;

-- r17
SELECT s, count(*) FROM (
  SELECT CASE WHEN study IS NULL THEN 1 WHEN f.n >= 2 THEN 2 ELSE 32 END AS s
  FROM cases
  LEFT JOIN (SELECT t.case_id, count(*) AS n FROM conversations AS t JOIN cases AS c ON c.id = t.case_id
             WHERE t.held <= c.study GROUP BY t.case_id) AS f ON f.case_id = cases.id) AS judged
GROUP BY s;

-- r18
SELECT s, count(*) FROM (
  SELECT CASE WHEN documented IS NOT NULL AND basis IS NOT NULL THEN 2 WHEN decided IS NULL THEN 16 ELSE 32 END AS s
  FROM decisions) AS judged
GROUP BY s;

-- r19
SELECT s, count(*) FROM (
  SELECT CASE WHEN ended IS NULL THEN 1 WHEN f.n IS NULL OR 2 * f.met >= f.n THEN 2 WHEN 2 * f.maybe < f.n THEN 32 ELSE 34 END AS s
  FROM cases
  LEFT JOIN (SELECT g.case_id, count(*) AS n, sum(CASE WHEN g.goal_met = 1 THEN 1 ELSE 0 END) AS met,
                    sum(CASE WHEN g.goal_met = 0 THEN 0 ELSE 1 END) AS maybe
             FROM followups AS g JOIN cases AS c ON c.id = g.case_id
             WHERE g.held <= c.ended GROUP BY g.case_id) AS f ON f.case_id = cases.id) AS judged
GROUP BY s;

-- r20
SELECT s, count(*) FROM (
  SELECT CASE WHEN acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT acute, CASE WHEN awareness <= start_day AND (study IS NULL OR study > start_day) THEN 32
                       WHEN awareness IS NULL THEN 1 WHEN study IS NULL THEN 16 ELSE 2 END AS b
    FROM cases) AS base) AS judged
GROUP BY s;
