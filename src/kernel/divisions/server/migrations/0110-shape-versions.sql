create table shape_version (
  layer text collate "C" primary key,
  version bigint not null
);
comment on table shape_version is 'a number for each layer (division:village, cell:community) that grows with every change to its shapes, names or villages: what was made of them earlier is out of date';

insert into shape_version (layer, version) select distinct 'division:' || level, 1 from division;
insert into shape_version (layer, version) select 'cell:' || id, 1 from cell_layer;

create function shape_version_of_cells() returns trigger language plpgsql as $$
begin
  insert into shape_version as known (layer, version) select distinct 'cell:' || layer, 1 from changed
  on conflict (layer) do update set version = known.version + 1;
  return null;
end $$;
create function shape_version_of_divisions() returns trigger language plpgsql as $$
begin
  insert into shape_version as known (layer, version) select distinct 'division:' || level, 1 from changed
  on conflict (layer) do update set version = known.version + 1;
  return null;
end $$;

create trigger cell_added after insert on cell
  referencing new table as changed for each statement execute function shape_version_of_cells();
create trigger cell_changed after update on cell
  referencing new table as changed for each statement execute function shape_version_of_cells();
create trigger cell_gone after delete on cell
  referencing old table as changed for each statement execute function shape_version_of_cells();
create trigger cell_village_added after insert on cell_village
  referencing new table as changed for each statement execute function shape_version_of_cells();
create trigger cell_village_changed after update on cell_village
  referencing new table as changed for each statement execute function shape_version_of_cells();
create trigger cell_village_gone after delete on cell_village
  referencing old table as changed for each statement execute function shape_version_of_cells();
create trigger division_added after insert on division
  referencing new table as changed for each statement execute function shape_version_of_divisions();
create trigger division_changed after update on division
  referencing new table as changed for each statement execute function shape_version_of_divisions();

alter table cell add column valid_from date;
comment on column cell.valid_from is 'null: since before the records begin';
comment on column cell.valid_to is 'the day from which it no longer exists (split or merged); null while it does';

alter table map_approval add column approved_on date;
alter table map_approval alter column number drop not null;
comment on column map_approval.number is 'null after it was taken back';

create index cell_geom on cell using gist (geom);
