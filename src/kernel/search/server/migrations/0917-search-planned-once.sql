-- Most of a search of the register was planning: its statements were put together anew for each kind and way, and a
-- household's head was looked for once more. They are static now, and all kinds are asked at once.
drop function search_registry(text, jsonb, text[], int, int);
drop function search_households(jsonb, text[], int, int);

create or replace function search_by_keys(kind text, ways jsonb, roots text[], class int, count_max int)
returns table (id uuid, name text, pinyin text) language plpgsql stable as $$
#variable_conflict use_column
begin
  if kind = 'person' then
    return query select found.id, found.name, found.pinyin
      from jsonb_populate_recordset(null::search_way, ways) as way cross join lateral (
        select s.id, s.name, s.pinyin from search_person s join person r on r.id = s.id and r.erased_at is null
        where search_person_keys(s.name, s.pinyin, s.initials, s.division_code) && roots
          and search_person_keys(s.name, s.pinyin, s.initials, s.division_code) @> way.grams
          and case way.field when 'name' then lower(s.name) when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
          and search_reads(r.district, r.township, r.village, r.sensitivity, roots, class)
        limit count_max) found;
  elsif kind = 'enterprise' then
    return query select found.id, found.name, found.pinyin
      from jsonb_populate_recordset(null::search_way, ways) as way cross join lateral (
        select s.id, s.name, s.pinyin from enterprise s
        where search_name_keys(s.name, s.pinyin, s.initials, s.division_code) && roots
          and search_name_keys(s.name, s.pinyin, s.initials, s.division_code) @> way.grams
          and case way.field when 'name' then lower(s.name) when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
          and search_reads(s.district, s.township, s.village, s.sensitivity, roots, class)
        limit count_max) found;
  else
    return query select found.id, found.name, found.pinyin
      from jsonb_populate_recordset(null::search_way, ways) as way cross join lateral (
        select s.id, s.name, s.pinyin from place s
        where search_name_keys(s.name, s.pinyin, s.initials, s.division_code) && roots
          and search_name_keys(s.name, s.pinyin, s.initials, s.division_code) @> way.grams
          and case way.field when 'name' then lower(s.name) when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
          and search_reads(s.district, s.township, s.village, s.sensitivity, roots, class)
        limit count_max) found;
  end if;
end $$;

-- How many have a pinyin decides whether they are read in its order or put into it: only this is planned for what is asked.
create or replace function search_persons_by_pinyin(asked jsonb, roots text[], class int, count_max int)
returns table (id uuid, name text, pinyin text) language plpgsql stable
set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  return query select found.id, found.name, found.pinyin from (
    select p.id, p.name, p.pinyin from unnest(roots) as root(code) cross join lateral (
      select person.id, person.name, person.pinyin from person
      where length(root.code) = 6 and person.district = root.code and person.pinyin >= asked->>'pinyin'
        and person.pinyin < (asked->>'pinyin') || '{' and person.name like asked->>'begins'
        and person.erased_at is null and person.sensitivity <= class
      order by person.pinyin, person.id limit count_max) p
    union all
    select p.id, p.name, p.pinyin from unnest(roots) as root(code) cross join lateral (
      select person.id, person.name, person.pinyin from person
      where length(root.code) = 9 and person.township = root.code and person.pinyin >= asked->>'pinyin'
        and person.pinyin < (asked->>'pinyin') || '{' and person.name like asked->>'begins'
        and person.erased_at is null and person.sensitivity <= class
      order by person.pinyin, person.id limit count_max) p
    union all
    select p.id, p.name, p.pinyin from unnest(roots) as root(code) cross join lateral (
      select person.id, person.name, person.pinyin from person
      where length(root.code) = 12 and person.village = root.code and person.pinyin >= asked->>'pinyin'
        and person.pinyin < (asked->>'pinyin') || '{' and person.name like asked->>'begins'
        and person.erased_at is null and person.sensitivity <= class
      order by person.pinyin, person.id limit count_max) p) found;
end $$;

create type search_hit as (id uuid, rank int, sort text);
comment on type search_hit is 'what was found, and what it comes after of the same rank';

create function search_households(asked jsonb, heads search_hit[], roots text[], class int)
returns setof search_hit language sql stable as $$
  select h.id, case when lower(h.number) = asked->>'q' then 0 else 1 end, h.number from household h
    where asked->>'number' is not null and h.number >= asked->>'number' and h.number < (asked->>'number') || '~'
      and search_reads(h.district, h.township, h.village, h.sensitivity, roots, class)
  union all
  select h.id, head.rank, head.sort from unnest(heads) head
    join household_member m on m.person_id = head.id and m.relation = 'head' and m.to_date is null
    join household h on h.id = m.household_id
    where search_reads(h.district, h.township, h.village, h.sensitivity, roots, class) $$;
comment on function search_households is 'households by number or by their head, who was found within scope';

-- A plan is kept from the first time on, and so never one that reads a whole table because it was small then: each
-- connection would go on with it until an analyze.
create function search_registry(kinds text[], persons jsonb, names jsonb, reader_roots text[], class int, count_max int)
returns table (kind text, id uuid, rank int) language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  roots text[] := array(select distinct code from unnest(reader_roots) as code where code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$');
  asked text;
  found search_hit[];
begin
  if not coalesce(kinds <@ array['person', 'household', 'enterprise', 'place'], false) then
    raise exception 'no kinds of the register: %', kinds using errcode = 'invalid_parameter_value';
  end if;
  if kinds && array['person', 'household'] then
    found := array(select row(hit.id, hit.rank, hit.sort)::search_hit
      from search_named('person', persons, roots, class, count_max) hit);
  end if;
  foreach asked in array kinds loop
    if asked = 'person' then
      return query select asked, hit.id, min(hit.rank) from unnest(found) hit
        group by hit.id order by min(hit.rank), min(hit.sort), hit.id limit count_max;
    elsif asked = 'household' then
      return query select asked, hit.id, min(hit.rank) from search_households(persons, found, roots, class) hit
        group by hit.id order by min(hit.rank), min(hit.sort), hit.id limit count_max;
    else
      return query select asked, hit.id, min(hit.rank) from search_named(asked, names, roots, class, count_max) hit
        group by hit.id order by min(hit.rank), min(hit.sort), hit.id limit count_max;
    end if;
  end loop;
end $$;
comment on function search_registry is 'the one function that the search reads the register through: it passes row-level security, under which a pattern can use no index, and applies the rule of scope itself';
revoke all on function search_registry from public;
grant execute on function search_registry to yiwang_reader;
