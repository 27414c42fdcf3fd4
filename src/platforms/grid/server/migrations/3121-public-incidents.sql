-- What residents may see: read in the order of the list, counted by the index alone, and found by where it is.
create index entry_public on entry (ledger_id, opened_at desc, id) include (is_open, closed_at, township, village)
  where data->'isPublic' = 'true'::jsonb and stage not in ('voided', 'merged', 'refused');
create index entry_public_point on entry using gist (point)
  where data->'isPublic' = 'true'::jsonb and stage not in ('voided', 'merged', 'refused');
