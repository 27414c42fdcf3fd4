create table notice_text (
  kind text collate "C" not null,
  locale text not null check (locale in ('zh-CN', 'en')),
  version int not null check (version > 0),
  text text check (length(text) between 1 and 200),
  account_id int not null,
  at timestamptz not null,
  primary key (kind, locale, version)
);
comment on table notice_text is '对外发送的文字: what goes out for a kind of notice; a change is a new version, the last one holds, without any the program''s own';
comment on column notice_text.text is 'with {no} for the number of the entry and no other placeholder; null: the program''s own again';
create function notice_text_stays() returns trigger language plpgsql as $$
begin
  raise exception 'notice_text is append-only';
end $$;
create trigger notice_text_stays before update or delete on notice_text
  for each row execute function notice_text_stays();
