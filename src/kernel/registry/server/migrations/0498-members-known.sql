-- 成员关系里的人和户必须在册。逐行外键每行查两次、锁两次,一份名册九万行就是十八万次;改为每条语句查一次。
-- 与外键守同样的规矩:先锁住所指的行(本事务自己新增的别人看不见,不必锁),再查它们都在;删除在册的行时反过来查。
alter table household_member drop constraint household_member_household_id_fkey;
alter table household_member drop constraint household_member_person_id_fkey;

create function household_member_known() returns trigger language plpgsql as $body$
declare
  unknown record;
begin
  perform from household where id in (select household_id from fresh)
    and xmin <> pg_current_xact_id()::xid for key share;
  perform from person where id in (select person_id from fresh)
    and xmin <> pg_current_xact_id()::xid for key share;
  select fresh.household_id, fresh.person_id into unknown from fresh
    left join household on household.id = fresh.household_id
    left join person on person.id = fresh.person_id
    where household.id is null or person.id is null limit 1;
  if found then
    raise exception 'household_member names household % and person %, of which one is not registered',
      unknown.household_id, unknown.person_id using errcode = 'foreign_key_violation', table = 'household_member';
  end if;
  return null;
end $body$;
comment on function household_member_known is 'a foreign key to household and person, checked once for each statement';
create trigger household_member_new after insert on household_member referencing new table as fresh
  for each statement execute function household_member_known();
create trigger household_member_changed after update on household_member referencing new table as fresh
  for each statement execute function household_member_known();

create function household_member_needs() returns trigger language plpgsql as $body$
begin
  if (tg_table_name = 'person' and exists (select from household_member where person_id = old.id))
    or (tg_table_name = 'household' and exists (select from household_member where household_id = old.id)) then
    raise exception '% % is named by household_member', tg_table_name, old.id
      using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end $body$;
comment on function household_member_needs is 'the other side of household_member_known: nobody goes who is still a member, nor gets another id';
create trigger person_removed after delete on person for each row execute function household_member_needs();
create trigger person_renamed after update of id on person for each row
  when (new.id is distinct from old.id) execute function household_member_needs();
create trigger household_removed after delete on household for each row execute function household_member_needs();
create trigger household_renamed after update of id on household for each row
  when (new.id is distinct from old.id) execute function household_member_needs();
