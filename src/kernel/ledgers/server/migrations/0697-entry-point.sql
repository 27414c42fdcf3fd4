-- Empty for every entry there is: no ledger could have a field of kind point before.
alter table entry add column point geometry(Point, 4490);

comment on column entry.point is
  'Where it stands on the map by its own field of kind point (地点), CGCS2000; of the log like every column here';
