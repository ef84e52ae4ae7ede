-- The rules of rules.sql over the nested rows of nested_tables.sql, for DuckDB: no join, and no calendar. A statement that
-- is the same over flat columns is the same here but for the table.

-- r01
SELECT s, count(*) FROM (
  SELECT unnest(list_transform(notifications, lambda n:
    CASE WHEN n.assessment IS NULL THEN CASE WHEN n.receipt + 1440 >= 29453700 THEN 16 ELSE 32 END
         ELSE (CASE WHEN n.assessment <= n.receipt + 1440 THEN 2 ELSE 8 END)
            | (CASE WHEN n.assessment_day < n.receipt_day AND n.receipt + 1440 < 29453700 THEN 8 ELSE 0 END) END)) AS s
  FROM nested) GROUP BY s;

-- r02
SELECT s, count(*) FROM (
  SELECT unnest(list_transform(notifications, lambda n:
    CASE WHEN n.notifier = 2 THEN 1
         ELSE (CASE WHEN n.notifier IS NULL THEN 1 ELSE 0 END)
            | CASE WHEN n.confirmation IS NULL THEN CASE WHEN 20453 <= n.working THEN 16 ELSE 32 END
                   ELSE (CASE WHEN n.confirmation <= n.working THEN 2 ELSE 8 END)
                      | (CASE WHEN n.confirmation < n.receipt_day AND n.working < 20453 THEN 8 ELSE 0 END) END END)) AS s
  FROM nested) GROUP BY s;

-- r03
SELECT s, count(*) FROM (
  SELECT CASE WHEN (b & 56) = 0 OR extended = 0 THEN b WHEN extended = 1 THEN ((b & 2) | 4) ELSE (b | 4) END AS s FROM (
    SELECT extended,
           CASE WHEN awareness IS NULL THEN 1
                WHEN study IS NULL THEN CASE WHEN 20453 <= study_due THEN 16 ELSE 32 END
                ELSE (CASE WHEN study <= study_due THEN 2 ELSE 8 END)
                   | (CASE WHEN study < awareness AND study_due < 20453 THEN 8 ELSE 0 END) END AS b
    FROM nested)) GROUP BY s;

-- r04
SELECT s, count(*) FROM (
  SELECT CASE WHEN acute = 1 THEN 1
              ELSE (CASE WHEN acute IS NULL THEN 1 ELSE 0 END) | (CASE WHEN h <= d THEN 2 ELSE 0 END) | (CASE WHEN h < d THEN 0 ELSE 32 END) END AS s
  FROM (SELECT acute, list_min(conversations) AS h, list_min(list_transform(decisions, lambda x: x.decided)) AS d FROM nested)
  WHERE d <= 20453) GROUP BY s;

-- r05
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN h IS NULL THEN CASE WHEN 20453 <= first_due THEN 16 ELSE 32 END
              WHEN h <= first_due THEN 2 ELSE 8 END AS s
  FROM (SELECT start_day, first_due, list_min(list_transform(list_filter(followups, lambda f: f.held >= start_day), lambda f: f.held)) AS h
        FROM nested)) GROUP BY s;

-- r06
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN h IS NULL THEN CASE WHEN 20453 <= first_due THEN 16 ELSE 32 END
              WHEN h <= first_due THEN 2 ELSE 8 END AS s
  FROM (SELECT start_day, first_due, list_min(list_transform(list_filter(followups, lambda f: f.held >= start_day), lambda f: f.held)) AS h
        FROM nested)
  UNION ALL
  SELECT unnest(list_transform(followups, lambda f, i:
    CASE WHEN f.held >= start_day THEN
      CASE WHEN followups[i + 1].held IS NULL THEN CASE WHEN 20453 <= f.m6 THEN 16 ELSE 32 END
           WHEN followups[i + 1].held <= f.m6 THEN 2 ELSE 8 END END)) AS s
  FROM nested) WHERE s IS NOT NULL GROUP BY s;

-- r07
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR target_group <> 0 THEN 1 WHEN target_group IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, target_group, CASE plan WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM nested)) GROUP BY s;

-- r08
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, acute, CASE consent WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM nested)) GROUP BY s;

-- r09
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR born_15 > start_day THEN 1 WHEN born IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, born, born_15, CASE consent WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM nested)) GROUP BY s;

-- r10
SELECT s, count(*) FROM (
  SELECT CASE WHEN study IS NULL OR siblings < 2 THEN 1 WHEN siblings IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT study, siblings, CASE network WHEN 1 THEN 2 WHEN 0 THEN 32 ELSE 34 END AS b FROM nested)) GROUP BY s;

