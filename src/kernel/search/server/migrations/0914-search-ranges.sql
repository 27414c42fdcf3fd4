create table search_due_range (
  no bigint generated always as identity primary key,
  from_id uuid not null,
  to_id uuid not null,
  done_id uuid
);
comment on table search_due_range is 'persons of a large import that the search does not find yet; the job search takes them. One row for each statement, since ids rise with time';
comment on column search_due_range.to_id is 'the last; whoever else has come to lie between the two is copied again, which changes nothing';
comment on column search_due_range.done_id is 'up to whom it is done';

insert into search_due_range (from_id, to_id) select person_id, person_id from search_due;
drop table search_due;

create function search_note_range(ids uuid[]) returns void language sql as $$
  insert into search_due_range (from_id, to_id)
  select (select id from unnest(ids) as id order by id limit 1), (select id from unnest(ids) as id order by id desc limit 1) $$;

create or replace function search_catch_up(count_max int) returns int language plpgsql as $$
declare
  due search_due_range;
  taken uuid[];
begin
  select * into due from search_due_range order by no limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  taken := array(select id from person where id between due.from_id and due.to_id
    and (due.done_id is null or id > due.done_id) order by id limit count_max);
  perform search_add_persons(taken);
  if cardinality(taken) < count_max then
    delete from search_due_range where no = due.no;
  else
    update search_due_range set done_id = taken[count_max] where no = due.no;
  end if;
  return greatest(cardinality(taken), 1);
end $$;
comment on function search_catch_up is 'makes some of those that are due findable; answers how many it came to, none only when nothing is due';

create or replace function search_person_added() returns trigger language plpgsql as $$
declare
  ids uuid[] := array(select id from added);
begin
  if cardinality(ids) <= 100 then
    perform search_add_persons(ids);
  else
    perform search_note_range(ids);
  end if;
  return null;
end $$;

create or replace function search_person_changed() returns trigger language plpgsql as $$
declare
  ids uuid[] := array(
    select after.id from after join before on before.id = after.id
    where (after.name, after.pinyin, after.initials, after.division_code, after.erased_at)
      is distinct from (before.name, before.pinyin, before.initials, before.division_code, before.erased_at));
begin
  delete from search_person where id = any(ids);
  if cardinality(ids) <= 100 then
    perform search_add_persons(ids);
  else
    perform search_note_range(ids);
  end if;
  return null;
end $$;
