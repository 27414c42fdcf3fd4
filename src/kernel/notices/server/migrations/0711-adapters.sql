create table notice_adapter (
  id int generated always as identity primary key,
  name text not null,
  url text not null,
  format text not null check (format in ('yiwang', 'wecom', 'dingtalk')),
  algorithm text not null check (algorithm in ('hmac-sha256', 'hmac-sm3')),
  locale text not null check (locale in ('zh-CN', 'en')),
  contact text not null check (contact in ('phone', 'wecom', 'dingtalk')),
  importance smallint not null check (importance between 0 and 2),
  private_addresses text[] not null default '{}',
  secret bytea not null,
  is_on boolean not null default false
);
comment on table notice_adapter is '对外发送: where notices go beside the inbox, each only while an administrator has it switched on';
comment on column notice_adapter.contact is 'which of an account''s contacts it is sent to; who has none is not sent anything';
comment on column notice_adapter.importance is 'the lowest that goes out';
comment on column notice_adapter.private_addresses is 'addresses of this machine or of the office''s own network that its host may stand for; others of that kind are refused';
comment on column notice_adapter.secret is 'what its messages are signed with, encrypted; shown once';

create table notice_contact (
  account_id int not null references account,
  kind text not null check (kind in ('phone', 'wecom', 'dingtalk')),
  value bytea not null,
  primary key (account_id, kind)
);
comment on table notice_contact is 'where an account lets itself be told, encrypted; its own choice, gone when it says so';

create table notice_delivery (
  no bigint generated always as identity primary key,
  id uuid not null unique,
  adapter_id int not null references notice_adapter,
  account_id int not null references account,
  notice_id bigint,
  kind text not null,
  entry_no text,
  importance smallint not null,
  recipient text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  attempts int not null default 0,
  at timestamptz not null,
  next_at timestamptz not null,
  finished_at timestamptz,
  status int,
  answer text
);
create index notice_delivery_waiting on notice_delivery (adapter_id, account_id, no) where state = 'waiting';
comment on table notice_delivery is 'what left the house or is to: what, to whom, when, and what was answered';
comment on column notice_delivery.no is 'the order: for one adapter and account a later one waits for an earlier one';
comment on column notice_delivery.id is 'goes along with every attempt, so that who takes it twice can tell';
comment on column notice_delivery.recipient is 'masked';
comment on column notice_delivery.answer is 'the beginning of what was answered, long numbers masked';

create table notice_adapter_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id int not null,
  adapter_id int not null references notice_adapter,
  kind text not null check (kind in ('created', 'changed', 'switched_on', 'switched_off', 'new_secret', 'resent')),
  detail jsonb not null
);
comment on table notice_adapter_event is 'who set an adapter, switched it, or sent something again; append-only';
create function notice_adapter_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'notice_adapter_event is append-only';
end $$;
create trigger notice_adapter_event_stays before update or delete on notice_adapter_event
  for each row execute function notice_adapter_event_stays();