-- r11
SELECT s, count(*) FROM (
  SELECT CASE WHEN awareness IS NULL OR acute = 0 THEN 1
              ELSE (CASE WHEN acute IS NULL THEN 1 ELSE 0 END)
                 | CASE WHEN h IS NULL THEN CASE WHEN 20453 <= awareness + 7 THEN 16 ELSE 32 END WHEN h <= awareness + 7 THEN 2 ELSE 8 END END AS s
  FROM (SELECT awareness, acute, list_min(list_filter(conversations, lambda t: t >= awareness)) AS h FROM nested)) GROUP BY s;

-- r12
SELECT s, count(*) FROM (
  SELECT unnest(list_transform(decisions, lambda x:
    CASE WHEN x.decided IS NULL OR acute = 1 THEN 1
         ELSE (CASE WHEN acute IS NULL THEN 1 ELSE 0 END) | (CASE WHEN study <= x.decided THEN 2 ELSE 32 END) END)) AS s
  FROM nested) GROUP BY s;

-- r13
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN 1 WHEN list_min(list_transform(decisions, lambda x: x.decided)) <= start_day THEN 2 ELSE 32 END AS s
  FROM nested) GROUP BY s;

-- r14
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL THEN CASE WHEN 20453 <= d + 14 THEN 16 ELSE 32 END
              ELSE (CASE WHEN start_day <= d + 14 THEN 2 ELSE 8 END) | (CASE WHEN start_day < d AND d + 14 < 20453 THEN 8 ELSE 0 END) END AS s
  FROM (SELECT start_day, list_min(list_transform(decisions, lambda x: x.decided)) AS d FROM nested) WHERE d <= 20453) GROUP BY s;

-- r15
SELECT s, count(*) FROM (
  SELECT CASE WHEN start_day IS NULL OR measure NOT IN (2, 3) THEN 1 WHEN measure IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT start_day, measure, CASE WHEN plan = 1 AND network = 1 THEN 2 WHEN plan = 0 OR network = 0 THEN 32 ELSE 34 END AS b
    FROM nested)) GROUP BY s;

-- r16
SELECT s, count(*) FROM (
  SELECT unnest(CASE WHEN start_day IS NULL THEN [1] ELSE list_transform([1, 2, 3, 4, 5], lambda k:
    CASE WHEN begins[k] <= 20453 AND (k = 1 OR ended IS NULL OR ended > begins[k]) THEN
      CASE WHEN len(list_filter(conversations, lambda t: t >= begins[k] AND t <= ends[k])) >= 2 THEN 2
           WHEN ended <= ends[k] THEN 1 WHEN 20453 <= ends[k] THEN 16 ELSE 32 END END) END) AS s
  FROM nested) WHERE s IS NOT NULL GROUP BY s;

-- r17
SELECT s, count(*) FROM (
  SELECT CASE WHEN study IS NULL THEN 1 WHEN len(list_filter(conversations, lambda t: t <= study)) >= 2 THEN 2 ELSE 32 END AS s
  FROM nested) GROUP BY s;

-- r18
SELECT s, count(*) FROM (
  SELECT unnest(list_transform(decisions, lambda x:
    CASE WHEN x.documented IS NOT NULL AND x.basis IS NOT NULL THEN 2 WHEN x.decided IS NULL THEN 16 ELSE 32 END)) AS s
  FROM nested) GROUP BY s;

-- r19
SELECT s, count(*) FROM (
  SELECT CASE WHEN ended IS NULL THEN 1 WHEN 2 * len(list_filter(f, lambda x: x.goal_met = 1)) >= len(f) THEN 2
              WHEN 2 * len(list_filter(f, lambda x: x.goal_met IS NULL OR x.goal_met = 1)) < len(f) THEN 32 ELSE 34 END AS s
  FROM (SELECT ended, list_filter(followups, lambda x: x.held <= ended) AS f FROM nested)) GROUP BY s;

-- r20
SELECT s, count(*) FROM (
  SELECT CASE WHEN acute = 1 THEN 1 WHEN acute IS NULL THEN (b | 1) ELSE b END AS s FROM (
    SELECT acute, CASE WHEN awareness <= start_day AND (study IS NULL OR study > start_day) THEN 32
                       WHEN awareness IS NULL THEN 1 WHEN study IS NULL THEN 16 ELSE 2 END AS b
    FROM nested)) GROUP BY s;
