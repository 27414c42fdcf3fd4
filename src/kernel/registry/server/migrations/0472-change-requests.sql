create table change_request (
  id uuid primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  object_id uuid not null,
  field text not null,
  old_value bytea not null,
  new_value bytea not null,
  reason text not null check (length(reason) > 0),
  files uuid[] not null default '{}',
  asked_account_id bigint not null,
  asked_position_id bigint not null,
  asked_organisation_id int not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'approved', 'refused', 'withdrawn')),
  decided_account_id bigint,
  decided_position_id bigint,
  decided_organisation_id int,
  decided_at timestamptz,
  decision_reason text,
  check (num_nulls(decided_account_id, decided_position_id, decided_organisation_id, decided_at, decision_reason)
    = case state when 'open' then 5 else 0 end)
);
create index change_request_object on change_request (object_id, asked_at);
create index change_request_open on change_request (asked_at) where state = 'open';
create index change_request_asked on change_request (asked_account_id, asked_at);
create index change_request_files on change_request using gin (files) where files <> '{}';
comment on table change_request is '信息变更申请: that a fact of the register should be another, decided once by who may change it; never deleted';
comment on column change_request.old_value is 'what stood there when it was asked, as JSON, encrypted like person.id_number; empty once the person was erased';
comment on column change_request.files is '证明材料';

create function change_request_refuse_change() returns trigger language plpgsql as $body$
declare decision constant text[] := array['state', 'decided_account_id', 'decided_position_id',
  'decided_organisation_id', 'decided_at', 'decision_reason'];
  personal constant text[] := array['old_value', 'new_value', 'reason', 'files', 'decision_reason'];
begin
  if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
    and to_jsonb(old) - decision = to_jsonb(new) - decision then return new; end if;
  if tg_op = 'UPDATE' and current_setting('yiwang.erasing', true) = old.object_id::text
    and to_jsonb(old) - personal = to_jsonb(new) - personal then return new; end if;
  raise exception 'a request is only ever decided, once' using errcode = 'restrict_violation';
end $body$;
create trigger change_request_kept before update or delete on change_request
  for each row execute function change_request_refuse_change();
create trigger change_request_kept_whole before truncate on change_request
  for each statement execute function registry_refuse_change();
