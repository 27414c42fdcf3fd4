create table portal_session (
  token_hash bytea primary key,
  phone_index bytea,
  phone bytea,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  check ((phone_index is null) = (phone is null))
);
create index portal_session_ends on portal_session (ends_at);
comment on table portal_session is '一名群众的浏览器: a resident''s browser on the portal, without an account; what it uploaded is its own';
comment on column portal_session.token_hash is 'SHA-256 of the token, which only the browser keeps';
comment on column portal_session.phone_index is 'blind index of the phone that was proved by a code; null without one';
comment on column portal_session.phone is 'that phone, encrypted';

create table portal_code (
  id uuid primary key,
  phone_index bytea not null,
  phone bytea not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  ends_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  answered int
);
create index portal_code_phone on portal_code (phone_index, sent_at desc);
create index portal_code_ends on portal_code (ends_at);
comment on table portal_code is '验证码: one-time codes to phones; the last one of a phone holds';
comment on column portal_code.code_hash is 'keyed hash of id and code';
comment on column portal_code.answered is 'HTTP status of the adapter, 0 where none came; null where it was shown on the screen of the demonstration';

create table portal_upload (
  file_id uuid primary key,
  token_hash bytea not null,
  at timestamptz not null
);
create index portal_upload_token on portal_upload (token_hash);
create index portal_upload_at on portal_upload (at);
comment on table portal_upload is 'photos of residents that hang on no report yet; unused ones expire';

create table portal_claim (
  claim_id uuid primary key,
  claim_no text collate "C" not null unique,
  incident_id uuid not null,
  code_hash bytea not null,
  phone_index bytea,
  network bytea not null,
  hint text not null,
  at timestamptz not null,
  abuse_at timestamptz,
  abuse_by int,
  abuse_reason text,
  check ((abuse_at is null) = (abuse_reason is null))
);
create index portal_claim_phone on portal_claim (phone_index, at desc) where phone_index is not null;
create index portal_claim_incident on portal_claim (incident_id);
comment on table portal_claim is '凭编号和密码查询: how a claim of the portal is followed without an account, and what it came from';
comment on column portal_claim.code_hash is 'keyed hash of number and secret code; the code was told once';
comment on column portal_claim.network is 'blind index of the network that it came from, for limits and blocks only';
comment on column portal_claim.hint is 'the network, masked: 198.51.*.*';
comment on column portal_claim.abuse_by is 'the account that marked it as abuse (恶意诉求)';

create table portal_act (
  claim_id uuid not null,
  client_key uuid not null,
  at timestamptz not null,
  primary key (claim_id, client_key)
);
comment on table portal_act is 'what claimants did with claims, so that what is sent again is done once';

create table portal_count (
  what text not null,
  key bytea not null,
  window_at timestamptz not null,
  n int not null,
  primary key (what, key, window_at)
);
create index portal_count_window on portal_count (window_at);
comment on table portal_count is '限频: how often what was done from a network, by a phone or on a claim within a window; also each proof of work, which counts once';
comment on column portal_count.what is 'with the length of the window in milliseconds: windows of different lengths may begin at the same moment';

create table portal_block (
  id bigint generated always as identity primary key,
  what text not null check (what in ('network', 'phone')),
  key bytea not null,
  hint text not null,
  at timestamptz not null,
  until timestamptz not null,
  cause text not null check (cause in ('limit', 'abuse')),
  reason text not null,
  claim_id uuid,
  account_id int,
  lifted_at timestamptz,
  lifted_by int,
  lift_reason text,
  check ((lifted_at is null) = (lift_reason is null))
);
create index portal_block_key on portal_block (what, key, until) where lifted_at is null;
comment on table portal_block is '限制使用: networks and phones that may not report for a time';
comment on column portal_block.hint is 'masked, so that an official can tell it by what a caller says';
comment on column portal_block.account_id is 'who blocked it; null: a limit did';

create table portal_photo (
  id uuid primary key,
  incident_id uuid not null,
  source_file uuid not null,
  file_id uuid not null unique,
  shows text not null check (shows in ('before', 'after')),
  areas jsonb not null,
  published_at timestamptz not null,
  published_by int not null,
  organisation_id int not null,
  withdrawn_at timestamptz,
  withdrawn_by int,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index portal_photo_incident on portal_photo (incident_id, published_at);
comment on table portal_photo is '公开照片: photos of incidents that residents may see; who published and withdrew which, when; never deleted';
comment on column portal_photo.source_file is 'the original, which stays for officials';
comment on column portal_photo.file_id is 'the published copy, faces and plates blurred';
comment on column portal_photo.areas is 'what was blurred, as shares of width and height';

-- 指挥员和督查员管理公众端.
update role set rights = array_append(rights, 'portal.manage')
where id in ('dispatcher', 'supervisor') and built_in and not 'portal.manage' = any(rights);
alter table portal_claim add column rated smallint check (rated between 1 and 5);
alter table portal_claim add column rated_at timestamptz;
comment on column portal_claim.rated is 'how the claimant rated the answer; once for each time that it was answered';
