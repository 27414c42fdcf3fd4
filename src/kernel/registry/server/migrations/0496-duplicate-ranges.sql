create table duplicate_todo_range (
  no bigint generated always as identity primary key,
  object_kind text not null check (object_kind in ('person', 'household', 'enterprise', 'place')),
  from_id uuid not null,
  to_id uuid not null,
  done_id uuid
);
comment on table duplicate_todo_range is 'objects that one statement brought by the hundred, not yet compared with the others: one row instead of one for each, since ids rise with time';
comment on column duplicate_todo_range.to_id is 'the last; whatever else has come to lie between the two is compared again, which changes nothing';
comment on column duplicate_todo_range.done_id is 'up to which it is done';

create or replace function duplicate_note() returns trigger language plpgsql as $body$
begin
  if (select count(*) from (select from fresh limit 501) few) <= 500 then
    insert into duplicate_todo (object_kind, object_id) select tg_argv[0], id from fresh;
  else
    insert into duplicate_todo_range (object_kind, from_id, to_id)
      select tg_argv[0], (select id from fresh order by id limit 1), (select id from fresh order by id desc limit 1);
  end if;
  return null;
end $body$;
