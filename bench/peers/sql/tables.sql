-- The tables of the workload, for SQLite, DuckDB and PostgreSQL. Days count from 1970-01-01, moments in minutes UTC;
-- yes/no is 1 and 0; NULL is what has not happened or is not known.
CREATE TABLE cases (
  id INTEGER PRIMARY KEY, municipality INTEGER, awareness INTEGER, study INTEGER, start_day INTEGER, ended INTEGER, born INTEGER,
  acute INTEGER, consent INTEGER, plan INTEGER, network INTEGER, extended INTEGER, target_group INTEGER, measure INTEGER, siblings INTEGER);
CREATE TABLE notifications (
  case_id INTEGER, nr INTEGER, receipt INTEGER, receipt_day INTEGER, assessment INTEGER, assessment_day INTEGER, confirmation INTEGER,
  notifier INTEGER, PRIMARY KEY (case_id, nr));
CREATE TABLE conversations (case_id INTEGER, nr INTEGER, held INTEGER, PRIMARY KEY (case_id, nr));
CREATE TABLE decisions (case_id INTEGER, nr INTEGER, decided INTEGER, documented INTEGER, basis INTEGER, PRIMARY KEY (case_id, nr));
CREATE TABLE followups (case_id INTEGER, nr INTEGER, held INTEGER, goal_met INTEGER, PRIMARY KEY (case_id, nr));
CREATE TABLE calendar (
  day INTEGER PRIMARY KEY, working INTEGER, m3 INTEGER, m4 INTEGER, m6 INTEGER, y1 INTEGER, y2 INTEGER, y3 INTEGER, y4 INTEGER, y15 INTEGER);
