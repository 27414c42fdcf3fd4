insert into circular (entry_id, ledger, kind, division_code, period_from, period_to, effective_by, recorded_by, layout,
    names, content, content_hash, made_at, account_id, organisation_id, client_key)
  select entry_id, 'circular', kind, division_code, period_from, period_to, effective_by, recorded_by, layout,
    names, content, content_hash, made_at, account_id, organisation_id, client_key from project_circular;
insert into circular_file (entry_id, format, number, layout, sha256, file_id, made_at)
  select entry_id, format, number, layout, sha256, file_id, made_at from project_circular_file;
drop table project_circular_file;
drop table project_circular;
