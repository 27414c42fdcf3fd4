alter table task add column todo bool not null default true;
comment on column task.todo is 'false: a clock that nobody acts on by itself, so no line of a to-do list';
