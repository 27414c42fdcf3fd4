create table procedure_template (
  code text collate "C" not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  version int not null check (version > 0),
  district char(6),
  body jsonb not null,
  reason text not null,
  account_id int,
  published_at timestamptz not null,
  primary key (code, version)
);
comment on table procedure_template is '手续模板: procedures of a type of project, with limits, order and organisations in charge; a version is never changed, a new one follows';
comment on column procedure_template.district is '区划代码: whose version it is; null for those that the program brings along, which hold where a district has none of its own';
comment on column procedure_template.body is 'as `TemplateBody` of the projects platform describes it';
comment on column procedure_template.reason is '修改理由, said by whoever published it';
comment on column procedure_template.account_id is 'who published it; null for the program';

create table procedure_template_draft (
  district char(6) not null,
  code text collate "C" not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  based_on int,
  revision int not null,
  body jsonb not null,
  account_id int not null,
  saved_at timestamptz not null,
  primary key (district, code)
);
comment on table procedure_template_draft is '手续模板草稿: one for each template of a district, which its project office works on together; it may be faulty until it is published';
comment on column procedure_template_draft.based_on is 'the version that it was begun from; null for a new template';
comment on column procedure_template_draft.revision is 'counts each saving, so that nobody overwrites what another saved meanwhile';

-- 项目办维护手续模板.
update role set rights = array_append(rights, 'procedures.manage')
where id = 'project_office' and built_in and not 'procedures.manage' = any(rights);
