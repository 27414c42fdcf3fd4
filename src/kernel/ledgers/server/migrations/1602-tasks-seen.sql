-- What a vacuum has not seen is looked up in the table to be counted: it comes after two rows in a hundred, not twenty.
alter table task set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
