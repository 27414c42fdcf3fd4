create table project_plan (
  entry_id uuid primary key references entry,
  revision int not null,
  target_kind text,
  target_date date,
  baseline_no int
);
comment on table project_plan is '项目计划: which revision of a project''s plan is the present one; access is that of the entry';
comment on column project_plan.target_date is '倒排目标日, copied from the revision so that lists need not read plans';

create table project_plan_revision (
  entry_id uuid not null references entry,
  revision int not null,
  content jsonb not null,
  digest bytea not null,
  source jsonb not null,
  changes jsonb not null,
  reason text not null,
  account_id int not null,
  client_key uuid,
  recorded_at timestamptz not null,
  primary key (entry_id, revision)
);
comment on table project_plan_revision is '计划修订: every revision whole, with who, when and why; append-only';
comment on column project_plan_revision.digest is 'SM3 of the canonical content; the action plan in the entry''s log names it, so that a revision altered here shows';
comment on column project_plan_revision.client_key is 'the request that saved it: sent again it answers the same';
create unique index on project_plan_revision (account_id, client_key) where client_key is not null;

create table project_plan_baseline (
  entry_id uuid not null references entry,
  no int not null,
  revision int not null,
  name text not null,
  dates jsonb not null,
  account_id int not null,
  client_key uuid,
  recorded_at timestamptz not null,
  primary key (entry_id, no)
);
comment on table project_plan_baseline is '基线: the dates that were forecast when it was kept, by step; what came later is compared with them; append-only';
create unique index on project_plan_baseline (account_id, client_key) where client_key is not null;

create function project_plan_only_grows() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger project_plan_revision_grows before update or delete on project_plan_revision
  for each statement execute function project_plan_only_grows();
create trigger project_plan_baseline_grows before update or delete on project_plan_baseline
  for each statement execute function project_plan_only_grows();
