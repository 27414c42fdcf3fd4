-- 人和户所在的区划必须在册。逐行外键每行查一次、锁一次,一份名册十二万行要用将近一秒;改为每条语句查一次,所涉区划只有几百个。
-- 规矩与外键相同:先锁住所指的区划,再查它们都在;删除区划或改它的代码时反过来查。约束名不变,报错的说法也就不变。
alter table person drop constraint person_division_code_fkey;
alter table household drop constraint household_division_code_fkey;

create function registry_division_known() returns trigger language plpgsql as $body$
declare
  unknown text;
begin
  if tg_level = 'ROW' then
    perform from division where code = new.division_code for key share;
    if not found then
      unknown := new.division_code;
    end if;
  else
    perform from division where code in (select division_code from fresh) for key share;
    select division_code into unknown from (select distinct division_code from fresh) named
      where not exists (select from division where code = named.division_code) limit 1;
  end if;
  if unknown is not null then
    raise exception '% lies in division %, which is not registered', tg_table_name, unknown
      using errcode = 'foreign_key_violation', table = tg_table_name,
        constraint = tg_table_name || '_division_code_fkey',
        detail = format('Key (division_code)=(%s) is not present in table "division".', unknown);
  end if;
  return null;
end $body$;
comment on function registry_division_known is 'a foreign key to division, checked once for each statement that adds rows';
create trigger person_division_new after insert on person referencing new table as fresh
  for each statement execute function registry_division_known();
create trigger person_division_changed after update of division_code on person for each row
  when (new.division_code is distinct from old.division_code) execute function registry_division_known();
create trigger household_division_new after insert on household referencing new table as fresh
  for each statement execute function registry_division_known();
create trigger household_division_changed after update of division_code on household for each row
  when (new.division_code is distinct from old.division_code) execute function registry_division_known();

create function division_needed_by_registry() returns trigger language plpgsql as $body$
begin
  if exists (select from person where division_code = old.code
      and (district = old.code or township = old.code or village = old.code))
    or exists (select from household where division_code = old.code
      and (district = old.code or township = old.code or village = old.code)) then
    raise exception 'division % is named by the register', old.code
      using errcode = 'foreign_key_violation', table = 'division';
  end if;
  return null;
end $body$;
comment on function division_needed_by_registry is 'the other side of registry_division_known: no division goes, nor gets another code, where somebody is registered';
create trigger division_removed after delete on division for each row execute function division_needed_by_registry();
create trigger division_recoded after update of code on division for each row
  when (new.code is distinct from old.code) execute function division_needed_by_registry();
