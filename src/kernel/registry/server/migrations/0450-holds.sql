create table hold (
  id uuid primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  object_id uuid not null,
  kind text not null check (kind in ('seizure', 'mortgage', 'dispute', 'freeze')),
  document text not null check (length(document) > 0),
  reason text not null check (length(reason) > 0),
  placed_account_id bigint not null,
  placed_position_id bigint not null,
  placed_organisation_id int not null,
  placed_at timestamptz not null,
  lifted_account_id bigint,
  lifted_position_id bigint,
  lifted_organisation_id int,
  lifted_at timestamptz check (lifted_at >= placed_at),
  lifted_reason text check (length(lifted_reason) > 0),
  check (num_nulls(lifted_account_id, lifted_position_id, lifted_organisation_id, lifted_at, lifted_reason) in (0, 5))
);
create index hold_object on hold (object_id, placed_at);
create index hold_standing on hold (object_id) where lifted_at is null;
comment on table hold is '限制(查封、抵押、争议、冻结): what restricts dealings with an object of the register; lifted once, never changed otherwise, never deleted';
comment on column hold.document is '依据文书号';

create function hold_refuse_change() returns trigger language plpgsql as $body$
begin
  if tg_op = 'UPDATE' and old.lifted_at is null and new.lifted_at is not null
    and (to_jsonb(old) - array['lifted_account_id', 'lifted_position_id', 'lifted_organisation_id', 'lifted_at', 'lifted_reason'])
      = (to_jsonb(new) - array['lifted_account_id', 'lifted_position_id', 'lifted_organisation_id', 'lifted_at', 'lifted_reason'])
  then return new; end if;
  raise exception 'a hold is only ever lifted, once' using errcode = 'restrict_violation';
end $body$;
create trigger hold_kept before update or delete on hold for each row execute function hold_refuse_change();
create trigger hold_kept_whole before truncate on hold for each statement execute function registry_refuse_change();
