create table purpose (
  code text collate "C" primary key check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  title_zh text not null check (length(title_zh) > 0),
  title_en text not null check (length(title_en) > 0),
  basis text not null check (basis in ('consent', 'contract', 'statutory_duty', 'emergency', 'public_information')),
  legal_text text not null check (length(legal_text) > 0),
  account_id bigint not null,
  at timestamptz not null,
  ended_at timestamptz
);
comment on table purpose is '个人信息处理目的: what facts of persons are used for, and on which ground (《个人信息保护法》第十三条)';
comment on column purpose.basis is 'consent 同意, contract 合同, statutory_duty 法定职责, emergency 突发事件, public_information 已公开信息';
comment on column purpose.ended_at is 'from when nothing is used for it any more';

create table consent (
  id uuid primary key,
  person_id uuid not null,
  purpose text collate "C" not null references purpose,
  given_on date not null,
  withdrawn_on date check (withdrawn_on >= given_on),
  source text not null,
  given_account_id bigint not null,
  given_at timestamptz not null,
  withdrawn_account_id bigint,
  withdrawn_at timestamptz,
  check (num_nulls(withdrawn_on, withdrawn_account_id, withdrawn_at) in (0, 3))
);
create unique index consent_in_force on consent (person_id, purpose) where withdrawn_on is null;
create index consent_purpose on consent (purpose) where withdrawn_on is null;
comment on table consent is '同意: who agreed to which purpose, from when, and until when (撤回同意)';
comment on column consent.source is 'how it was given: a form, by word of mouth; empty once the person is erased by law';
