-- A rate of a quarter counts tens of thousands of cases: with what it is grouped and seen by, the index alone answers.
drop index statistics_case_placed;
create index statistics_case_placed on statistics_case (ledger_id, usual, basis, placed_at)
  include (rule, yes, organisation_id, district, township, village, sensitivity, task);
alter table statistics_case set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
