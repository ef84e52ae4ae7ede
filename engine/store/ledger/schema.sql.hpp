// The audit database's tables and views. docs/audit_database.md says what each column holds.
#pragma once

namespace rettesnor::ledger {

inline constexpr int application_id = 0x52534e41;  // "RSNA"
inline constexpr int schema_version = 9;

inline constexpr const char* schema = R"sql(
CREATE TABLE run (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE package (
  package INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  title_da TEXT NOT NULL,
  title_en TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE rule (
  rule INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package,
  name TEXT NOT NULL,
  title_da TEXT NOT NULL,
  title_en TEXT NOT NULL,
  sphere TEXT NOT NULL CHECK (sphere IN ('law', 'recommendation', 'right', 'suggestion')),
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  quality TEXT,
  material INTEGER NOT NULL CHECK (material IN (0, 1))
) STRICT;

CREATE TABLE citation (
  rule INTEGER NOT NULL REFERENCES rule,
  number INTEGER NOT NULL,
  cite TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  PRIMARY KEY (rule, number)
) STRICT, WITHOUT ROWID;

-- The reasons for which a recommendation may be departed from.
CREATE TABLE accepted_reason (
  rule INTEGER NOT NULL REFERENCES rule,
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  title_da TEXT NOT NULL,
  title_en TEXT NOT NULL,
  PRIMARY KEY (rule, number)
) STRICT, WITHOUT ROWID;

-- What a municipality may set itself, and how much of it those with an overlay in the run have.
CREATE TABLE parameter (
  parameter INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  title_da TEXT NOT NULL,
  title_en TEXT NOT NULL,
  cites TEXT NOT NULL,
  hole INTEGER NOT NULL CHECK (hole IN (0, 1)),
  keys INTEGER NOT NULL CHECK (keys > 0)
) STRICT;

CREATE TABLE decision (
  parameter INTEGER NOT NULL REFERENCES parameter,
  municipality TEXT NOT NULL,
  keys INTEGER NOT NULL CHECK (keys >= 0),
  PRIMARY KEY (parameter, municipality)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
  shard INTEGER NOT NULL,
  position INTEGER NOT NULL,
  line INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  municipality TEXT NOT NULL,
  PRIMARY KEY (shard, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE flaw (
  shard INTEGER NOT NULL,
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  line INTEGER NOT NULL,
  place INTEGER NOT NULL,
  code TEXT NOT NULL,
  refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
  position INTEGER CHECK ((position IS NULL) = refused),
  PRIMARY KEY (shard, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE plane (
  rule INTEGER NOT NULL REFERENCES rule,
  shard INTEGER NOT NULL,
  instances INTEGER NOT NULL,
  positions BLOB,
  not_applicable BLOB,
  fulfilled BLOB,
  for_judgement BLOB,
  late BLOB,
  pending BLOB,
  breached BLOB,
  PRIMARY KEY (shard, rule)
) STRICT;

-- What many rows of attention name, each once, with the shard that named it first.
CREATE TABLE word (
  word INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (shard, word)
) STRICT;

-- Nearly all of the database: kept as numbers, and read through the view `attention`.
CREATE TABLE attention_packed (
  place INTEGER PRIMARY KEY,
  rule INTEGER NOT NULL REFERENCES rule,
  possible INTEGER NOT NULL CHECK (possible BETWEEN 1 AND 63),
  marks INTEGER NOT NULL CHECK (marks BETWEEN 0 AND 31),
  element INTEGER REFERENCES word,
  occurrence INTEGER NOT NULL,
  municipality INTEGER CHECK (municipality BETWEEN 0 AND 9999),
  month INTEGER,
  due ANY,
  due_latest ANY,
  unknown INTEGER REFERENCES word
) STRICT;

CREATE TABLE tally (
  rule INTEGER NOT NULL REFERENCES rule,
  municipality TEXT NOT NULL,
  month TEXT NOT NULL,
  possible INTEGER NOT NULL,
  rest INTEGER NOT NULL CHECK (rest IN (0, 1)),
  instances INTEGER NOT NULL CHECK (instances > 0),
  PRIMARY KEY (rule, municipality, month, possible, rest)
) STRICT, WITHOUT ROWID;

-- How long instances with a deadline from a start were followed, in days.
CREATE TABLE followed (
  rule INTEGER NOT NULL REFERENCES rule,
  municipality TEXT NOT NULL,
  ending TEXT NOT NULL CHECK (ending IN ('done', 'open', 'unknown')),
  days INTEGER NOT NULL CHECK (days >= 0),
  instances INTEGER NOT NULL CHECK (instances > 0),
  PRIMARY KEY (rule, municipality, ending, days)
) STRICT, WITHOUT ROWID;

-- The counts of a run that is under way, of verdicts (0) and of days followed (1); empty when it is complete.
CREATE TABLE counting (
  counting INTEGER PRIMARY KEY CHECK (counting IN (0, 1)),
  counts BLOB NOT NULL
) STRICT;

CREATE TABLE indicator (
  indicator INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package,
  name TEXT NOT NULL,
  title_da TEXT NOT NULL,
  title_en TEXT NOT NULL,
  matter TEXT NOT NULL CHECK (matter IN ('law', 'recommendation', 'outcome')),
  form TEXT NOT NULL CHECK (form IN ('rule', 'share', 'average')),
  rule INTEGER REFERENCES rule,
  population TEXT NOT NULL,
  in_period INTEGER NOT NULL CHECK (in_period IN (0, 1)),
  by_municipality INTEGER NOT NULL CHECK (by_municipality IN (0, 1)),
  groups TEXT NOT NULL,
  meaningful TEXT,
  observed_for TEXT,
  better TEXT NOT NULL CHECK (better IN ('higher', 'lower', '')),
  entry_by_score INTEGER NOT NULL CHECK (entry_by_score IN (0, 1)),
  cites TEXT NOT NULL,
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1))
) STRICT;

CREATE TABLE measure (
  indicator INTEGER NOT NULL REFERENCES indicator,
  municipality TEXT NOT NULL,
  groups TEXT NOT NULL,
  month TEXT NOT NULL,
  numerator INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  excluded INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  for_judgement INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  low_numerator INTEGER NOT NULL,
  low_settled INTEGER NOT NULL,
  high_numerator INTEGER NOT NULL,
  high_settled INTEGER NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  sum TEXT NOT NULL,
  squares TEXT NOT NULL,
  PRIMARY KEY (indicator, municipality, groups, month)
) STRICT, WITHOUT ROWID;

-- Explained departures by their reasons.
CREATE TABLE reason (
  rule INTEGER NOT NULL REFERENCES rule,
  municipality TEXT NOT NULL,
  reason TEXT NOT NULL,
  instances INTEGER NOT NULL CHECK (instances > 0),
  PRIMARY KEY (rule, municipality, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  entry INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'shard', 'end')),
  shard INTEGER,
  end_byte INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  cases INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  content BLOB NOT NULL,
  chain BLOB NOT NULL
) STRICT;

-- Samples for review, and what the reviewers answered: beside the run's verdicts, with a chain of their own.
CREATE TABLE sample (
  sample INTEGER PRIMARY KEY,
  rule INTEGER NOT NULL REFERENCES rule,
  mode TEXT NOT NULL CHECK (mode IN ('stratified', 'latest')),
  strata TEXT NOT NULL CHECK (strata IN ('none', 'municipality', 'verdict')),
  wanted INTEGER NOT NULL,
  seed INTEGER,
  before_day TEXT,
  frame INTEGER NOT NULL,
  frame_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE drawn (
  sample INTEGER NOT NULL REFERENCES sample,
  number INTEGER NOT NULL,
  shard INTEGER NOT NULL,
  position INTEGER NOT NULL,
  instance INTEGER NOT NULL,
  stratum TEXT NOT NULL,
  possible INTEGER NOT NULL CHECK (possible BETWEEN 1 AND 63),
  of_stratum INTEGER NOT NULL,
  drawn_of_stratum INTEGER NOT NULL,
  PRIMARY KEY (sample, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
  sample INTEGER NOT NULL,
  number INTEGER NOT NULL,
  rater TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('not_applicable', 'fulfilled', 'for_judgement', 'late', 'pending', 'breached', 'unclear')),
  day TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (sample, number, rater),
  FOREIGN KEY (sample, number) REFERENCES drawn
) STRICT, WITHOUT ROWID;

CREATE TABLE review_log (
  entry INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sample', 'answers')),
  sample INTEGER,
  content BLOB NOT NULL,
  chain BLOB NOT NULL
) STRICT;

CREATE TABLE anchor_day (
  shard INTEGER NOT NULL,
  rule INTEGER NOT NULL REFERENCES rule,
  days BLOB NOT NULL,
  PRIMARY KEY (shard, rule)
) STRICT;

-- One row an instance, read out of the planes. `possible` is the set as bits: 1 not applicable, 2 fulfilled,
-- 4 for judgement, 8 late, 16 pending, 32 breached.
CREATE VIEW verdict AS
WITH RECURSIVE place(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM place WHERE i + 1 < (SELECT max(instances) FROM plane))
SELECT p.rule, p.shard, place.i AS instance,
  CASE WHEN p.positions IS NULL THEN place.i
       ELSE (instr('123456789ABCDEF', substr(hex(substr(p.positions, 2 * place.i + 1, 2)), 1, 1)) * 16
           + instr('123456789ABCDEF', substr(hex(substr(p.positions, 2 * place.i + 1, 2)), 2, 1))
           + instr('123456789ABCDEF', substr(hex(substr(p.positions, 2 * place.i + 1, 2)), 3, 1)) * 4096
           + instr('123456789ABCDEF', substr(hex(substr(p.positions, 2 * place.i + 1, 2)), 4, 1)) * 256) END AS position,
  CASE WHEN p.not_applicable IS NULL THEN 0 ELSE 1 * (instr('123456789ABCDEF', substr(hex(substr(p.not_applicable, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
  + CASE WHEN p.fulfilled IS NULL THEN 0 ELSE 2 * (instr('123456789ABCDEF', substr(hex(substr(p.fulfilled, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
  + CASE WHEN p.for_judgement IS NULL THEN 0 ELSE 4 * (instr('123456789ABCDEF', substr(hex(substr(p.for_judgement, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
  + CASE WHEN p.late IS NULL THEN 0 ELSE 8 * (instr('123456789ABCDEF', substr(hex(substr(p.late, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
  + CASE WHEN p.pending IS NULL THEN 0 ELSE 16 * (instr('123456789ABCDEF', substr(hex(substr(p.pending, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
  + CASE WHEN p.breached IS NULL THEN 0 ELSE 32 * (instr('123456789ABCDEF', substr(hex(substr(p.breached, place.i / 8 + 1, 1)), 2 - (place.i % 8 > 3), 1)) >> place.i % 4 & 1) END
    AS possible
FROM plane AS p JOIN place ON place.i < p.instances;

-- The packed rows as text and yes or no. A due that is a number is a day, counted from 1970-01-01.
CREATE VIEW attention AS
SELECT rule, place >> 40 AS shard, place >> 24 & 65535 AS position,
  ifnull((SELECT text FROM word WHERE word = a.element), '') AS element, occurrence, possible,
  CASE WHEN municipality IS NULL THEN '' ELSE printf('%04d', municipality) END AS municipality,
  CASE WHEN month IS NOT NULL THEN printf('%04d-%02d', month / 12, month % 12 + 1) END AS month,
  CASE typeof(due) WHEN 'integer' THEN date(86400 * due, 'unixepoch') ELSE due END AS due_earliest,
  CASE WHEN marks & 1 THEN NULL WHEN typeof(ifnull(due_latest, due)) = 'integer' THEN date(86400 * ifnull(due_latest, due), 'unixepoch')
       ELSE ifnull(due_latest, due) END AS due_latest,
  marks & 1 AS due_open, marks >> 1 & 1 AS conflict, marks >> 2 & 1 AS early, marks >> 3 & 1 AS transition, marks >> 4 & 1 AS internal_error,
  ifnull((SELECT text FROM word WHERE word = a.unknown), '') AS unknown
FROM attention_packed AS a;

-- Duties of law and recommendations are counted apart, never together.
CREATE VIEW law_tally AS SELECT t.* FROM tally AS t JOIN rule AS r USING (rule) WHERE r.sphere = 'law' AND t.rest = 0;
CREATE VIEW recommendation_tally AS
  SELECT t.* FROM tally AS t JOIN rule AS r USING (rule) WHERE r.sphere = 'recommendation' AND t.rest = 0;

-- What is doubtful in the records of cases that were judged, with the municipality acting at the time judged at.
CREATE VIEW quality AS
SELECT f.code, s.municipality, f.source, f.line, f.place, f.shard, f.position
FROM flaw AS f JOIN subject AS s ON s.shard = f.shard AND s.position = f.position;

-- What somebody should look at, with its case, its rule and the law of the time.
CREATE VIEW attention_of_case AS
SELECT s.id AS case_id, s.line, a.municipality, p.name || '.' || r.name AS rule, r.sphere, r.title_da, r.title_en, a.element,
  a.occurrence, a.possible, a.due_earliest, a.due_latest, a.due_open, a.unknown, a.conflict, a.early, a.transition,
  a.internal_error, a.month,
  (SELECT group_concat(c.cite, '; ') FROM citation AS c WHERE c.rule = a.rule
     AND (a.month IS NULL OR ((c.from_day IS NULL OR substr(c.from_day, 1, 7) <= a.month)
                          AND (c.until_day IS NULL OR substr(c.until_day, 1, 7) >= a.month)))) AS cites
FROM attention AS a JOIN subject AS s ON s.shard = a.shard AND s.position = a.position
  JOIN rule AS r ON r.rule = a.rule JOIN package AS p USING (package);
)sql";

}  // namespace rettesnor::ledger
