create type search_way as (field text, grams text[], likes text[]);
comment on type search_way is 'one way of finding: the keys that must all be there, and the patterns of which the field must fit one';

create function search_reads(district text, township text, village text, sensitivity int, roots text[], class int)
returns boolean language sql immutable parallel safe as
  $$ select sensitivity <= class and (district = any(roots) or township = any(roots) or village = any(roots)) $$;
comment on function search_reads is 'the rule of scope for a row of the register: in what the roots cover, within the class';

create function search_persons_by_pinyin(asked jsonb, roots text[], class int, count_max int)
returns table (id uuid, name text, pinyin text) language sql stable as $$
  select found.id, found.name, found.pinyin from (
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
      order by person.pinyin, person.id limit count_max) p) found $$;
comment on function search_persons_by_pinyin is 'those whose pinyin begins so, by the index that lists are sorted by: the commonest surname costs no more than another';

create function search_by_keys(kind text, ways jsonb, roots text[], class int, count_max int)
returns table (id uuid, name text, pinyin text) language plpgsql stable as $$
declare
  keys text := case kind when 'person' then 'search_person_keys' else 'search_name_keys' end
    || '(s.name, s.pinyin, s.initials, s.division_code)';
  source text := case kind when 'person'
    then 'search_person s join person r on r.id = s.id and r.erased_at is null' else format('%I s', kind) end;
begin
  return query execute format($find$
    select found.id, found.name, found.pinyin
    from jsonb_populate_recordset(null::search_way, $1) as way cross join lateral (
      select s.id, s.name, s.pinyin from %1$s
      where %2$s && $2 and %2$s @> way.grams
        and case way.field when 'name' then lower(s.name) when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
        and search_reads(%3$s.district, %3$s.township, %3$s.village, %3$s.sensitivity, $2, $3)
      limit $4) found $find$, source, keys, case kind when 'person' then 'r' else 's' end)
  using ways, roots, class, count_max;
end $$;
comment on function search_by_keys is 'objects of a kind found in any of the ways, as far as roots and class reach; one found in two ways comes twice';

create function search_named(kind text, asked jsonb, roots text[], class int, count_max int)
returns table (id uuid, rank int, sort text) language plpgsql stable as $$
#variable_conflict use_column
declare
  near_below constant int := 8;
  near_max constant int := 50;
  q text := asked->>'q';
  found int := 0;
  more int;
begin
  if kind = 'person' and asked->>'pinyin' is not null then
    return query select p.id, case when q in (lower(p.name), p.pinyin) then 0 else 1 end, p.pinyin
      from search_persons_by_pinyin(asked, roots, class, count_max) p;
    get diagnostics found = row_count;
  end if;
  if found < count_max then
    return query select hit.id, case
        when q in (lower(hit.name), hit.pinyin) then 0
        when left(lower(hit.name), length(q)) = q or left(hit.pinyin, length(q)) = q then 1
        else 2 end, hit.pinyin
      from search_by_keys(kind, asked->'exact', roots, class, count_max) hit;
    get diagnostics more = row_count;
    found := found + more;
  end if;
  if found < near_below then
    return query select hit.id, 3, hit.pinyin from search_by_keys(kind, asked->'near', roots, class, near_max) hit;
    if kind = 'person' and asked->>'sound' is not null then
      return query select person.id, 3, person.pinyin from person
        where person.pinyin = asked->>'sound' and person.erased_at is null
          and search_reads(person.district, person.township, person.village, person.sensitivity, roots, class)
        limit near_max;
    end if;
  end if;
end $$;
comment on function search_named is 'persons, enterprises or places by name: 0 the very name, 1 what begins so, 2 what holds it, 3 with a typing error, looked for where the rest finds few';

create function search_households(asked jsonb, roots text[], class int, count_max int)
returns table (id uuid, rank int, sort text) language sql stable as $$
  select h.id, case when lower(h.number) = asked->>'q' then 0 else 1 end, h.number from household h
    where asked->>'number' is not null and h.number >= asked->>'number' and h.number < (asked->>'number') || '~'
      and search_reads(h.district, h.township, h.village, h.sensitivity, roots, class)
  union all
  select h.id, head.rank, head.sort from search_named('person', asked, roots, class, count_max) head
    join household_member m on m.person_id = head.id and m.relation = 'head' and m.to_date is null
    join household h on h.id = m.household_id
    where search_reads(h.district, h.township, h.village, h.sensitivity, roots, class) $$;
comment on function search_households is 'households by number or by their head, who must be within scope too';

create function search_registry(kind text, asked jsonb, reader_roots text[], class int, count_max int)
returns table (id uuid, rank int) language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  roots text[] := array(select distinct code from unnest(reader_roots) as code where code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$');
begin
  if kind not in ('person', 'household', 'enterprise', 'place') then
    raise exception 'no kind of the register: %', kind using errcode = 'invalid_parameter_value';
  end if;
  if kind = 'household' then
    return query select hit.id, min(hit.rank) from search_households(asked, roots, class, count_max) hit
      group by hit.id order by min(hit.rank), min(hit.sort), hit.id limit count_max;
  else
    return query select hit.id, min(hit.rank) from search_named(kind, asked, roots, class, count_max) hit
      group by hit.id order by min(hit.rank), min(hit.sort), hit.id limit count_max;
  end if;
end $$;
comment on function search_registry is 'the one function that the search reads the register through: it passes row-level security, under which a pattern can use no index, and applies the rule of scope itself';
revoke all on function search_registry from public;
grant execute on function search_registry to yiwang_reader;
