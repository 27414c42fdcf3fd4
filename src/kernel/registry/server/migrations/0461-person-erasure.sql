alter table person add column erased_at timestamptz;
alter table person add column certificate text collate "C";
alter table person add constraint person_erased check (
  (erased_at is null) = (certificate is null)
  and (erased_at is null or (name = '' and pinyin = '' and initials = '' and sex is null and birth_date is null
    and id_number is null and phone is null and address = '' and source = '')));
comment on column person.erased_at is '依法清除: since when nothing personal is left of the row; what names it shows an erased person';
comment on column person.certificate is 'number of the certificate of the erasure (清除证明)';

create function registry_refuse_but_erasure() returns trigger language plpgsql as $body$
begin
  if tg_op = 'UPDATE' and current_setting('yiwang.erasing', true) = old.object_id::text then
    return new;
  end if;
  raise exception '% is appended only', tg_table_name using errcode = 'restrict_violation';
end $body$;
drop trigger registry_change_appended on registry_change;
create trigger registry_change_appended before update or delete on registry_change
  for each row execute function registry_refuse_but_erasure();
drop trigger unmasking_appended on unmasking;
create trigger unmasking_appended before update or delete on unmasking
  for each row execute function registry_refuse_but_erasure();
comment on function registry_refuse_but_erasure is 'appended only, but for the values of a person being erased by law';

create or replace function hold_refuse_change() returns trigger language plpgsql as $body$
begin
  if tg_op = 'UPDATE' and old.lifted_at is null and new.lifted_at is not null
    and (to_jsonb(old) - array['lifted_account_id', 'lifted_position_id', 'lifted_organisation_id', 'lifted_at', 'lifted_reason'])
      = (to_jsonb(new) - array['lifted_account_id', 'lifted_position_id', 'lifted_organisation_id', 'lifted_at', 'lifted_reason'])
  then return new; end if;
  if tg_op = 'UPDATE' and current_setting('yiwang.erasing', true) = old.object_id::text
    and (to_jsonb(old) - array['reason', 'lifted_reason']) = (to_jsonb(new) - array['reason', 'lifted_reason'])
  then return new; end if;
  raise exception 'a hold is only ever lifted, once' using errcode = 'restrict_violation';
end $body$;
