create table project_gate_version (
  version int primary key,
  content jsonb not null,
  since jsonb not null,
  reason text not null,
  account_id int not null,
  published_at timestamptz not null
);
comment on table project_gate_version is '项目准入关: published tables of rules with their catalogue; never changed, since decisions name the version they were made by';
comment on column project_gate_version.since is 'for each rule the version in which its present wording came into force: an override holds for that wording';
create index project_gate_version_published on project_gate_version (published_at);

create table project_gate_draft (
  only_one boolean primary key default true check (only_one),
  content jsonb not null,
  revision int not null,
  account_id int not null,
  saved_at timestamptz not null
);
comment on table project_gate_draft is '准入规则修订稿: the one draft of the next version';
comment on column project_gate_draft.revision is 'counts the savings, so that nobody overwrites what somebody else saved meanwhile';
